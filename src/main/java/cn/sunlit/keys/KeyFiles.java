package cn.sunlit.keys;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file a key. A file appears whole or not at all, and of two processes that make the same key at once one wins and
 * both read the winner's: losing a key means losing what it sealed.
 */
final class KeyFiles {

    /** @param id names the key inside what it sealed */
    record Secret(int id, byte[] bytes) {}

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final int RSA_BITS = 3072;

    private final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.directory);
            if (!Files.getPosixFilePermissions(this.directory).equals(OWNER_ENTERS)) {
                Files.setPosixFilePermissions(this.directory, OWNER_ENTERS);
            }
        } catch (IOException trouble) {
            throw new CannotStart(
                    "密钥目录 %s 无法使用（%s），请检查磁盘空间和目录权限。".formatted(this.directory, trouble.getMessage()), trouble);
        }
    }

    Path directory() {
        return directory;
    }

    /** 32 random bytes with their id. */
    Secret secret(String name) throws IOException {
        var file = directory.resolve(name + ".key");
        if (Files.notExists(file)) {
            var bytes = new byte[Integer.BYTES + 32];
            new SecureRandom().nextBytes(bytes);
            create(file, Base64.getEncoder().encodeToString(bytes) + "\n");
        }
        var bytes = decode(file, read(file));
        if (bytes.length != Integer.BYTES + 32) {
            throw broken(file, null);
        }
        var buffer = ByteBuffer.wrap(bytes);
        int id = buffer.getInt();
        var secret = new byte[32];
        buffer.get(secret);
        return new Secret(id, secret);
    }

    KeyPair ed25519(String name) throws IOException {
        return pair(name, "Ed25519", null, null);
    }

    KeyPair rsa(String name) throws IOException {
        return pair(name, "RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4), null);
    }

    /** The JDK knows no SM2. */
    KeyPair sm2(String name) throws IOException {
        return pair(name, "EC", new ECGenParameterSpec("sm2p256v1"), new BouncyCastleProvider());
    }

    /** Private half as PKCS #8, public half as X.509, in one PEM file, so that neither is ever without the other. */
    private KeyPair pair(
            String name, String algorithm, @Nullable AlgorithmParameterSpec shape, @Nullable Provider provider)
            throws IOException {
        var file = directory.resolve(name + ".pem");
        try {
            if (Files.notExists(file)) {
                var generator = provider == null
                        ? KeyPairGenerator.getInstance(algorithm)
                        : KeyPairGenerator.getInstance(algorithm, provider);
                if (shape != null) {
                    generator.initialize(shape);
                }
                var made = generator.generateKeyPair();
                create(
                        file,
                        pem("PRIVATE KEY", made.getPrivate().getEncoded())
                                + pem("PUBLIC KEY", made.getPublic().getEncoded()));
            }
            var text = read(file);
            var factory =
                    provider == null ? KeyFactory.getInstance(algorithm) : KeyFactory.getInstance(algorithm, provider);
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(part(file, text, "PRIVATE KEY")));
            PublicKey open = factory.generatePublic(new X509EncodedKeySpec(part(file, text, "PUBLIC KEY")));
            return new KeyPair(open, secret);
        } catch (GeneralSecurityException unusable) {
            throw broken(file, unusable);
        }
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes),
                        label);
    }

    private static byte[] part(Path file, String text, String label) {
        var begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw broken(file, null);
        }
        return decode(file, text.substring(from + begin.length(), to));
    }

    private static byte[] decode(Path file, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64.strip());
        } catch (IllegalArgumentException garbled) {
            throw broken(file, garbled);
        }
    }

    private static CannotStart broken(Path file, @Nullable Exception cause) {
        return new CannotStart("密钥文件 %s 已损坏，请从备份恢复后重新启动；切勿删除它，否则已加密的数据无法再读。".formatted(file), cause);
    }

    private static String read(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ALONE)) {
            LOG.warn("密钥文件 {} 的权限过宽，已收紧为仅本用户可读写", file);
            Files.setPosixFilePermissions(file, OWNER_ALONE);
        }
        return Files.readString(file);
    }

    private void create(Path file, String text) throws IOException {
        var aside = directory.resolve("." + file.getFileName() + "." + UUID.randomUUID());
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        try (var out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        try {
            // A link, unlike a move, never replaces: the first process wins.
            Files.createLink(file, aside);
            try (var folder = FileChannel.open(directory, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (FileAlreadyExistsException madeByAnother) {
            LOG.debug("another process made {} first", file, madeByAnother);
        } finally {
            Files.delete(aside);
        }
    }
}
