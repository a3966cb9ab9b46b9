package cn.sunlit.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** JSON is read as it is meant: no field unknown or twice, no text for a number, no number for an enumeration. */
@Configuration
class StrictJson {

    @Bean
    JsonMapperBuilderCustomizer strictly() {
        return mapper -> mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // What is unknown is left out: a missing yes-or-no is no, not an error.
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(new SimpleModule("days").addDeserializer(LocalDate.class, new Day()))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** A day is text, {@code "2026-03-02"}: not a list of numbers, not a moment, not a year of five digits. */
    private static final class Day extends StdScalarDeserializer<LocalDate> {

        Day() {
            super(LocalDate.class);
        }

        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(LocalDate.class, "a day is text");
            }
            String text = parser.getString().strip();
            if (text.isEmpty()) {
                return null; // what is unknown is left blank
            }
            try {
                if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                    return LocalDate.parse(text);
                }
            } catch (DateTimeException e) {
                return refused(text, context);
            }
            return refused(text, context);
        }

        private static @Nullable LocalDate refused(String text, DeserializationContext context) {
            return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "not a day");
        }
    }
}
