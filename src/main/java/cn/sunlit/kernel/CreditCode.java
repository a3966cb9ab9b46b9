package cn.sunlit.kernel;

import java.util.Locale;

/**
 * A unified social credit code (统一社会信用代码, GB 32100-2015). Real registers hold codes with a wrong check character, so
 * a wrong one is a warning ({@link #checks()}), never a refusal.
 *
 * @param value eighteen places of the standard's 31 characters
 */
public record CreditCode(String value) {

    private static final String CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHT = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    public CreditCode {
        if (!value.matches("[0-9A-HJ-NP-RTUWXY]{18}")) {
            throw new IllegalArgumentException("统一社会信用代码应为18位，由数字和大写字母组成（不含I、O、S、V、Z）");
        }
    }

    /** @throws IllegalArgumentException with a Chinese sentence */
    public static CreditCode parse(String text) {
        return new CreditCode(text.strip().toUpperCase(Locale.ROOT));
    }

    /** The check character that belongs to the first seventeen places. */
    public static char checkCharacter(String seventeen) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CHARS.indexOf(seventeen.charAt(i)) * WEIGHT[i];
        }
        return CHARS.charAt((31 - sum % 31) % 31);
    }

    /** Whether the check character fits. */
    public boolean checks() {
        return checkCharacter(value) == value.charAt(17);
    }

    @Override
    public String toString() {
        return value;
    }
}
