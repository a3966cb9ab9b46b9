package cn.sunlit.docket;

import cn.sunlit.publicity.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The plain words of list one: what a milestone means, and what each side may and must do at it. A milestone of a court's own
 * catalogue that has no words here is told in the words of the catalogue.
 *
 * @param sides the words for each audience that is told
 * @param own where the respondent, who is not told of the milestone, finds what of it is his own; empty for none
 */
record ListOneWords(String code, String meaning, Map<Audience, Side> sides, String own) {

    /** What one side may and must do. */
    record Side(List<String> rights, List<String> duties) {}

    private static final Map<String, ListOneWords> SHIPPED = read(Catalogues.text("list-one.yaml"));

    static @Nullable ListOneWords of(PublicSpec milestone) {
        return SHIPPED.get(milestone.code());
    }

    static boolean isOwn(String code, String text) {
        ListOneWords words = SHIPPED.get(code);
        return words != null && !words.own().isEmpty() && words.own().equals(text);
    }

    static Map<String, ListOneWords> shipped() {
        return SHIPPED;
    }

    private static Map<String, ListOneWords> read(String yaml) {
        List<ListOneWords> all = new ArrayList<>();
        YAMLMapper.builder().build().readTree(yaml).forEach(node -> all.add(words(node)));
        return all.stream().collect(Collectors.toUnmodifiableMap(ListOneWords::code, Function.identity()));
    }

    private static ListOneWords words(JsonNode node) {
        Map<Audience, Side> sides = java.util.stream.Stream.of(Audience.APPLICANT, Audience.RESPONDENT)
                .filter(a -> node.has(field(a)))
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        a -> new Side(
                                list(node.path(field(a)).path("rights")),
                                list(node.path(field(a)).path("duties")))));
        return new ListOneWords(
                node.path("code").asString(),
                node.path("meaning").asString(),
                sides,
                node.path("own").asString(""));
    }

    private static String field(Audience audience) {
        return audience.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> list(JsonNode items) {
        return items.valueStream().map(JsonNode::asString).toList();
    }
}
