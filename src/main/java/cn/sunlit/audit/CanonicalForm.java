package cn.sunlit.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry that are hashed: a JSON object after RFC 8785 (keys sorted, no blanks, the shortest escapes, UTF-8)
 * that holds texts alone, so that numbers cannot be written in two ways. Its keys: {@code at} (ISO 8601, UTC, microseconds
 * without trailing zeros), {@code case}, {@code chain}, {@code client}, {@code court}, {@code facts} (an object of texts),
 * {@code kind}, {@code login}, {@code name}, {@code prev}, {@code roles}, {@code seq}, {@code summary}, {@code type}, {@code
 * v} ("1"). Where there is no case or client the key is left out.
 */
final class CanonicalForm {

    /** What stands as {@code prev} in the first link of a chain. */
    static final String NOTHING_BEFORE = "0".repeat(64);

    private CanonicalForm() {}

    static String of(Entry e) {
        return of(
                e.chain(),
                e.seq(),
                e.caseId() == null ? null : e.caseId().toString(),
                e.court().value(),
                e.kind().name(),
                e.login(),
                e.name(),
                e.client(),
                e.roles(),
                e.type(),
                e.summary(),
                e.facts(),
                e.at(),
                e.prev());
    }

    static String of(
            String chain,
            long seq,
            @Nullable String caseId,
            String court,
            String kind,
            String login,
            String name,
            @Nullable String client,
            String roles,
            String type,
            String summary,
            Map<String, String> facts,
            Instant at,
            String prev) {
        SortedMap<String, Object> form = new TreeMap<>();
        form.put("at", at.toString());
        if (caseId != null) {
            form.put("case", caseId);
        }
        form.put("chain", chain);
        if (client != null) {
            form.put("client", client);
        }
        form.put("court", court);
        form.put("facts", new TreeMap<String, Object>(facts));
        form.put("kind", kind);
        form.put("login", login);
        form.put("name", name);
        form.put("prev", prev);
        form.put("roles", roles);
        form.put("seq", Long.toString(seq));
        form.put("summary", summary);
        form.put("type", type);
        form.put("v", "1");
        StringBuilder out = new StringBuilder(512);
        write(form, out);
        return out.toString();
    }

    /** A JSON object of texts, canonically. */
    static String object(Map<String, String> texts) {
        StringBuilder out = new StringBuilder(128);
        write(new TreeMap<String, Object>(texts), out);
        return out.toString();
    }

    /**
     * A text as the database can hold it and give it back unchanged: without NUL, and without halves of surrogate pairs.
     */
    static String storable(String text) {
        return new String(text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(String canonical) {
        return HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(SortedMap<?, ?> object, StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> e : object.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            text(String.valueOf(e.getKey()), out);
            out.append(':');
            if (e.getValue() instanceof SortedMap<?, ?> inner) {
                write(inner, out);
            } else {
                text(String.valueOf(e.getValue()), out);
            }
        }
        out.append('}');
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
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
}
