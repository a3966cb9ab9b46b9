package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;

/** Amounts in capital Chinese numerals (金额大写), as vouchers and rulings write them. */
public final class AmountInWords {

    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACE = {"", "拾", "佰", "仟"};
    private static final String[] GROUP = {"", "万", "亿", "万亿"};

    private AmountInWords() {}

    /** @throws IllegalArgumentException below zero */
    @Practice(id = "DX-01", text = "中文大写金额：到元为止的写“整”，有角分的不写“整”（支付结算办法附件一，原文未随产品收录）")
    public static String of(Money m) {
        if (m.isNegative()) {
            throw new IllegalArgumentException("金额不能为负数");
        }
        long yuan = m.fen() / 100;
        int jiao = (int) (m.fen() / 10 % 10);
        int fen = (int) (m.fen() % 10);
        StringBuilder words = new StringBuilder();
        if (yuan > 0 || m.isZero()) {
            words.append(whole(yuan)).append('元');
        }
        if (jiao == 0 && fen == 0) {
            return words.append('整').toString();
        }
        if (jiao > 0) {
            words.append(DIGITS.charAt(jiao)).append('角');
        } else if (yuan > 0) {
            words.append('零');
        }
        if (fen > 0) {
            words.append(DIGITS.charAt(fen)).append('分');
        }
        return words.toString();
    }

    private static String whole(long yuan) {
        if (yuan == 0) {
            return "零";
        }
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int g = GROUP.length - 1; g >= 0; g--) {
            int group = (int) (yuan / (long) Math.pow(10_000, g) % 10_000);
            if (group == 0) {
                gap = !words.isEmpty();
                continue;
            }
            if (!words.isEmpty() && (gap || group < 1000)) {
                words.append('零');
            }
            gap = false;
            words.append(group(group)).append(GROUP[g]);
        }
        return words.toString();
    }

    private static String group(int n) {
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int place = 3; place >= 0; place--) {
            int digit = n / (int) Math.pow(10, place) % 10;
            if (digit == 0) {
                gap = !words.isEmpty();
                continue;
            }
            if (gap) {
                words.append('零');
            }
            gap = false;
            words.append(DIGITS.charAt(digit)).append(PLACE[place]);
        }
        return words.toString();
    }
}
