package cn.sunlit.docket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * The text of a catalogue as somebody sends it: looked through event by event before anything is built from it, so that a small
 * file cannot grow large in memory (anchors and aliases are refused, not expanded), and so that a fault can be told with its line.
 */
final class CatalogueText {

    static final int MOST_CHARACTERS = 512 * 1024;
    private static final int MOST_EVENTS = 200_000;
    private static final int DEEPEST = 12;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern NODE = Pattern.compile("^(公开)?节点([A-Za-z][A-Za-z0-9]{0,9})");

    private CatalogueText() {}

    /** Reads a text that was looked through. */
    static YAMLMapper mapper() {
        return new YAMLMapper(YAML);
    }

    /** What forbids to read on, or null. */
    static @Nullable String unfit(String text, String what) {
        if (text.isBlank()) {
            return what + "是空的";
        }
        if (text.length() > MOST_CHARACTERS) {
            return "%s有%d个字，最多%d个字".formatted(what, text.length(), MOST_CHARACTERS);
        }
        try (YAMLParser parser = (YAMLParser) mapper().createParser(text)) {
            return unfit(parser, what);
        } catch (JacksonException e) {
            return "%s第%d行不是有效的YAML（格式不对，或者同一字段写了两次）"
                    .formatted(
                            what, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
        }
    }

    private static @Nullable String unfit(YAMLParser parser, String what) {
        int events = 0;
        int depth = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            int line = parser.currentTokenLocation().getLineNr();
            if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
                return "%s第%d行用了锚点、引用或者类型标记（&、*、!），目录中不能使用，请写出全文".formatted(what, line);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > DEEPEST) {
                return "%s第%d行嵌套过深，最多%d层".formatted(what, line, DEEPEST);
            }
            if (++events > MOST_EVENTS) {
                return "%s内容过多，读到第%d行为止".formatted(what, line);
            }
        }
        return null;
    }

    /** The faults with the line of the node that each of them names, where the text has it. */
    static List<String> located(List<String> faults, String innerYaml, String publicYaml) {
        Map<String, Integer> inner = lines(innerYaml);
        Map<String, Integer> open = lines(publicYaml);
        List<String> located = new ArrayList<>();
        for (String fault : faults) {
            Matcher named = NODE.matcher(fault);
            boolean isPublic = named.find() && named.group(1) != null;
            Integer line = named.hasMatch() ? (isPublic ? open : inner).get(named.group(2)) : null;
            located.add(line == null ? fault : "%s（%s第%d行）".formatted(fault, isPublic ? "公开节点目录" : "内部节点目录", line));
        }
        return located;
    }

    /** Where each code stands; of a code written twice, the first line. */
    private static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        if (unfit(text, "") != null) {
            return lines;
        }
        try (YAMLParser parser = (YAMLParser) mapper().createParser(text)) {
            String field = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    field = parser.currentName();
                } else if (token.isScalarValue() && "code".equals(field)) {
                    lines.putIfAbsent(
                            parser.getString(), parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return lines;
    }
}
