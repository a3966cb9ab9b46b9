package cn.sunlit.kernel;

import org.jspecify.annotations.Nullable;

/** A sum as people write it in a form: {@code 1200.50}, see {@link Money#parse}. */
public final class PlainMoney {

    private PlainMoney() {}

    /**
     * The sum; null where the field was left blank.
     *
     * @throws Problem.Invalid naming the field and the rule
     */
    public static @Nullable Money optional(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
