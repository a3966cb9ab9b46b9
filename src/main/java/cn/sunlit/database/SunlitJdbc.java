package cn.sunlit.database;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one {@link JdbcClient}: it takes and gives the kernel's values, so that no store unwraps them by hand. Money is a
 * bigint of fen, a case id a bigint, court codes and case numbers text, an instant a timestamptz, an enum its name.
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
            super(database);
        }

        @Override
        protected PreparedStatementCreator getPreparedStatementCreator(
                String sql,
                SqlParameterSource parameters,
                @Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
            return super.getPreparedStatementCreator(sql, new Unwrapped(parameters), customizer);
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
