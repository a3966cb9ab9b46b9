package cn.sunlit.operations;

import cn.sunlit.database.CommandDatabase;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.KeyBackup;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code ./run backup}, {@code restore}, {@code backup-keys}, {@code restore-keys} and {@code release-payments}. Ends with 0 when
 * it was done, 1 when what was restored does not hold, 2 when it cannot be done.
 */
public final class BackupCommand {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final long LONGEST_KEYS = 16 * 1024 * 1024;

    private BackupCommand() {}

    /** @param args the command and its file */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out));
    }

    static int run(String[] args, Map<String, String> settings, PrintStream out) {
        List<String> words = Arrays.asList(args);
        Path data = Path.of(settings.getOrDefault("SUNLIT_DATA", "data"));
        String elsewhere = settings.getOrDefault("SUNLIT_KEYS", "").strip();
        Path keys = elsewhere.isEmpty() ? data.resolve("keys") : Path.of(elsewhere);
        try {
            String command = words.isEmpty() ? "" : words.getFirst();
            if (command.equals("release-payments")) {
                return release(words, settings, data, out);
            }
            if (words.size() != 2) {
                return usage(out);
            }
            Path file = Path.of(words.get(1));
            return switch (command) {
                case "backup" -> backup(settings, data, keys, file, out);
                case "restore" -> new Restore(settings, data, keys, out).from(file) ? 0 : 1;
                case "backup-keys" -> backupKeys(settings, data, keys, file, out);
                case "restore-keys" -> restoreKeys(settings, keys, file, out);
                default -> usage(out);
            };
        } catch (BackupFailed | CannotStart | IllegalArgumentException refused) {
            out.println("✗ " + refused.getMessage());
            return 2;
        } catch (FileAlreadyExistsException there) {
            out.println("✗ 文件 %s 已经存在，没有覆盖".formatted(there.getFile()));
            return 2;
        } catch (IOException trouble) {
            out.println("✗ 文件无法读写：" + Backup.oneLine(trouble));
            return 2;
        }
    }

    private static int usage(PrintStream out) {
        out.println("用法：./run backup <目录或文件>");
        out.println("　　　./run restore <备份文件>");
        out.println("　　　./run backup-keys <文件>、./run restore-keys <文件>　口令取自环境变量 SUNLIT_PASSPHRASE，未设置时询问");
        out.println("　　　./run release-payments <核对人姓名>");
        return 2;
    }

    private static int backup(Map<String, String> settings, Path data, Path keys, Path to, PrintStream out) {
        Path file = Files.isDirectory(to) ? to.resolve(name(Instant.now())) : to;
        try (CommandDatabase database = CommandDatabase.open(settings, data)) {
            Manifest manifest =
                    new Backup(database.source(), Keyring.of(settings, data), keys, out::println).take(file);
            out.println("✓ 备份完成：%s，%d 张表、%,d 行、%d 条存证记录"
                    .formatted(file.toAbsolutePath(), manifest.tables().size(), manifest.rows(), manifest.entries()));
            out.println("提示：密钥不在其中，请另用 ./run backup-keys 备份并分开存放");
            return 0;
        }
    }

    /** By the court's clock, so that names sort by time. */
    static String name(Instant at) {
        return "sunlit-%s.zip".formatted(STAMP.format(at.atZone(TimeConfiguration.ZONE)));
    }

    /** What the name says. */
    static Instant takenAt(Path file) {
        String name = file.getFileName().toString();
        return LocalDateTime.parse(name.substring("sunlit-".length(), name.length() - ".zip".length()), STAMP)
                .atZone(TimeConfiguration.ZONE)
                .toInstant();
    }

    private static int backupKeys(Map<String, String> settings, Path data, Path keys, Path file, PrintStream out)
            throws IOException {
        if (KeyBackup.names(keys).isEmpty()) {
            throw new BackupFailed("密钥目录 %s 中没有密钥".formatted(keys.toAbsolutePath()));
        }
        // It signs the first backup, and should not be made after its own backup.
        Keyring.of(settings, data).signingPair(Backup.PURPOSE);
        char[] passphrase = passphrase(settings, out);
        if (passphrase.length < KeyBackup.SHORTEST) {
            throw new BackupFailed("口令至少 %d 个字符".formatted(KeyBackup.SHORTEST));
        }
        byte[] sealed = KeyBackup.seal(keys, passphrase);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = java.nio.ByteBuffer.wrap(sealed);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        out.println("✓ %d 个密钥已加密备份到 %s；没有口令无法恢复，请妥善保管"
                .formatted(KeyBackup.names(keys).size(), file.toAbsolutePath()));
        if (Stream.of("SUNLIT_MASTER_KEY", "SUNLIT_MASTER_KEY_FILE")
                .anyMatch(name -> !settings.getOrDefault(name, "").isBlank())) {
            out.println("提示：主密钥另放他处，不在其中，请另行备份；没有它，这些密钥无法使用");
        }
        return 0;
    }

    private static int restoreKeys(Map<String, String> settings, Path keys, Path file, PrintStream out)
            throws IOException {
        if (Files.size(file) > LONGEST_KEYS) {
            throw new BackupFailed("不是密钥备份文件");
        }
        int count = KeyBackup.open(Files.readAllBytes(file), passphrase(settings, out), keys);
        out.println("✓ %d 个密钥已恢复到 %s".formatted(count, keys.toAbsolutePath()));
        return 0;
    }

    private static char[] passphrase(Map<String, String> settings, PrintStream out) {
        String given = settings.get("SUNLIT_PASSPHRASE");
        if (given != null && !given.isEmpty()) {
            return given.toCharArray();
        }
        var console = System.console();
        if (console == null) {
            throw new BackupFailed("没有口令：请设置环境变量 SUNLIT_PASSPHRASE，或在终端中运行");
        }
        out.print("口令：");
        out.flush();
        char[] typed = console.readPassword();
        return typed == null ? new char[0] : typed;
    }

    private static int release(List<String> words, Map<String, String> settings, Path data, PrintStream out) {
        try (CommandDatabase database = CommandDatabase.open(settings, data)) {
            RestorationStore store = new RestorationStore(database.jdbc());
            var open = store.holding();
            if (open.isEmpty()) {
                out.println("付款没有暂停");
                return 0;
            }
            List<String> unexplained = store.unexplained(open.get().takenAt());
            out.println("系统从 %s 的备份恢复，付款自此暂停".formatted(Program.time(open.get().takenAt())));
            out.println(unexplained.isEmpty() ? "此后的银行流水中没有系统不认识的付款" : "此后银行付出而系统不认识的：");
            unexplained.forEach(line -> out.println("　" + line));
            if (words.size() != 2 || words.get(1).isBlank()) {
                out.println("取得并接收备份之后的全部银行流水，逐笔核对、补录后，用 ./run release-payments <核对人姓名> 恢复付款");
                return 2;
            }
            store.release(words.get(1).strip());
            out.println("✓ 已恢复付款，核对人 %s".formatted(words.get(1).strip()));
            return 0;
        }
    }
}
