package cn.sunlit.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of itself goes into its schema: a component that may not be null is required, one that is written
 * even when it is null may be null. The Chinese words for the fields stand in {@code api-words.properties}: the same field
 * means the same everywhere, unless it is written there with the name of its schema.
 */
final class SchemaWords {

    private final Properties words = read();

    private static Properties read() {
        Properties words = new Properties();
        try (InputStream in = Objects.requireNonNull(SchemaWords.class.getResourceAsStream("api-words.properties"))) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** What a parameter is called in a sentence, {@code 凭证号}: its word without what explains it; its name where it has none. */
    String called(String name) {
        return words.getProperty("path." + name, words.getProperty(name, name)).split("[（，。：；、]", 2)[0];
    }

    void complete(String name, Schema<?> schema, @Nullable Class<?> type) {
        if (schema.getProperties() == null) {
            return;
        }
        if (type != null && type.isRecord()) {
            JsonInclude include = type.getAnnotation(JsonInclude.class);
            boolean written = include != null && include.value() == JsonInclude.Include.ALWAYS;
            for (RecordComponent component : type.getRecordComponents()) {
                Schema<?> property = (Schema<?>) schema.getProperties().get(component.getName());
                if (property != null) {
                    require(
                            schema,
                            component.getName(),
                            property,
                            component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                            isWritten(component, written));
                }
            }
        }
        for (Map.Entry<?, ?> each : ((Map<?, ?>) schema.getProperties()).entrySet()) {
            Schema<?> property = (Schema<?>) each.getValue();
            String said = words.getProperty(name + "." + each.getKey(), words.getProperty(each.getKey() + ""));
            if (property.getDescription() == null && said != null) {
                property.description(said);
            }
        }
    }

    /** A component may say otherwise than its record. */
    private static boolean isWritten(RecordComponent component, boolean otherwise) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        return own == null ? otherwise : own.value() == JsonInclude.Include.ALWAYS;
    }

    private static void require(Schema<?> schema, String field, Schema<?> property, boolean nullable, boolean written) {
        boolean known = schema.getRequired() != null && schema.getRequired().contains(field);
        if ((!nullable || written) && !known) {
            schema.addRequiredItem(field);
        }
        if (nullable && written && property.get$ref() == null) {
            property.addType("null");
        }
    }
}
