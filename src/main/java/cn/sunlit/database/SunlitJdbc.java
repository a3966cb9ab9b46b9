package cn.sunlit.database;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.KeyHolder;

/**
 * The one {@link JdbcClient}: it takes and gives the kernel's values, so that no store unwraps them by hand. Money is a
 * bigint of fen, a case id a bigint, court codes and case numbers text, an instant a timestamptz, an enum its name.
 * Before a statement is sent, what waits for its tables is written, see {@link Deferred}.
 */
final class SunlitJdbc {

    private SunlitJdbc() {}

    static JdbcClient client(DataSource database) {
        return JdbcClient.create(new ValueParameters(database), rows());
    }

    private static ConversionService rows() {
        var rows = new DefaultConversionService();
        rows.addConverter(Number.class, Money.class, n -> new Money(n.longValue()));
        rows.addConverter(Number.class, CaseId.class, n -> new CaseId(n.longValue()));
        rows.addConverter(String.class, CourtCode.class, CourtCode::new);
        rows.addConverter(String.class, CaseNumber.class, CaseNumber::parseAnyForm);
        rows.addConverter(Timestamp.class, Instant.class, Timestamp::toInstant);
        return rows;
    }

    private static final class ValueParameters extends NamedParameterJdbcTemplate {
        ValueParameters(DataSource database) {
            super(new Orderly(database));
        }

        @Override
        protected PreparedStatementCreator getPreparedStatementCreator(
                String sql,
                SqlParameterSource parameters,
                @Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
            return super.getPreparedStatementCreator(sql, new Unwrapped(parameters), customizer);
        }
    }

    /** Sends no statement before what waits for its tables. */
    private static final class Orderly extends JdbcTemplate {
        Orderly(DataSource database) {
            super(database);
        }

        private static void inOrder(Object statement) {
            Deferred.writeBefore(Objects.requireNonNull(((SqlProvider) statement).getSql()));
        }

        @Override
        public <T extends @Nullable Object> T query(
                PreparedStatementCreator statement,
                @Nullable PreparedStatementSetter values,
                ResultSetExtractor<T> rows) {
            inOrder(statement);
            return super.query(statement, values, rows);
        }

        @Override
        public <T extends @Nullable Object> Stream<T> queryForStream(
                PreparedStatementCreator statement, @Nullable PreparedStatementSetter values, RowMapper<T> row) {
            inOrder(statement);
            return super.queryForStream(statement, values, row);
        }

        @Override
        protected int update(PreparedStatementCreator statement, @Nullable PreparedStatementSetter values) {
            inOrder(statement);
            return super.update(statement, values);
        }

        @Override
        public int update(PreparedStatementCreator statement, KeyHolder keys) {
            inOrder(statement);
            return super.update(statement, keys);
        }

        @Override
        public <T extends @Nullable Object> T execute(
                PreparedStatementCreator statement, PreparedStatementCallback<T> action) {
            inOrder(statement);
            return super.execute(statement, action);
        }
    }

    private record Unwrapped(SqlParameterSource values) implements SqlParameterSource {
        @Override
        public boolean hasValue(String name) {
            return values.hasValue(name);
        }

        @Override
        public @Nullable Object getValue(String name) {
            return unwrapped(values.getValue(name));
        }

        private static @Nullable Object unwrapped(@Nullable Object value) {
            return switch (value) {
                case Collection<?> several ->
                    several.stream().map(Unwrapped::unwrapped).toList();
                case Money money -> money.fen();
                case CaseId id -> id.value();
                case CourtCode court -> court.value();
                case CaseNumber number -> number.toString();
                case Instant instant -> instant.atOffset(ZoneOffset.UTC);
                case Enum<?> constant -> constant.name();
                case null -> null;
                case Object other -> other;
            };
        }

        @Override
        public int getSqlType(String name) {
            return values.getSqlType(name);
        }

        @Override
        public @Nullable String getTypeName(String name) {
            return values.getTypeName(name);
        }

        @Override
        public String @Nullable [] getParameterNames() {
            return values.getParameterNames();
        }
    }
}
