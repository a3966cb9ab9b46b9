package cn.sunlit.operations;

import cn.sunlit.audit.RecordCheck;
import cn.sunlit.database.CommandDatabase;
import cn.sunlit.database.Schemas;
import cn.sunlit.keys.KeyBackup;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings an installation back from a backup, into an empty place only, and proves that its record is whole. First everything
 * in the archive is compared with its manifest; then one transaction loads all; then the audit walks what was loaded.
 */
final class Restore {

    /**
     * Numbers that were given out after the snapshot stand on papers and in messages of partners; nobody else may get them.
     * Far more than an installation gives out in a day.
     */
    private static final long AHEAD = 1_000_000;

    private final Map<String, String> settings;
    private final Path data;
    private final Path keyDirectory;
    private final PrintStream out;

    Restore(Map<String, String> settings, Path data, Path keyDirectory, PrintStream out) {
        this.settings = settings;
        this.data = data;
        this.keyDirectory = keyDirectory;
        this.out = out;
    }

    /** @return whether the restored record is whole and ends where the backup's did */
    boolean from(Path file) {
        try {
            Set<String> ours = KeyBackup.names(keyDirectory);
            if (ours.isEmpty()) {
                throw new BackupFailed(
                        "密钥目录 %s 中没有密钥，请先恢复密钥（./run restore-keys）".formatted(keyDirectory.toAbsolutePath()));
            }
            boolean signs = ours.stream().anyMatch(name -> name.contains(Backup.PURPOSE));
            var key = signs
                    ? Keyring.of(settings, data).signingPair(Backup.PURPOSE).getPublic()
                    : null;
            try (Archive.Reader archive = new Archive.Reader(file, key)) {
                Manifest manifest = archive.manifest();
                out.println("备份于 %s，程序版本 %s，%d 张表、%,d 行"
                        .formatted(
                                Program.time(manifest.takenAt()),
                                manifest.program(),
                                manifest.tables().size(),
                                manifest.rows()));
                missing(manifest, ours);
                manifest.tables().forEach(archive::check);
                out.println("备份文件完好，与清单一致");
                return into(archive, manifest);
            }
        } catch (IOException unreadable) {
            throw new BackupFailed("密钥目录 %s 无法读取".formatted(keyDirectory.toAbsolutePath()), unreadable);
        }
    }

    /** By their names: a file's bytes change when the master key does, and a strange key was found by its signature. */
    private static void missing(Manifest manifest, Set<String> ours) {
        List<String> missing = manifest.keys().stream()
                .filter(key -> !ours.contains(key))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new BackupFailed("密钥与备份不相配，缺少 %s，请恢复这份备份之后所作的密钥备份".formatted(String.join("、", missing)));
        }
    }

    private boolean into(Archive.Reader archive, Manifest manifest) throws IOException {
        CommandDatabase database = CommandDatabase.empty(settings, data);
        boolean loaded = false;
        try {
            load(archive, manifest, database);
            loaded = true;
            out.println("数据已载入，现在核对全部存证");
            boolean whole = RecordCheck.walk(
                    database,
                    settings,
                    data,
                    manifest.checkpoint() == null ? List.of() : List.of(manifest.checkpoint()),
                    out);
            if (manifest.checkpoint() != null) {
                out.println("备份时的第%d号检查点：%d 条，根 %s"
                        .formatted(
                                manifest.checkpoint().number(),
                                manifest.checkpoint().treeSize(),
                                manifest.checkpoint().root()));
            }
            out.println(whole ? "✓ 恢复完成，记录完整" : "✗ 数据已恢复，但记录与存证不符，请勿启用，先查明原因");
            return whole;
        } catch (SQLException failed) {
            throw new BackupFailed("没有恢复，数据库出错：" + Backup.oneLine(failed), failed);
        } finally {
            if (loaded) {
                database.close();
            } else {
                database.discard();
            }
        }
    }

    private void load(Archive.Reader archive, Manifest manifest, CommandDatabase database) throws SQLException {
        List<String> modules = Schemas.modules();
        try (Connection connection = database.source().getConnection()) {
            if (!new SnapshotStore(connection).isEmpty(modules)) {
                throw new BackupFailed("数据库中已有数据，恢复只能写入空的数据库，原数据未改动");
            }
        }
        Map<String, String> newest = Schemas.newest(database.source());
        for (Map.Entry<String, String> module : manifest.migrations().entrySet()) {
            String known = newest.get(module.getKey());
            if (known == null || Integer.parseInt(known) < Integer.parseInt(module.getValue())) {
                throw new BackupFailed("备份由更新版本的程序所写（模块 %s），请用同一版本或更新版本的程序恢复".formatted(module.getKey()));
            }
        }
        Schemas.migrate(database.source(), manifest.migrations());
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            fill(archive, manifest, new SnapshotStore(connection), modules);
            new RestorationStore(JdbcClient.create(new SingleConnectionDataSource(connection, true)))
                    .note(manifest.takenAt(), manifest.entries());
            connection.commit();
            connection.setAutoCommit(true);
            new SnapshotStore(connection).execute("analyze");
        }
    }

    private void fill(Archive.Reader archive, Manifest manifest, SnapshotStore store, List<String> modules)
            throws SQLException {
        List<SnapshotStore.Table> tables = store.tables(modules);
        Set<String> here =
                tables.stream().map(SnapshotStore.Table::name).collect(Collectors.toCollection(HashSet::new));
        List<String> strange = new ArrayList<>(
                manifest.tables().stream().map(Manifest.Table::name).toList());
        strange.removeIf(here::contains);
        if (!strange.isEmpty()) {
            throw new BackupFailed("备份中的数据表 %s 不为本程序所知".formatted(String.join("、", strange)));
        }
        List<SnapshotStore.Guard> references = store.references(modules);
        List<SnapshotStore.Guard> triggers = store.triggers(modules);
        store.lower(references, triggers);
        store.empty(tables);
        int number = 0;
        for (Manifest.Table table : manifest.tables()) {
            number++;
            archive.read(table, in -> {
                try {
                    long rows = store.copyIn(table.name(), table.columns(), in);
                    if (rows != table.rows()) {
                        throw new BackupFailed(
                                "备份已损坏：数据表 %s 应有 %d 行，只有 %d 行".formatted(table.name(), table.rows(), rows));
                    }
                } catch (SQLException refused) {
                    throw new BackupFailed(
                            "没有恢复，数据表 %s 无法载入：%s".formatted(table.name(), Backup.oneLine(refused)), refused);
                }
            });
            if (table.rows() > 0) {
                out.println(
                        "[%d/%d] %s %,d 行".formatted(number, manifest.tables().size(), table.name(), table.rows()));
            }
        }
        for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
            store.setSequence(sequence.getKey(), (sequence.getValue() == null ? 0 : sequence.getValue()) + AHEAD);
        }
        store.forgetTransactions();
        store.raise(references, triggers);
    }
}
