package cn.sunlit.documents;

import cn.sunlit.kernel.Money;
import cn.sunlit.web.Show;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of the documents, one file a kind, with places named {@code {{so}}}. A place without a value is an error: a court's
 * document has no blanks.
 */
final class Templates {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private final Map<Kind, String> texts = new EnumMap<>(Kind.class);

    Templates() {
        for (Kind kind : Kind.values()) {
            texts.put(kind, load(kind));
        }
    }

    /** The names of the places of a kind. */
    Set<String> places(Kind kind) {
        Set<String> places = new LinkedHashSet<>();
        Matcher m = PLACE.matcher(text(kind));
        while (m.find()) {
            places.add(m.group(1));
        }
        return places;
    }

    /** @throws IllegalArgumentException naming every place without a value */
    String render(Kind kind, Map<String, Object> fields) {
        Set<String> missing = new TreeSet<>();
        String text = PLACE.matcher(text(kind)).replaceAll(m -> {
            Object value = fields.get(m.group(1));
            String shown = value == null ? "" : shown(value);
            if (shown.isBlank()) {
                missing.add(m.group(1));
            }
            return Matcher.quoteReplacement(shown);
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("文书《%s》缺少内容：%s".formatted(kind.title(), String.join("、", missing)));
        }
        return text;
    }

    private static String shown(Object value) {
        return switch (value) {
            case LocalDate day -> Show.dateInWords(day);
            case Money money -> Show.money(money);
            default -> value.toString().strip().replace("\0", "");
        };
    }

    private String text(Kind kind) {
        return java.util.Objects.requireNonNull(texts.get(kind));
    }

    private static String load(Kind kind) {
        String file = kind.name() + ".txt";
        try (InputStream in = Templates.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("缺少文书模板 " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
