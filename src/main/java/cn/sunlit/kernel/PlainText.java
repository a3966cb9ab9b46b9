package cn.sunlit.kernel;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Free text that people and machines send: what may be kept, and how much of it. Control characters and invisible ones
 * (direction marks, zero-width joiners) are refused, because a reader could not see what a record says.
 */
public final class PlainText {

    private PlainText() {}

    /**
     * The text as it is kept, without blanks around it; null where there is none.
     *
     * @param most how many characters, of whatever script
     * @throws Problem.Invalid naming the field and the rule
     */
    public static @Nullable String optional(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        int length = plain.codePointCount(0, plain.length());
        if (length > most) {
            throw new Problem.Invalid(field, "过长：最多%d个字，现有%d个字".formatted(most, length));
        }
        String unfit = unfit(plain, true);
        if (unfit != null) {
            throw new Problem.Invalid(field, unfit);
        }
        return plain;
    }

    /** The same where there must be one. */
    public static String required(String field, @Nullable String text, int most, String whatIsMissing) {
        String plain = optional(field, text, most);
        if (plain == null) {
            throw new Problem.Invalid(field, whatIsMissing);
        }
        return plain;
    }

    /**
     * What makes a text unfit to be kept, in a Chinese sentence, or null.
     *
     * @param lines whether line breaks may stand in it
     */
    public static @Nullable String unfit(String text, boolean lines) {
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            int type = Character.getType(c);
            if (lines && (c == '\n' || c == '\r' || c == '\t')) {
                continue;
            }
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                return "含有控制字符（U+%04X），请删除后重填".formatted(c);
            }
            if (type == Character.FORMAT) {
                return "含有看不见的字符（U+%04X），请删除后重填".formatted(c);
            }
            if (type == Character.SURROGATE || type == Character.UNASSIGNED || c == 0xFFFD) {
                return "含有无法识别的字符（U+%04X），请检查文件编码".formatted(c);
            }
        }
        return null;
    }
}
