package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** What {@code /v3/api-docs} promises, and whether an answer keeps it. */
final class Described {

    private final JsonNode api;

    Described(JsonNode api) {
        this.api = api;
    }

    JsonNode operation(String method, String path) {
        return api.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** Each as {@code GET /api/cases} with what is said of it. */
    void operations(BiConsumer<String, JsonNode> each) {
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> each.accept(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
    }

    JsonNode schemas() {
        return api.path("components").path("schemas");
    }

    JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        return ref.isEmpty() ? schema : schemas().path(ref.substring(ref.lastIndexOf('/') + 1));
    }

    /** The status, the media type and each field of the answer are as described. */
    void fits(String method, String path, int status, String type, JsonNode body) {
        String call = method + " " + path;
        JsonNode response = operation(method, path).path("responses").path(Integer.toString(status));
        assertThat(response.isObject())
                .as("%s is described to answer %d: %s", call, status, body)
                .isTrue();
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as("%s %d is described as %s", call, status, type)
                .isTrue();
        List<String> faults = new ArrayList<>();
        compare(content.path("schema"), body, "", faults);
        assertThat(faults).as(call).isEmpty();
    }

    private void compare(JsonNode given, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolved(given);
        List<String> types = new ArrayList<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(t -> types.add(t.asString()));
        } else {
            types.add(schema.path("type").asString("object"));
        }
        if (!types.contains(kind(value)) && !(types.contains("number") && value.isNumber())) {
            faults.add("%s is %s, not %s".formatted(at, value, types));
            return;
        }
        if (schema.path("enum").isArray() && value.isString()) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(w -> words.add(w.asString()));
            if (!words.contains(value.asString())) {
                faults.add("%s is %s, not one of %s".formatted(at, value, words));
            }
        }
        if (schema.has("pattern")
                && value.isString()
                && !value.asString().matches(schema.path("pattern").asString())) {
            faults.add("%s is %s, not %s".formatted(at, value, schema.path("pattern")));
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                compare(schema.path("items"), value.get(i), at + "[" + i + "]", faults);
            }
        }
        if (value.isObject()) {
            schema.path("required").forEach(field -> {
                if (!value.has(field.asString())) {
                    faults.add("%s.%s is missing".formatted(at, field.asString()));
                }
            });
            value.properties().forEach(field -> {
                if (schema.path("properties").has(field.getKey())) {
                    compare(
                            schema.path("properties").path(field.getKey()),
                            field.getValue(),
                            at + "." + field.getKey(),
                            faults);
                } else {
                    faults.add("%s.%s is not described".formatted(at, field.getKey()));
                }
            });
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "object";
        };
    }
}
