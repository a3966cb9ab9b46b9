package cn.sunlit.property;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a thing that is owned by several (份额), such as 1/3. */
record Share(int part, int whole) {

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,4})\\s*[/／]\\s*(\\d{1,5})");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2})(?:\\.(\\d{1,2}))?\\s*[%％]");
    private static final int MOST = 10_000;

    /**
     * As people write it, {@code 1/3} or {@code 33.5%}; null where nothing was written.
     *
     * @throws Problem.Invalid for anything else, and for nothing or the whole
     */
    static @Nullable Share parse(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher fraction = FRACTION.matcher(text.strip());
        Matcher percent = PERCENT.matcher(text.strip());
        Share share = null;
        if (fraction.matches()) {
            share = new Share(Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2)));
        } else if (percent.matches()) {
            String cents = percent.group(2) == null ? "00" : (percent.group(2) + "0").substring(0, 2);
            share = new Share(Integer.parseInt(percent.group(1) + cents), MOST);
        }
        if (share == null || share.part() < 1 || share.part() >= share.whole() || share.whole() > MOST) {
            throw new Problem.Invalid(field, "份额应写成 1/3 或者 33.5% 的形式，大于零小于全部，分母不超过10000");
        }
        return share;
    }

    /** What is left of the whole behind these parts, in lowest terms; null when they are more than the whole. */
    static @Nullable Fraction rest(List<Share> others) {
        Fraction left = new Fraction(BigInteger.ONE, BigInteger.ONE);
        for (Share s : others) {
            left = left.minus(s);
        }
        return left.part().signum() < 0 ? null : left;
    }

    /** An exact part of one. */
    record Fraction(BigInteger part, BigInteger whole) {

        private Fraction minus(Share s) {
            BigInteger w = BigInteger.valueOf(s.whole());
            BigInteger p = part.multiply(w).subtract(whole.multiply(BigInteger.valueOf(s.part())));
            BigInteger all = whole.multiply(w);
            BigInteger common = p.gcd(all);
            return common.signum() == 0
                    ? new Fraction(BigInteger.ZERO, BigInteger.ONE)
                    : new Fraction(p.divide(common), all.divide(common));
        }

        /** This part of a sum, cut off below the fen. */
        Money of(Money sum) {
            return new Money(
                    BigInteger.valueOf(sum.fen()).multiply(part).divide(whole).longValueExact());
        }

        @Override
        public String toString() {
            return whole.equals(BigInteger.ONE) ? part.toString() : part + "/" + whole;
        }
    }
}
