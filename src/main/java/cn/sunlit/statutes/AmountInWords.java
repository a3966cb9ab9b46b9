package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;

/** Amounts in capital Chinese numerals (金额大写). */
public final class AmountInWords {
    private AmountInWords() {}

    public static String of(Money m) {
        throw new UnsupportedOperationException();
    }
}
