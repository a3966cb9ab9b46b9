package cn.sunlit.operations;

import cn.sunlit.audit.Signing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of a backup: a ZIP with a file a table, the manifest and its signature, written as a stream and moved into place when
 * it is whole and on the disk. What is read is compared with the manifest, and the manifest with its signature.
 */
final class Archive {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final byte[] PREFIX = "sunlit-backup\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 64 * 1024 * 1024;
    private static final int QUICK = 3;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(
                    DeserializationFeature
                            .FAIL_ON_UNKNOWN_PROPERTIES) // of a newer format, which is then refused by its number
            .build();

    private Archive() {}

    /** Writes the content of a table. @return how many rows it has */
    interface Content {
        long writeTo(OutputStream out) throws IOException;
    }

    /** An archive being written; nobody sees it before {@link #finish}. */
    static final class Writer implements AutoCloseable {
        private final Path file;
        private final Path aside;
        private final FileChannel channel;
        private final ZipOutputStream zip;

        Writer(Path file) {
            this.file = file;
            this.aside = file.resolveSibling("." + file.getFileName() + ".unfinished");
            try {
                Files.deleteIfExists(aside);
                Files.createFile(
                        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                channel = FileChannel.open(aside, StandardOpenOption.WRITE);
            } catch (IOException trouble) {
                throw cannotWrite(file, trouble);
            }
            zip = new ZipOutputStream(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
            zip.setLevel(QUICK);
        }

        Manifest.Table table(String name, java.util.List<String> columns, Content content) {
            try {
                zip.putNextEntry(new ZipEntry(entry(name)));
                Counting out = new Counting(zip);
                long rows = content.writeTo(out);
                zip.closeEntry();
                return new Manifest.Table(name, columns, rows, out.bytes, out.digest());
            } catch (IOException trouble) {
                throw cannotWrite(file, trouble);
            }
        }

        void finish(Manifest manifest, KeyPair key) {
            try {
                byte[] json = JSON.writeValueAsBytes(manifest);
                zip.putNextEntry(new ZipEntry(MANIFEST));
                zip.write(json);
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry(SIGNATURE));
                zip.write(Base64.getEncoder().encode(sign(key, json)));
                zip.closeEntry();
                zip.finish();
                channel.force(true);
                zip.close();
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                try (FileChannel directory =
                        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                    directory.force(true);
                }
            } catch (IOException trouble) {
                throw cannotWrite(file, trouble);
            }
        }

        /** Leaves nothing behind that was not finished. */
        @Override
        public void close() {
            try {
                channel.close();
                Files.deleteIfExists(aside);
            } catch (IOException trouble) {
                throw cannotWrite(file, trouble);
            }
        }
    }

    private static BackupFailed cannotWrite(Path file, IOException trouble) {
        String why =
                switch (trouble) {
                    case AccessDeniedException denied -> "没有写入权限";
                    case NoSuchFileException missing -> "目录不存在";
                    case FileSystemException other when other.getReason() != null -> other.getReason();
                    default ->
                        String.valueOf(trouble.getMessage()).contains("No space left")
                                ? "磁盘空间已满"
                                : String.valueOf(trouble.getMessage());
                };
        return new BackupFailed("备份没有完成，无法写入 %s：%s".formatted(file.toAbsolutePath(), why), trouble);
    }

    /** An archive whose manifest is genuine. */
    static final class Reader implements AutoCloseable {
        private final Path file;
        private final ZipFile zip;
        private final Manifest manifest;

        /** @param key of the installation that took it */
        Reader(Path file, @Nullable PublicKey key) {
            this.file = file;
            try {
                zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            } catch (IOException unreadable) {
                throw new BackupFailed(
                        Files.isReadable(file)
                                ? "备份文件 %s 已损坏或不完整，没有恢复任何数据".formatted(file)
                                : "备份文件 %s 不存在或没有读取权限".formatted(file),
                        unreadable);
            }
            try {
                manifest = manifest(key);
            } catch (RuntimeException refused) {
                close();
                throw refused;
            }
        }

        Manifest manifest() {
            return manifest;
        }

        private Manifest manifest(@Nullable PublicKey key) {
            try {
                byte[] json = bytes(MANIFEST);
                byte[] signature = Base64.getDecoder().decode(bytes(SIGNATURE));
                // The number alone, because of a newer form only that is sure.
                if (JSON.readTree(json).path("format").asInt(0) > Manifest.FORMAT) {
                    throw new BackupFailed("备份由更新版本的程序所写，请用同一版本或更新版本的程序恢复");
                }
                if (key == null || !verifies(key, json, signature)) {
                    throw new BackupFailed("备份清单的签名不是用这套密钥所作：清单被改动过，或者备份属于另一个系统，请先恢复与备份相配的密钥");
                }
                return JSON.readValue(json, Manifest.class);
            } catch (IOException | JacksonException | IllegalArgumentException damaged) {
                throw new BackupFailed("备份文件 %s 的清单已损坏，没有恢复任何数据".formatted(file), damaged);
            }
        }

        private byte[] bytes(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("no " + name);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return in.readNBytes(LONGEST);
            }
        }

        /** Reads all of a table's file and compares. */
        void check(Manifest.Table table) {
            read(table, in -> in.transferTo(OutputStream.nullOutputStream()));
        }

        /** Hands a table's file over; what comes is only known to be right when this returns. */
        void read(Manifest.Table table, Reading reading) {
            try {
                ZipEntry entry = zip.getEntry(entry(table.name()));
                if (entry == null) {
                    throw new BackupFailed("备份已损坏：缺少数据表 %s".formatted(table.name()));
                }
                MessageDigest digest = sha256();
                try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
                    reading.of(in);
                }
                if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
                    throw new BackupFailed("备份已损坏：数据表 %s 的内容与清单不符".formatted(table.name()));
                }
            } catch (IOException damaged) {
                throw new BackupFailed("备份已损坏：数据表 %s 无法读出".formatted(table.name()), damaged);
            }
        }

        @Override
        public void close() {
            try {
                zip.close();
            } catch (IOException trouble) {
                throw new BackupFailed("备份文件 %s 无法读取".formatted(file), trouble);
            }
        }
    }

    /** What is done with the bytes of a table. */
    interface Reading {
        void of(InputStream in) throws IOException;
    }

    private static String entry(String table) {
        return "tables/" + table + ".copy";
    }

    private static byte[] sign(KeyPair key, byte[] manifest) {
        try {
            Signature signature = Signature.getInstance(Signing.ED25519.label());
            signature.initSign(key.getPrivate());
            signature.update(PREFIX);
            signature.update(manifest);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean verifies(PublicKey key, byte[] manifest, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(Signing.ED25519.label());
            signature.initVerify(key);
            signature.update(PREFIX);
            signature.update(manifest);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Passes on, counts and hashes. */
    private static final class Counting extends OutputStream {
        private final OutputStream to;
        private final MessageDigest digest = sha256();
        private long bytes;

        Counting(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            to.write(from, offset, length);
            digest.update(from, offset, length);
            bytes += length;
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
