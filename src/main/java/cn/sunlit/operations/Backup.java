package cn.sunlit.operations;

import cn.sunlit.audit.Checkpoint;
import cn.sunlit.audit.RecordCheck;
import cn.sunlit.database.Schemas;
import cn.sunlit.keys.KeyBackup;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Takes a backup while the program runs or not: every table of every module as it was at one moment, streamed, so that it
 * needs no more memory for a large court than for a small one.
 */
final class Backup {

    /** Names the key that signs. */
    static final String PURPOSE = "backup.manifest";

    /** Log-ins under way and codes that run out in minutes: after a restoration everybody logs in anew. */
    private static final Set<String> LEFT_OUT =
            Set.of("identity.session", "identity.session_attributes", "identity.party_code");

    private final DataSource database;
    private final Keyring keys;
    private final Path keyDirectory;
    private final Consumer<String> progress;

    /** @param progress is told in Chinese how far it has come */
    Backup(DataSource database, Keyring keys, Path keyDirectory, Consumer<String> progress) {
        this.database = database;
        this.keys = keys;
        this.keyDirectory = keyDirectory;
        this.progress = progress;
    }

    /** @throws BackupFailed when there is none; what was begun is gone */
    Manifest take(Path file) {
        if (Files.exists(file)) {
            throw new BackupFailed("文件 %s 已经存在，没有覆盖".formatted(file.toAbsolutePath()));
        }
        var signer = keys.signingPair(PURPOSE);
        try (Archive.Writer archive = new Archive.Writer(file);
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Manifest manifest;
            try {
                manifest = copy(connection, archive);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
            archive.finish(manifest, signer);
            return manifest;
        } catch (SQLException failed) {
            throw new BackupFailed("备份没有完成，数据库出错：" + oneLine(failed), failed);
        } catch (IOException failed) {
            throw new BackupFailed("备份没有完成，密钥目录无法读取：" + oneLine(failed), failed);
        }
    }

    private Manifest copy(Connection connection, Archive.Writer archive) throws SQLException, IOException {
        SnapshotStore store = new SnapshotStore(connection);
        SnapshotStore.Moment moment = store.moment();
        List<SnapshotStore.Table> tables = store.tables(Schemas.modules());
        List<Manifest.Table> done = new ArrayList<>();
        for (SnapshotStore.Table table : tables) {
            Manifest.Table written = archive.table(table.name(), table.columns(), out -> {
                try {
                    return LEFT_OUT.contains(table.name()) ? 0 : store.copyOut(table, out);
                } catch (SQLException failed) {
                    throw failed.getCause() instanceof IOException disk
                            ? disk
                            : new IOException("数据表 %s 读取失败：%s".formatted(table.name(), oneLine(failed)), failed);
                }
            });
            done.add(written);
            if (written.rows() > 0) {
                progress.accept("[%d/%d] %s %,d 行".formatted(done.size(), tables.size(), table.name(), written.rows()));
            }
        }
        Checkpoint checkpoint = RecordCheck.lastCheckpoint(
                        JdbcClient.create(new SingleConnectionDataSource(connection, true)))
                .orElse(null);
        return new Manifest(
                Manifest.FORMAT,
                Program.version(),
                moment.at(),
                moment.postgres(),
                migrations(store, tables),
                KeyBackup.names(keyDirectory),
                done,
                store.sequences(Schemas.modules()),
                checkpoint,
                done.stream()
                        .filter(t -> t.name().equals("audit.entry"))
                        .mapToLong(Manifest.Table::rows)
                        .sum());
    }

    private static Map<String, String> migrations(SnapshotStore store, List<SnapshotStore.Table> tables)
            throws SQLException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (SnapshotStore.Table table : tables) {
            if (table.name().endsWith("." + Schemas.HISTORY)) {
                versions.put(table.name().substring(0, table.name().indexOf('.')), store.lastMigration(table.name()));
            }
        }
        return versions;
    }

    static String oneLine(Throwable trouble) {
        return String.valueOf(trouble.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
