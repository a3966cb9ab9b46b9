package cn.sunlit.database;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * What the program's own role of the database may do ({@code rights.sql}): read and write rows, but neither change what is
 * append-only nor the tables themselves, which belong to another role. So whoever takes over the program still cannot
 * rewrite the record.
 */
final class Rights {

    private static final String SCRIPT = read();

    private static final String GIVEN = """
            select obj_description('audit.binding'::regclass, 'pg_class')
            """;

    private static final String MAY_REWRITE = """
            select bool_or(has_table_privilege(c.oid, 'update') or has_table_privilege(c.oid, 'delete')
                           or has_table_privilege(c.oid, 'truncate') or has_table_privilege(c.oid, 'trigger')
                           or pg_has_role(c.relowner, 'member'))
            from pg_class c
            where c.oid in ('audit.entry'::regclass, 'audit.leaf'::regclass, 'audit.merkle'::regclass,
                            'audit.checkpoint'::regclass)
            """;

    private Rights() {}

    /** Gives the role its rights anew when tables changed or this version gives other ones. */
    static void give(DataSource owner, String role, boolean tablesChanged) {
        try (var connection = owner.getConnection()) {
            String wanted = fingerprint(role);
            if (!tablesChanged && wanted.equals(text(connection, GIVEN))) {
                return;
            }
            connection.setAutoCommit(false);
            set(connection, "sunlit.program", role);
            set(connection, "sunlit.modules", String.join(",", Migrations.MODULES));
            set(connection, "sunlit.rights", wanted);
            try (var statement = connection.createStatement()) {
                statement.execute(SCRIPT);
            }
            connection.commit();
        } catch (SQLException refused) {
            throw new CannotStart(
                    "数据库所有者无法给程序用户 %s 授权，程序未启动：%s"
                            .formatted(
                                    role, String.valueOf(refused.getMessage()).replaceAll("\\s+", " ")),
                    refused);
        }
    }

    /** Whether the role of this connection could change or remove what is on record. */
    static boolean mayRewriteRecord(Connection connection) throws SQLException {
        return "t".equals(text(connection, MAY_REWRITE));
    }

    private static @org.jspecify.annotations.Nullable String text(Connection connection, String sql)
            throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private static String fingerprint(String role) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((role + "\n" + SCRIPT).getBytes(StandardCharsets.UTF_8));
            return "rights given: " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String read() {
        try (var script = Rights.class.getResourceAsStream("rights.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
