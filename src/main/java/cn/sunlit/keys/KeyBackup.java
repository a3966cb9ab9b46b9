package cn.sunlit.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * All keys of an installation in one sealed text, to be kept apart from the backups of the database: together they are
 * everything, each alone is nothing. The passphrase goes through Argon2id (RFC 9106, its second recommended choice), the keys
 * through AES-256-GCM.
 *
 * <pre>sunlit-keys-1, salt (16 bytes), nonce (12 bytes), cipher text with its tag</pre>
 */
public final class KeyBackup {

    /** Fewer characters can be tried out by whoever finds the file. */
    public static final int SHORTEST = 12;

    private static final byte[] HEAD = "sunlit-keys-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int PASSES = 3;
    private static final int KIBIBYTES = 64 * 1024;
    private static final int LANES = 4;
    private static final int LONGEST = 16 * 1024 * 1024;

    private KeyBackup() {}

    /** The key files of a directory by their names; which keys there are is no secret. */
    public static Set<String> names(Path directory) throws IOException {
        return files(directory).keySet();
    }

    /** Seals every key file of a directory. */
    public static byte[] seal(Path directory, char[] passphrase) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(plain, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files(directory).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, nonce).doFinal(plain.toByteArray());
            return ByteBuffer.allocate(HEAD.length + SALT + NONCE + sealed.length)
                    .put(HEAD)
                    .put(salt)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Writes the keys into a directory that has none.
     *
     * @return how many key files were written
     * @throws IllegalArgumentException in Chinese, when the text was altered, the passphrase is another or keys are there
     */
    public static int open(byte[] sealed, char[] passphrase, Path directory) throws IOException {
        Map<String, byte[]> keys = unseal(sealed, passphrase);
        if (Files.exists(directory) && !files(directory).isEmpty()) {
            throw new IllegalArgumentException("密钥目录 %s 中已有密钥，未改动".formatted(directory.toAbsolutePath()));
        }
        Files.createDirectories(
                directory.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Map.Entry<String, byte[]> key : keys.entrySet()) {
            Path file = directory.resolve(key.getKey()).normalize();
            if (!file.startsWith(directory.normalize())) {
                throw new IllegalArgumentException("密钥备份中的文件名不正确，未恢复");
            }
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, key.getValue(), StandardOpenOption.SYNC);
        }
        return keys.size();
    }

    private static Map<String, byte[]> unseal(byte[] sealed, char[] passphrase) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(sealed);
        byte[] head = new byte[HEAD.length];
        if (sealed.length < HEAD.length + SALT + NONCE + TAG_BITS / 8) {
            throw new IllegalArgumentException("不是密钥备份文件，或者文件不完整");
        }
        from.get(head);
        if (!MessageDigest.isEqual(head, HEAD)) {
            throw new IllegalArgumentException("不是密钥备份文件，或者由更新版本的程序所写");
        }
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[NONCE];
        from.get(salt).get(nonce);
        byte[] plain;
        try {
            plain = cipher(Cipher.DECRYPT_MODE, passphrase, salt, nonce)
                    .doFinal(sealed, from.position(), from.remaining());
        } catch (AEADBadTagException wrong) {
            throw new IllegalArgumentException("口令不正确，或者密钥备份文件已损坏", wrong);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        Map<String, byte[]> keys = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(plain), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                keys.put(entry.getName(), zip.readNBytes(LONGEST));
            }
        }
        return keys;
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] salt, byte[] nonce)
            throws GeneralSecurityException {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withIterations(PASSES)
                .withMemoryAsKB(KIBIBYTES)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        byte[] key = new byte[32];
        argon2.generateBytes(passphrase, key);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(HEAD);
        cipher.updateAAD(salt);
        return cipher;
    }

    /** By their path below the directory; what is being written just now (its name begins with a dot) is not yet a key. */
    private static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return all;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    all.put(directory.relativize(file).toString(), Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return all;
    }
}
