package cn.sunlit.web;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How values look on a page. A missing value is a dash, so that an empty cell never means "forgotten". */
public final class Show {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** What stands for a value that does not exist (yet). */
    public static final String NONE = "—";

    private Show() {}

    /** {@code 120,000.00 元}. */
    public static String money(@Nullable Money money) {
        return money == null ? NONE : money.display() + " 元";
    }

    /** {@code 120,000.00}, for columns whose heading says 元. */
    public static String amount(@Nullable Money money) {
        return money == null ? NONE : money.display();
    }

    /** {@code 2026-03-02}. */
    public static String date(@Nullable LocalDate day) {
        return day == null ? NONE : DAY.format(day);
    }

    /** {@code 2026年3月2日}. */
    public static String dateInWords(@Nullable LocalDate day) {
        return day == null ? NONE : WORDS.format(day);
    }

    /** {@code 2026-03-02 09:30}, in the court's time. */
    public static String dateTime(@Nullable Instant at) {
        return at == null ? NONE : MINUTE.format(at.atZone(TimeConfiguration.ZONE));
    }

    public static String text(@Nullable Object value) {
        return value == null || value.toString().isBlank() ? NONE : value.toString();
    }

    /** {@code 33.3%}; a dash where the whole is zero. */
    public static String percent(long part, long whole) {
        return whole == 0 ? NONE : "%.1f%%".formatted(100.0 * part / whole);
    }

    /** A text as one segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The person's name without the log-in behind it: {@code 法官甲（judge）} is 法官甲. */
    public static String person(@Nullable String display) {
        return text(display).replaceFirst("[（(][A-Za-z0-9_.-]+[）)]$", "");
    }

    /** Half-width brackets and marks that stand beside Chinese characters, as full-width ones: names of nodes come so. */
    public static String zh(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        StringBuilder shown = new StringBuilder(text.length());
        boolean inChinese = text.codePoints().anyMatch(Character::isIdeographic);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int mark = "(),;:?!".indexOf(c);
            boolean inNumber = i > 0
                    && i + 1 < text.length()
                    && Character.isDigit(text.charAt(i - 1))
                    && Character.isDigit(text.charAt(i + 1));
            shown.append(inChinese && mark >= 0 && !inNumber ? "（），；：？！".charAt(mark) : c);
        }
        return shown.toString();
    }

    /** The path of a case page, with what follows: {@code Show.casePath(number, "/funds")}. */
    public static String casePath(CaseNumber number, String suffix) {
        return "/cases/" + segment(number.text()) + suffix;
    }
}
