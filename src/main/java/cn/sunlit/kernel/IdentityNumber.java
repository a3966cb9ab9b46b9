package cn.sunlit.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * A resident identity number (居民身份证号, GB 11643-1999): eighteen places, the last one a check digit. Fifteen-digit
 * numbers of the old kind are brought up to eighteen. {@link #toString()} is masked, so that a log never holds one.
 *
 * @param value the eighteen places, an x as capital X
 */
public record IdentityNumber(String value) {

    private static final int[] WEIGHT = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final DateTimeFormatter BIRTHDAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    public IdentityNumber {
        if (!value.matches("\\d{17}[0-9X]")) {
            throw new IllegalArgumentException("身份证号应为18位数字（末位可为X）");
        }
        birthday(value);
        if (checkDigit(value) != value.charAt(17)) {
            throw new IllegalArgumentException("身份证号校验位不正确，请核对是否录错");
        }
    }

    /** @throws IllegalArgumentException with a Chinese sentence naming the rule that is broken */
    public static IdentityNumber parse(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        if (plain.matches("\\d{15}")) {
            String seventeen = plain.substring(0, 6) + "19" + plain.substring(6);
            plain = seventeen + checkDigit(seventeen);
        }
        return new IdentityNumber(plain);
    }

    /** The check digit that belongs to the first seventeen places. */
    public static char checkDigit(String seventeen) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (seventeen.charAt(i) - '0') * WEIGHT[i];
        }
        return CHECK.charAt(sum % 11);
    }

    private static LocalDate birthday(String value) {
        try {
            return LocalDate.parse(value.substring(6, 14), BIRTHDAY);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("身份证号中的出生日期不存在", e);
        }
    }

    public LocalDate birthday() {
        return birthday(value);
    }

    /** The first and the last four places, the rest as stars. */
    public String masked() {
        return Redactor.number(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
