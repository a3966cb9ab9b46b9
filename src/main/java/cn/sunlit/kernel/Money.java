package cn.sunlit.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An amount of renminbi (人民币), exact to the fen (分). Never negative by parsing, but arithmetic may go below zero: the
 * caller asks {@link #isNegative()} where that matters. In JSON it is a string with two decimals in yuan, {@code
 * "120000.00"}.
 *
 * @param fen the amount in fen
 */
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    /** Ten thousand times ten thousand million yuan: far above any case, far below overflow. */
    private static final long LIMIT_FEN = 10_000_000_000_000_00L;

    /** Nineteen digits of a long with point, commas and sign. */
    private static final int MAX_WRITTEN = 32;

    private static final Pattern PLAIN = Pattern.compile("\\d{1,16}(\\.\\d{1,2})?");

    public Money {
        if (fen > LIMIT_FEN || fen < -LIMIT_FEN) {
            throw new IllegalArgumentException("金额超出可处理的范围");
        }
    }

    /**
     * Reads an amount as people write it: {@code 120000}, {@code 120000.5}, {@code 120,000.00}.
     *
     * @throws IllegalArgumentException with a Chinese sentence when the text is no amount, is negative or has more than
     *     two decimals
     */
    @JsonCreator
    public static Money parse(String text) {
        String plain = text.strip().replace(",", "").replace("，", "");
        if (plain.startsWith("-")) {
            throw new IllegalArgumentException("金额不能为负数");
        }
        if (plain.matches("\\d+\\.\\d{3,}")) {
            throw new IllegalArgumentException("金额最多保留两位小数（到分）");
        }
        if (plain.matches("\\d{17,}(\\.\\d{1,2})?")) {
            throw new IllegalArgumentException("金额超出可处理的范围");
        }
        if (!PLAIN.matcher(plain).matches()) {
            throw new IllegalArgumentException("金额应为数字，例如 120000.00");
        }
        BigDecimal yuan = new BigDecimal(plain);
        if (yuan.compareTo(BigDecimal.valueOf(LIMIT_FEN, 2)) > 0) {
            throw new IllegalArgumentException("金额超出可处理的范围");
        }
        return new Money(yuan.movePointRight(2).longValueExact());
    }

    public static Money yuan(long yuan) {
        return new Money(Math.multiplyExact(yuan, 100));
    }

    /** Rounds half up to the fen, the only place where a computed sum loses precision. */
    public static Money rounded(BigDecimal yuan) {
        return new Money(
                yuan.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    public BigDecimal yuan() {
        return BigDecimal.valueOf(fen, 2);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    public Money min(Money other) {
        return fen <= other.fen ? this : other;
    }

    public Money max(Money other) {
        return fen >= other.fen ? this : other;
    }

    /** This amount, or zero where it is negative. */
    public Money atLeastZero() {
        return fen < 0 ? ZERO : this;
    }

    public boolean isZero() {
        return fen == 0;
    }

    public boolean isPositive() {
        return fen > 0;
    }

    public boolean isNegative() {
        return fen < 0;
    }

    /**
     * Splits this amount in proportion to the weights so that the parts add up to the fen (最大余数法): each part is cut
     * to the fen, the fen left over go to the largest fractions, ties to the earlier weight.
     */
    public List<Money> split(List<Money> weights) {
        BigDecimal total =
                weights.stream().map(w -> BigDecimal.valueOf(w.fen)).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0 || fen < 0) {
            throw new IllegalArgumentException("按比例分配需要正数的份额");
        }
        BigDecimal whole = BigDecimal.valueOf(fen);
        List<Long> cut = new ArrayList<>();
        List<BigDecimal> rest = new ArrayList<>();
        long given = 0;
        for (Money w : weights) {
            BigDecimal[] q = whole.multiply(BigDecimal.valueOf(w.fen)).divideAndRemainder(total);
            cut.add(q[0].longValueExact());
            rest.add(q[1]);
            given += q[0].longValueExact();
        }
        List<Integer> order = IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> rest.get(i))
                        .reversed()
                        .thenComparing(i -> i))
                .toList();
        for (int i = 0; i < fen - given; i++) {
            int at = order.get(i);
            cut.set(at, cut.get(at) + 1);
        }
        return cut.stream().map(Money::new).toList();
    }

    public static Money sum(Iterable<Money> parts) {
        Money total = ZERO;
        for (Money part : parts) {
            total = total.plus(part);
        }
        return total;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** With grouping for people, {@code 120,000.00}. */
    public String display() {
        return written(true);
    }

    /** Plain with two decimals, {@code 120000.00}: the form in JSON and in bank messages. */
    @JsonValue
    @Override
    public String toString() {
        return written(false);
    }

    /** From the last place to the first; a settlement writes hundreds of sums, a formatter would be most of its time. */
    private String written(boolean grouped) {
        char[] text = new char[MAX_WRITTEN];
        int at = MAX_WRITTEN;
        long rest = Math.abs(fen);
        for (int place = 0; place < 3 || rest > 0; place++) {
            if (place == 2) {
                text[--at] = '.';
            } else if (grouped && place > 2 && (place - 2) % 3 == 0) {
                text[--at] = ',';
            }
            text[--at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        if (fen < 0) {
            text[--at] = '-';
        }
        return new String(text, at, MAX_WRITTEN - at);
    }
}
