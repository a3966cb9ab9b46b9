package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a list is asked for, by the fields of an address or of a form. */
public final class Asked {

    private Asked() {}

    /** Only the fields that are known and filled, in a fixed order, so that addresses of pages look alike. */
    public static Map<String, String> filled(List<String> fields, Map<String, ? extends @Nullable String> asked) {
        Map<String, String> known = new LinkedHashMap<>();
        fields.forEach(field -> {
            String value = asked.get(field);
            if (value != null && !value.isBlank()) {
                known.put(field, value.strip());
            }
        });
        return known;
    }

    /**
     * One of the words of an enumeration.
     *
     * @param zh what the words are about
     * @return null where nothing was asked for
     * @throws Problem.Invalid naming the field, when there is no such word
     */
    public static <E extends Enum<E>> @Nullable E word(Class<E> type, String field, String zh, @Nullable String text) {
        if (text == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw new Problem.Invalid(field, "没有这样的" + zh);
    }
}
