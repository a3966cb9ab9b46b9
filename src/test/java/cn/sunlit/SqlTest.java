package cn.sunlit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/** Prepares every statement of every store on the migrated schema: a wrong table or column fails here without being run. */
@ExtendWith(PostgresTest.class)
class SqlTest {

    private static final Pattern STATEMENT = Pattern.compile(
            "\\s*(with|select|insert|update|delete|merge|values|lock)\\s.+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern HOLE = Pattern.compile("%(\\d\\$)?s");

    /** The server cannot tell the type of a parameter by itself, but the driver names it when it is sent. */
    private static final String AMBIGUOUS_OPERATOR = "42725";

    private static final String AMBIGUOUS_PARAMETER = "42P08";
    private static final String UNKNOWN_TYPE = "42P18";

    @Test
    void every_statement_of_every_store_fits_the_schema(DataSource database) throws Exception {
        var problems = new ArrayList<String>();
        var statements = statements();
        try (var connection = database.getConnection()) {
            for (var statement : statements) {
                var problem = prepare(connection, (String) statement.get(null));
                if (problem != null) {
                    problems.add("%s.%s: %s"
                            .formatted(statement.getDeclaringClass().getName(), statement.getName(), problem));
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(statements).as("statements found").isNotEmpty();
    }

    @Test
    void a_wrong_column_is_found(DataSource database) throws Exception {
        try (var connection = database.getConnection()) {
            assertThat(prepare(connection, "select serialized from events.event_publication where id = :id"))
                    .contains("serialized");
            assertThat(prepare(connection, """
                            select id::text, ':no' from events.event_publication -- :neither
                            where id in (:ids) and listener_id = :listener
                            """)).isNull();
        }
    }

    private static List<Field> statements() {
        return ProgramClasses.under("cn.sunlit").stream()
                .filter(type -> type.getName().matches(".*Store(\\$.*)?"))
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.getType() == String.class
                        && Modifier.isStatic(field.getModifiers())
                        && Modifier.isFinal(field.getModifiers()))
                .peek(field -> field.setAccessible(true))
                .filter(SqlTest::isStatement)
                .toList();
    }

    private static boolean isStatement(Field field) {
        try {
            var text = (String) field.get(null);
            // A statement with a hole is tried where it is filled.
            return STATEMENT.matcher(text).matches() && !HOLE.matcher(text).find();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return what the database says against it, or null */
    private static String prepare(Connection connection, String sql) throws SQLException {
        var positional =
                NamedParameterUtils.substituteNamedParameters(NamedParameterUtils.parseSqlStatement(sql), null);
        try (var statement = connection.prepareStatement(positional)) {
            statement.getParameterMetaData();
            return null;
        } catch (SQLException refused) {
            var state = String.valueOf(refused.getSQLState());
            return state.equals(AMBIGUOUS_OPERATOR) || state.equals(AMBIGUOUS_PARAMETER)
                    ? null
                    : refused.getMessage().replaceAll("\\s+", " ")
                            + (state.equals(UNKNOWN_TYPE)
                                    ? " (write :name::type, a null says nothing of its type)"
                                    : "");
        }
    }
}
