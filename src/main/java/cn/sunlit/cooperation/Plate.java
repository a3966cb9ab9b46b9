package cn.sunlit.cooperation;

import cn.sunlit.kernel.Problem;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plate of a motor vehicle (机动车号牌): province, letter of the place, five or six characters, at the end perhaps 警, 学, 挂 and
 * the like.
 */
record Plate(String text) {

    /** So few characters would find half the town. */
    static final int SHORTEST_PIECE = 3;

    private static final Pattern WHOLE =
            Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领使]");

    private static final Pattern PIECE = Pattern.compile("[\\u4e00-\\u9fa5A-Z0-9]{3,8}");

    /** @throws Problem.Invalid when it is none */
    static Plate parse(String field, @Nullable String typed) {
        String bare = bare(typed);
        if (!WHOLE.matcher(bare).matches()) {
            throw new Problem.Invalid(field, "号牌应为省份简称、字母和五至六位字符，例如 鄂J12345、鄂JD12345、鄂J1234警");
        }
        return new Plate(bare);
    }

    /** What somebody in the street typed of a plate, in the spelling in which pieces are kept. */
    static String sought(String field, @Nullable String typed) {
        String bare = bare(typed);
        if (!PIECE.matcher(bare).matches()) {
            throw new Problem.Invalid(field, "请至少输入号牌中相连的三个字符，例如 J123；省份、“警”字可以不输");
        }
        return bare;
    }

    /** Blanks, dots and small letters aside; a plate has neither the letter O nor the letter I. */
    private static String bare(@Nullable String typed) {
        String plain = typed == null
                ? ""
                : typed.replaceAll("[\\s·.•\\-－—]", "").toUpperCase(Locale.ROOT).strip();
        return plain.replace('O', '0').replace('I', '1');
    }

    /** Each run of three and more of its characters. */
    Set<String> pieces() {
        Set<String> pieces = new TreeSet<>();
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + SHORTEST_PIECE; to <= text.length(); to++) {
                pieces.add(text.substring(from, to));
            }
        }
        return pieces;
    }

    /** {@code 鄂J***45}. */
    String masked() {
        return text.substring(0, 2) + "***" + text.substring(text.length() - 2);
    }

    @Override
    public String toString() {
        return masked();
    }
}
