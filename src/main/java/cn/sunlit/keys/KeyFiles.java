package cn.sunlit.keys;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file a key and generation, wrapped by the master key; files of earlier versions hold the key itself. A file appears whole or not at all, and of two processes that make the same key at once one wins and
 * both read the winner's: losing a key means losing what it sealed.
 */
final class KeyFiles {

    /**
     * @param id names the key inside what it sealed
     * @param wrapped whether its file is of use only together with the master key
     */
    record Secret(int id, byte[] bytes, int generation, boolean wrapped, Instant madeAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ENTERS = PosixFilePermissions.fromString("rwx------");
    private static final int RSA_BITS = 3072;

    /** {@code aes-party-number.key} is the first generation, {@code aes-party-number.2.key} the second. */
    private static final Pattern FILE_NAME = Pattern.compile("((?!master\\.).+?)(?:\\.([0-9]{1,6}))?\\.key");

    private final Path directory;
    private final Path masterFile;
    private final @Nullable String masterText;
    private volatile @Nullable MasterKey master;

    /**
     * @param masterFile null for {@code master.key} among the other files
     * @param masterText the master key itself, wherever it comes from, instead of a file
     */
    KeyFiles(Path directory, @Nullable Path masterFile, @Nullable String masterText) {
        this.directory = directory.toAbsolutePath().normalize();
        this.masterFile = masterFile == null
                ? this.directory.resolve("master.key")
                : masterFile.toAbsolutePath().normalize();
        this.masterText = masterText;
        try {
            Files.createDirectories(this.directory);
            if (!Files.getPosixFilePermissions(this.directory).equals(OWNER_ENTERS)) {
                Files.setPosixFilePermissions(this.directory, OWNER_ENTERS);
            }
        } catch (IOException trouble) {
            throw unusable(trouble);
        }
    }

    Path directory() {
        return directory;
    }

    /** The directory as it was at a moment; any file that comes or goes makes another one. */
    @Nullable
    FileTime state() {
        try {
            FileTime changed = Files.getLastModifiedTime(directory);
            // The file system counts in ticks: what changes within the same tick must not go unnoticed.
            return changed.toInstant().isAfter(Instant.now().minusMillis(100)) ? null : changed;
        } catch (IOException trouble) {
            throw unusable(trouble);
        }
    }

    private CannotStart unusable(IOException trouble) {
        return new CannotStart("密钥目录 %s 无法使用（%s），请检查磁盘空间和目录权限。".formatted(directory, trouble.getMessage()), trouble);
    }

    /** All generations of a key, the newest last; the first is made when there is none. */
    List<Secret> secrets(String name) throws IOException {
        SortedMap<Integer, Path> files = generations(name);
        if (files.isEmpty()) {
            write(name, 1);
            files = generations(name);
        }
        List<Secret> all = new ArrayList<>();
        for (var each : files.entrySet()) {
            all.add(open(name, each.getKey(), each.getValue()));
        }
        return all;
    }

    /** Makes the next generation, which seals from now on. */
    void rotate(String name) throws IOException {
        secrets(name);
        write(name, generations(name).lastKey() + 1);
    }

    /** Takes a generation out of use; the file goes aside, because older backups of the database still need it. */
    void retire(String name, int generation) throws IOException {
        Path file = Objects.requireNonNull(generations(name).get(generation));
        Path aside = Files.createDirectories(directory.resolve("retired"));
        Files.setPosixFilePermissions(aside, OWNER_ENTERS);
        Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The names of all secrets that begin so. */
    Set<String> names(String beginning) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> FILE_NAME.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches() && name.group(1).startsWith(beginning))
                    .map(name -> name.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Opens everything once, so that a wrong master key is told at the start and not in the middle of the day. */
    void check() throws IOException {
        for (String name : names("")) {
            secrets(name);
        }
    }

    private SortedMap<Integer, Path> generations(String name) throws IOException {
        SortedMap<Integer, Path> found = new TreeMap<>();
        try (var files = Files.list(directory)) {
            files.forEach(file -> {
                var parts = FILE_NAME.matcher(file.getFileName().toString());
                if (parts.matches() && parts.group(1).equals(name)) {
                    found.put(parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)), file);
                }
            });
        }
        return found;
    }

    private void write(String name, int generation) throws IOException {
        var bytes = new byte[Integer.BYTES + 32];
        new SecureRandom().nextBytes(bytes);
        create(
                directory.resolve(generation == 1 ? name + ".key" : "%s.%d.key".formatted(name, generation)),
                master(true).wrap(name, bytes) + "\n");
    }

    private Secret open(String name, int generation, Path file) throws IOException {
        String text = read(file).strip();
        boolean wrapped = MasterKey.wrapped(text);
        byte[] bytes = wrapped ? master(false).unwrap(name, text, file) : decode(file, text);
        if (bytes.length != Integer.BYTES + 32) {
            throw broken(file, null);
        }
        var buffer = ByteBuffer.wrap(bytes);
        int id = buffer.getInt();
        var secret = new byte[32];
        buffer.get(secret);
        return new Secret(
                id, secret, generation, wrapped, Files.getLastModifiedTime(file).toInstant());
    }

    /** Made when the first key is to be wrapped; once keys are wrapped, a missing master key is never replaced by another. */
    private MasterKey master(boolean mayMake) throws IOException {
        MasterKey known = master;
        if (known != null) {
            return known;
        }
        if (masterText != null) {
            known = MasterKey.of(masterText, "环境变量 SUNLIT_MASTER_KEY");
        } else {
            if (Files.notExists(masterFile)) {
                if (!mayMake || anythingWrapped()) {
                    throw new CannotStart(
                            "主密钥文件 %s 不存在，已有的密钥无法打开：请从备份放回该文件，或用 SUNLIT_MASTER_KEY_FILE 指明它的位置。".formatted(masterFile));
                }
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                create(masterFile, Base64.getEncoder().encodeToString(bytes) + "\n");
            }
            known = MasterKey.of(read(masterFile), "主密钥文件 " + masterFile);
        }
        master = known;
        return known;
    }

    private boolean anythingWrapped() throws IOException {
        for (String name : names("")) {
            for (Path file : generations(name).values()) {
                if (MasterKey.wrapped(read(file).strip())) {
                    return true;
                }
            }
        }
        return false;
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
        if (isOpenToOthers(file)) {
            LOG.warn("密钥文件 {} 可以被其他用户读取，请收紧权限（chmod 600）", file);
        }
        return Files.readString(file);
    }

    /** Key files that others than their owner can read. To shut them silently would hide that somebody may have. */
    List<String> openToOthers() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var all = Files.list(directory)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        if (Files.exists(masterFile) && !files.contains(masterFile)) {
            files.add(masterFile);
        }
        List<String> open = new ArrayList<>();
        for (Path file : files) {
            if (isOpenToOthers(file)) {
                open.add(file.getFileName().toString());
            }
        }
        open.sort(null);
        return open;
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        return !OWNER_ALONE.containsAll(Files.getPosixFilePermissions(file));
    }

    private void create(Path file, String text) throws IOException {
        var folderOf = Objects.requireNonNull(file.getParent());
        var aside = folderOf.resolve("." + file.getFileName() + "." + UUID.randomUUID());
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
            try (var folder = FileChannel.open(folderOf, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (FileAlreadyExistsException madeByAnother) {
            LOG.debug("another process made {} first", file, madeByAnother);
        } finally {
            Files.delete(aside);
        }
    }
}
