package cn.sunlit.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A day as people write it in a form: {@code 2026-03-02}. Years have four digits, the day must exist. */
public final class PlainDay {

    private static final Pattern WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private PlainDay() {}

    /**
     * The day; null where the field was left blank.
     *
     * @throws Problem.Invalid naming the field and the rule
     */
    public static @Nullable LocalDate optional(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String written = text.strip();
        if (!WRITTEN.matcher(written).matches()) {
            throw new Problem.Invalid(field, "日期应写成 2026-03-02 的形式");
        }
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException noSuchDay) {
            throw new Problem.Invalid(field, "“%s”不是有效日期".formatted(written));
        }
    }

    /** The same where there must be one. */
    public static LocalDate required(String field, @Nullable String text, String whatIsMissing) {
        LocalDate day = optional(field, text);
        if (day == null) {
            throw new Problem.Invalid(field, whatIsMissing);
        }
        return day;
    }
}
