package cn.sunlit.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Reads and writes whole tables of every module, by what the database's own catalogue says of them. Everything happens on the
 * one connection that it is given, in its transaction.
 */
final class SnapshotStore {

    private final Connection connection;

    SnapshotStore(Connection connection) {
        this.connection = connection;
    }

    static final String TABLES = """
            select n.nspname || '.' || c.relname as name,
                   array(select a.attname::text from pg_attribute a
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                         order by a.attnum) as columns
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname = any (?)
            order by array_position(?, n.nspname::text), c.relname
            """;

    record Table(String name, List<String> columns) {}

    List<Table> tables(List<String> schemas) throws SQLException {
        try (var statement = connection.prepareStatement(TABLES)) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            statement.setArray(2, connection.createArrayOf("text", schemas.toArray()));
            List<Table> all = new ArrayList<>();
            try (ResultSet r = statement.executeQuery()) {
                while (r.next()) {
                    all.add(new Table(r.getString("name"), Arrays.asList((String[])
                            r.getArray("columns").getArray())));
                }
            }
            return all;
        }
    }

    static final String SEQUENCES = """
            select schemaname || '.' || sequencename as name, last_value from pg_sequences where schemaname = any (?) order by 1
            """;

    /** Taken last: a sequence knows no snapshot and may only be ahead of the rows. */
    Map<String, @Nullable Long> sequences(List<String> schemas) throws SQLException {
        try (var statement = connection.prepareStatement(SEQUENCES)) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            Map<String, @Nullable Long> all = new LinkedHashMap<>();
            try (ResultSet r = statement.executeQuery()) {
                while (r.next()) {
                    all.put(r.getString("name"), r.getObject("last_value", Long.class));
                }
            }
            return all;
        }
    }

    static final String MOMENT = """
            select now() as at, current_setting('server_version') as version
            """;

    record Moment(java.time.Instant at, String postgres) {}

    Moment moment() throws SQLException {
        try (var statement = connection.prepareStatement(MOMENT);
                ResultSet r = statement.executeQuery()) {
            r.next();
            return new Moment(r.getObject("at", java.time.OffsetDateTime.class).toInstant(), r.getString("version"));
        }
    }

    private static final String LAST_MIGRATION = """
            select version from %s where version is not null and success order by installed_rank desc limit 1
            """;

    /** @param history the table in which a module's migrations are noted */
    String lastMigration(String history) throws SQLException {
        try (var statement = connection.prepareStatement(LAST_MIGRATION.formatted(quoted(history)));
                ResultSet r = statement.executeQuery()) {
            return r.next() ? r.getString("version") : "0";
        }
    }

    /** @return how many rows were written, as text in the form of {@code COPY} */
    long copyOut(Table table, OutputStream to) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy %s (%s) to stdout".formatted(quoted(table.name()), columns(table.columns())), to);
    }

    long copyIn(String table, List<String> columns, InputStream from) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy %s (%s) from stdin".formatted(quoted(table), columns(columns)), from);
    }

    static final String MODULE_TABLES = """
            select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname = any (?)
            """;

    boolean isEmpty(List<String> schemas) throws SQLException {
        try (var statement = connection.prepareStatement(MODULE_TABLES)) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet r = statement.executeQuery()) {
                return r.next() && r.getLong(1) == 0;
            }
        }
    }

    static final String REFERENCES = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as tab, quote_ident(k.conname) as name,
                   pg_get_constraintdef(k.oid) as definition
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and n.nspname = any (?)
            order by 1, 2
            """;

    static final String TRIGGERS = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as tab, quote_ident(t.tgname) as name,
                   case t.tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end as definition
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgenabled <> 'D' and n.nspname = any (?)
            order by 1, 2
            """;

    /** @param definition how it is made again */
    record Guard(String table, String name, String definition) {}

    List<Guard> references(List<String> schemas) throws SQLException {
        return guards(REFERENCES, schemas);
    }

    List<Guard> triggers(List<String> schemas) throws SQLException {
        return guards(TRIGGERS, schemas);
    }

    private List<Guard> guards(String sql, List<String> schemas) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            List<Guard> all = new ArrayList<>();
            try (ResultSet r = statement.executeQuery()) {
                while (r.next()) {
                    all.add(new Guard(r.getString("tab"), r.getString("name"), r.getString("definition")));
                }
            }
            return all;
        }
    }

    /** Names come from the database's catalogue, quoted by it. */
    void lower(List<Guard> references, List<Guard> triggers) throws SQLException {
        for (Guard g : references) {
            execute("alter table %s drop constraint %s".formatted(g.table(), g.name()));
        }
        for (Guard g : triggers) {
            execute("alter table %s disable trigger %s".formatted(g.table(), g.name()));
        }
    }

    /** Each reference is tried on every row when it is made again. */
    void raise(List<Guard> references, List<Guard> triggers) throws SQLException {
        for (Guard g : references) {
            execute("alter table %s add constraint %s %s".formatted(g.table(), g.name(), g.definition()));
        }
        for (Guard g : triggers) {
            execute("alter table %s %s trigger %s".formatted(g.table(), g.definition(), g.name()));
        }
    }

    /** What migrations put there is in the backup as well. */
    void empty(List<Table> tables) throws SQLException {
        execute("truncate "
                + String.join(", ", tables.stream().map(t -> quoted(t.name())).toList()));
    }

    static final String SET_SEQUENCE = """
            select setval(cast(? as regclass), least(?, (select seqmax from pg_sequence where seqrelid = cast(? as regclass))))
            """;

    void setSequence(String name, long value) throws SQLException {
        try (var statement = connection.prepareStatement(SET_SEQUENCE)) {
            statement.setString(1, quoted(name));
            statement.setLong(2, value);
            statement.setString(3, quoted(name));
            statement.execute();
        }
    }

    static final String FORGET_TRANSACTIONS = """
            update audit.tree set mark_id = floor_id, mark_xmax = null
            """;

    /** Which transactions were under way is known by numbers of the old server, which mean nothing on this one. */
    void forgetTransactions() throws SQLException {
        execute(FORGET_TRANSACTIONS);
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String columns(List<String> names) {
        return String.join(", ", names.stream().map(SnapshotStore::quotedPart).toList());
    }

    private static String quoted(String name) {
        int dot = name.indexOf('.');
        return quotedPart(name.substring(0, dot)) + "." + quotedPart(name.substring(dot + 1));
    }

    private static String quotedPart(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
