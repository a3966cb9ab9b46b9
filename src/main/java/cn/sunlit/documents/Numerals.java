package cn.sunlit.documents;

/** Chinese numerals as they stand in 案号之十二. */
final class Numerals {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] UNITS = {"", "十", "百", "千"};

    private Numerals() {}

    /** @throws IllegalArgumentException unless from 1 to 9999 */
    static String of(int n) {
        if (n < 1 || n > 9999) {
            throw new IllegalArgumentException("序号应在1至9999之间：" + n);
        }
        StringBuilder out = new StringBuilder();
        String digits = Integer.toString(n);
        boolean zero = false;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            int unit = digits.length() - 1 - i;
            if (digit == 0) {
                zero = true;
                continue;
            }
            if (zero) {
                out.append('零');
                zero = false;
            }
            // 十二, not 一十二, at the beginning.
            if (!(digit == 1 && unit == 1 && out.isEmpty())) {
                out.append(DIGITS.charAt(digit));
            }
            out.append(UNITS[unit]);
        }
        return out.toString();
    }
}
