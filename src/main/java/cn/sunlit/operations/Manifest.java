package cn.sunlit.operations;

import cn.sunlit.audit.Checkpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a backup, signed with the installation's key.
 *
 * @param format of the archive; a program refuses what is newer than it knows
 * @param program the version that took it
 * @param takenAt the moment of the snapshot
 * @param postgres the server's version
 * @param migrations each module's last migration
 * @param keys the key files' names, so that a restoration knows which it needs
 * @param sequences each sequence's last number, null when it gave none yet
 * @param checkpoint the last signed one of the record, null before the first
 * @param entries how many acts are on record
 */
record Manifest(
        int format,
        String program,
        Instant takenAt,
        String postgres,
        Map<String, String> migrations,
        Set<String> keys,
        List<Table> tables,
        Map<String, @Nullable Long> sequences,
        @Nullable Checkpoint checkpoint,
        long entries) {

    static final int FORMAT = 1;

    Manifest {
        migrations = Map.copyOf(migrations);
        keys = Set.copyOf(keys);
        tables = List.copyOf(tables);
    }

    /**
     * @param name with its schema
     * @param columns in the order of the file
     * @param bytes of the file before it was compressed
     * @param sha256 of these bytes, hex
     */
    record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        Table {
            columns = List.copyOf(columns);
        }
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
