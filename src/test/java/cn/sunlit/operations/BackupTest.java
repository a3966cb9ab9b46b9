package cn.sunlit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import cn.sunlit.database.TestServer;
import cn.sunlit.keys.KeyBackup;
import cn.sunlit.keys.Keyring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A backup is whole or is refused, and says what of it is damaged; what is restored guards itself as before. */
@Execution(ExecutionMode.CONCURRENT)
class BackupTest {

    private static final String LONG = "一句足够长的口令用于测试";

    @TempDir
    Path home;

    private TestServer.Fresh source;
    private Path keys;
    private Path file;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void aDatabaseWithKeysAndSomeRows() throws SQLException {
        source = TestServer.fresh();
        keys = home.resolve("keys");
        file = home.resolve("backup.zip");
        new Keyring(keys).encrypt("parties.number", "1");
        new Keyring(keys).signingPair("audit.checkpoint");
        execute(
                source,
                "insert into identity.machine values ('m1', '带\t制表符\\与\n换行', '鄂1125', '{MACHINE}', '{x}y', true, true, now())");
        execute(
                source,
                "insert into identity.attempt (key, at) select sha256(n::text::bytea), now() from generate_series(1, 500) n");
        execute(source, "insert into identity.session values ('p', 's', 1, 1, 1, 1, 'judge')");
    }

    private Map<String, String> settings(TestServer.Fresh database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SUNLIT_DATA", home.toString());
        settings.put("SUNLIT_KEYS", keys.toString());
        settings.put("SUNLIT_DATABASE_URL", database.url());
        settings.put("SUNLIT_DATABASE_USER", database.user());
        settings.put("SUNLIT_DATABASE_PASSWORD", database.password());
        settings.put("SUNLIT_PASSPHRASE", LONG);
        return settings;
    }

    private int run(TestServer.Fresh database, String... words) {
        return run(settings(database), words);
    }

    private int run(Map<String, String> settings, String... words) {
        said.reset();
        return BackupCommand.run(words, settings, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void 备份再恢复_数据相同_序号前移_只能追加的仍只能追加() throws SQLException {
        assertThat(run(source, "backup", file.toString())).as(said()).isZero();
        TestServer.Fresh target = TestServer.empty();
        assertThat(run(target, "restore", file.toString())).as(said()).isZero();
        assertThat(said()).contains("备份文件完好", "✓ 全部相符", "✓ 恢复完成，记录完整");
        String machine = "select name || client || created_at from identity.machine";
        assertThat(ask(target, machine)).isEqualTo(ask(source, machine));
        assertThat(ask(target, "select count(*) from identity.attempt")).isEqualTo("500");
        assertThat(ask(target, "select count(*) from identity.session"))
                .as("everybody logs in anew")
                .isEqualTo("0");
        assertThat(Long.parseLong(ask(target, "select nextval('identity.attempt_id_seq')")))
                .isGreaterThan(1_000_500);
        assertThat(ask(target, TRIGGERS)).isEqualTo(ask(source, TRIGGERS));
        assertThat(ask(target, REFERENCES)).isEqualTo(ask(source, REFERENCES));
        assertThat(ask(target, "select count(*) from events.flyway_history"))
                .isEqualTo(ask(source, "select count(*) from events.flyway_history"));
        assertThat(ask(target, "select count(*) from operations.restoration")).isEqualTo("1");
        assertThatThrownBy(() -> execute(target, "delete from audit.chain; truncate audit.checkpoint"))
                .hasMessageContaining("只能追加");
        assertThat(run(target, "restore", file.toString())).isEqualTo(2);
        assertThat(said()).contains("恢复只能写入空的数据库");
    }

    @Test
    void 恢复到自有服务器_所有者不是超级用户() throws SQLException {
        assertThat(run(source, "backup", file.toString())).as(said()).isZero();
        TestServer.Fresh target = TestServer.empty();
        String name = target.url().replaceAll(".*/", "");
        execute(
                target,
                "create role owner_of_%1$s login nosuperuser password 'x'; alter database %1$s owner to owner_of_%1$s"
                        .formatted(name));
        Map<String, String> settings = settings(target);
        settings.put("SUNLIT_DATABASE_OWNER", "owner_of_" + name);
        settings.put("SUNLIT_DATABASE_OWNER_PASSWORD", "x");
        assertThat(run(settings, "restore", file.toString())).as(said()).isZero();
        assertThat(said()).contains("✓ 恢复完成，记录完整");
        assertThat(ask(target, "select distinct tableowner from pg_tables where schemaname = 'funds'"))
                .isEqualTo("owner_of_" + name);
        assertThat(ask(target, REFERENCES)).isEqualTo(ask(source, REFERENCES));
    }

    private static final String TRIGGERS =
            "select string_agg(tgrelid::regclass || tgname || tgenabled::text, ',' order by tgrelid::regclass::text, tgname)"
                    + " from pg_trigger where not tgisinternal";
    private static final String REFERENCES =
            "select string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), ',' order by conrelid::regclass::text, conname)"
                    + " from pg_constraint where contype = 'f'";

    @Test
    void 备份期间写入的数据不在备份中() throws SQLException {
        List<String> progress = new ArrayList<>();
        Manifest manifest = new Backup(source.dataSource(), new Keyring(keys), keys, line -> {
                    if (progress.isEmpty()) {
                        try {
                            execute(source, "insert into identity.attempt (key, at) values ('x', now())");
                        } catch (SQLException refused) {
                            throw new IllegalStateException(refused);
                        }
                    }
                    progress.add(line);
                })
                .take(file);
        assertThat(ask(source, "select count(*) from identity.attempt")).isEqualTo("501");
        assertThat(manifest.tables().stream()
                        .filter(t -> t.name().equals("identity.attempt"))
                        .findFirst()
                        .orElseThrow()
                        .rows())
                .isEqualTo(500);
    }

    @Test
    void 备份文件被截断或改动一个字节_指出是哪张表_不写入任何数据() throws IOException, SQLException {
        assertThat(run(source, "backup", file.toString())).isZero();
        byte[] whole = Files.readAllBytes(file);
        TestServer.Fresh target = TestServer.empty();
        Path damaged = home.resolve("damaged.zip");

        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        assertThat(run(target, "restore", damaged.toString())).isEqualTo(2);
        assertThat(said()).contains("已损坏或不完整");

        // A byte within the rows of one table, and the checksums of the ZIP made to fit again.
        rewrite(damaged, "tables/identity.attempt.copy", bytes -> bytes[40] ^= 1);
        assertThat(run(target, "restore", damaged.toString())).isEqualTo(2);
        assertThat(said()).contains("数据表 identity.attempt 的内容与清单不符");

        // A digit of a checksum, so that what is read is still a manifest.
        rewrite(damaged, "manifest.json", bytes -> {
            int at = bytes.length / 2;
            while (!(Character.isDigit(bytes[at])
                    && Character.isLetter(bytes[at - 1])
                    && Character.isLetter(bytes[at + 1]))) {
                at++;
            }
            bytes[at] ^= 1;
        });
        assertThat(run(target, "restore", damaged.toString())).isEqualTo(2);
        assertThat(said()).contains("清单的签名");

        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            byte[] copy = whole.clone();
            copy[random.nextInt(copy.length * 9 / 10)] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, copy);
            // Whatever is not noticed here was no byte of a row.
            try (Archive.Reader reader = new Archive.Reader(
                    damaged, new Keyring(keys).signingPair(Backup.PURPOSE).getPublic())) {
                reader.manifest().tables().forEach(reader::check);
            } catch (BackupFailed noticed) {
                assertThat(noticed.getMessage()).startsWith("备份");
            }
        }
        assertThat(ask(target, "select count(*) from pg_namespace where nspname = 'identity'"))
                .isEqualTo("0");
    }

    private interface Change {
        void of(byte[] bytes);
    }

    private void rewrite(Path to, String entry, Change change) throws IOException {
        try (ZipFile from = new ZipFile(file.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry each : java.util.Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(each).readAllBytes();
                if (each.getName().equals(entry)) {
                    change.of(bytes);
                }
                zip.putNextEntry(new ZipEntry(each.getName()));
                zip.write(bytes);
                zip.closeEntry();
            }
        }
    }

    @Test
    void 别的系统的密钥_缺少的密钥_更新的格式_都一句话拒绝() throws IOException, SQLException {
        assertThat(run(source, "backup", file.toString())).isZero();
        TestServer.Fresh target = TestServer.empty();
        Map<String, String> strange = settings(target);

        strange.put("SUNLIT_KEYS", home.resolve("none").toString());
        assertThat(run(strange, "restore", file.toString())).isEqualTo(2);
        assertThat(said()).contains("没有密钥，请先恢复密钥");

        strange.put("SUNLIT_KEYS", home.resolve("other").toString());
        new Keyring(home.resolve("other")).signingPair(Backup.PURPOSE);
        assertThat(run(strange, "restore", file.toString())).isEqualTo(2);
        assertThat(said()).contains("备份属于另一个系统");

        Path sealing;
        try (var all = Files.walk(keys)) {
            sealing = all.filter(f -> f.getFileName().toString().contains("parties.number"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.move(sealing, home.resolve("aside"));
        assertThat(run(target, "restore", file.toString())).isEqualTo(2);
        assertThat(said()).contains("密钥与备份不相配", "parties.number");
        Files.move(home.resolve("aside"), sealing);

        Path newer = home.resolve("newer.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(newer))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write("{\"format\":2}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("manifest.sig"));
            zip.write("AAAA".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(run(target, "restore", newer.toString())).isEqualTo(2);
        assertThat(said()).contains("更新版本的程序");
        assertThat(ask(target, "select count(*) from pg_namespace where nspname = 'identity'"))
                .isEqualTo("0");
    }

    @Test
    void 磁盘满_没有目录_没有权限_已有文件_不留下半个备份() throws IOException {
        assertThat(run(source, "backup", home.resolve("no/such/backup.zip").toString()))
                .isEqualTo(2);
        assertThat(said()).contains("目录不存在");
        Files.writeString(file, "mine");
        assertThat(run(source, "backup", file.toString())).isEqualTo(2);
        assertThat(said()).contains("已经存在，没有覆盖");
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(run(source, "backup", "/proc/backup.zip")).isEqualTo(2);
        assertThat(said()).contains("备份没有完成，无法写入");
    }

    /** Linux has a device that is always full; a directory of such a size needs rights that a test run may lack. */
    @Test
    void 写满磁盘时一句话说明并清除未完成的文件() throws Exception {
        Path small = Files.createDirectory(home.resolve("small"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", small.toString())
                .redirectErrorStream(true)
                .start();
        assumeThat(mount.waitFor()).as("the run may mount").isZero();
        try {
            assertThat(run(source, "backup", small.resolve("b.zip").toString())).isEqualTo(2);
            assertThat(said()).contains("磁盘空间已满");
            try (var left = Files.list(small)) {
                assertThat(left).isEmpty();
            }
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    @Test
    void 密钥以口令封存_口令错误或改动一个字节都打不开() throws IOException {
        Path sealed = home.resolve("keys.sealed");
        assertThat(run(source, "backup-keys", sealed.toString())).as(said()).isZero();
        Map<String, String> target = settings(source);
        target.put("SUNLIT_KEYS", home.resolve("restored/keys").toString());
        target.put("SUNLIT_PASSPHRASE", "另一句足够长的口令");
        assertThat(run(target, "restore-keys", sealed.toString())).isEqualTo(2);
        assertThat(said()).contains("口令不正确");
        target.put("SUNLIT_PASSPHRASE", LONG);
        byte[] changed = Files.readAllBytes(sealed);
        changed[changed.length / 2] ^= 1;
        Path damaged = Files.write(home.resolve("damaged"), changed);
        assertThat(run(target, "restore-keys", damaged.toString())).isEqualTo(2);

        assertThat(run(target, "restore-keys", sealed.toString())).as(said()).isZero();
        for (String name : KeyBackup.names(keys)) {
            assertThat(home.resolve("restored/keys").resolve(name)).hasSameBinaryContentAs(keys.resolve(name));
        }
        assertThat(run(target, "restore-keys", sealed.toString())).isEqualTo(2);
        assertThat(said()).contains("已有密钥，未改动");
        target.put("SUNLIT_PASSPHRASE", "短");
        assertThat(run(target, "backup-keys", home.resolve("x").toString())).isEqualTo(2);
        assertThat(said()).contains("口令至少 12 个字符");
    }

    private static void execute(TestServer.Fresh database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(TestServer.Fresh database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
