package cn.sunlit.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry that are hashed: a JSON object after RFC 8785 (keys sorted, no blanks, the shortest escapes, UTF-8)
 * that holds texts alone, so that numbers cannot be written in two ways. Its keys: {@code address}, {@code alg}, {@code at}
 * (ISO 8601, UTC, microseconds without trailing zeros), {@code case}, {@code chain}, {@code client}, {@code court}, {@code
 * facts} (an object of texts), {@code id}, {@code kind}, {@code login}, {@code name}, {@code prev}, {@code roles}, {@code
 * rows} (hash of the list of business rows), {@code seq}, {@code summary}, {@code type}, {@code v}. What there is not is left
 * out. Version 1 had no address, alg, id and rows.
 */
final class CanonicalForm {

    /** The version that is written. */
    static final int NEWEST = 2;

    /** What stands as {@code prev} in the first link of a chain. */
    static final String NOTHING_BEFORE = "0".repeat(64);

    private CanonicalForm() {}

    static String of(Entry e) {
        StringBuilder out = new StringBuilder(768).append('{');
        if (e.form() > 1) {
            member("address", e.address(), out);
            member("alg", e.algorithm().label(), out);
        }
        member("at", e.at().toString(), out);
        member("case", e.caseId() == null ? null : e.caseId().toString(), out);
        member("chain", e.chain(), out);
        member("client", e.client(), out);
        member("court", e.court() == null ? null : e.court().value(), out);
        comma(out);
        out.append("\"facts\":").append(object(e.facts()));
        if (e.form() > 1) {
            member("id", Long.toString(e.id()), out);
        }
        member("kind", e.kind().name(), out);
        member("login", e.login(), out);
        member("name", e.name(), out);
        member("prev", e.prev(), out);
        member("roles", e.roles(), out);
        if (e.form() > 1) {
            member("rows", e.rowsHash(), out);
        }
        member("seq", Long.toString(e.seq()), out);
        member("summary", e.summary(), out);
        member("type", e.type(), out);
        member("v", Integer.toString(e.form()), out);
        return out.append('}').toString();
    }

    /** A JSON object of texts, canonically. */
    static String object(Map<String, String> texts) {
        StringBuilder out = new StringBuilder(128).append('{');
        // Facts read from the record come sorted.
        SortedMap<String, String> sorted = texts instanceof TreeMap<String, String> tree && tree.comparator() == null
                ? tree
                : new TreeMap<>(texts);
        sorted.forEach((name, value) -> member(name, value, out));
        return out.append('}').toString();
    }

    /**
     * A text as the database can hold it and give it back unchanged: without NUL, and without halves of surrogate pairs.
     */
    static String storable(String text) {
        return new String(text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void member(String name, @Nullable String value, StringBuilder out) {
        if (value == null) {
            return;
        }
        comma(out);
        text(name, out);
        out.append(':');
        text(value, out);
    }

    private static void comma(StringBuilder out) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        out.append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c != '"' && c != '\\';
    }
}
