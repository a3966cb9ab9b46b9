package cn.sunlit.statutes;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The rate of general interest (一般债务利息) as the title states it. */
public sealed interface Rate {

    /** Which loan prime rate (贷款市场报价利率). */
    enum Term {
        LPR_1Y("一年期LPR"),
        LPR_5Y("五年期以上LPR");

        private final String zh;

        Term(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /**
     * A fixed yearly rate.
     *
     * @param percent per cent a year, {@code 3.85}
     * @param dayBasis days of the year in the division, 365 or 360 as the title says
     */
    record Fixed(BigDecimal percent, int dayBasis) implements Rate {
        public Fixed {
            within("年利率", percent, MAX_PERCENT);
            if (dayBasis != DAYS_OF_YEAR && dayBasis != DAYS_OF_BANK_YEAR) {
                throw new IllegalArgumentException("年计息天数只能是" + DAYS_OF_YEAR + "或" + DAYS_OF_BANK_YEAR);
            }
        }

        /** By 365 days, the default where the title says nothing. */
        public Fixed(BigDecimal percent) {
            this(percent, DAYS_OF_YEAR);
        }
    }

    /**
     * A multiple of the loan prime rate.
     *
     * @param term one year or over five years
     * @param multiple 1, 1.3, 1.5, 4
     * @param fixedAt the day whose quotation holds throughout, or null where it floats with each publication
     */
    record Lpr(Term term, BigDecimal multiple, @Nullable LocalDate fixedAt) implements Rate {
        public Lpr {
            within("LPR倍数", multiple, MAX_MULTIPLE);
        }
    }

    /** Where the title says nothing else. */
    int DAYS_OF_YEAR = 365;

    /** Where the title says so, as banks did. */
    int DAYS_OF_BANK_YEAR = 360;

    /** Far above every rate a court could confirm; more is a slip of the keyboard. */
    BigDecimal MAX_PERCENT = new BigDecimal("1000");

    BigDecimal MAX_MULTIPLE = new BigDecimal("100");

    /**
     * A rate from its parts as they stand in the interface for machines.
     *
     * @param kind {@code FIXED}, {@code LPR_1Y} or {@code LPR_5Y}
     * @throws IllegalArgumentException with a Chinese sentence when a part is missing or the kind is unknown
     */
    static Rate of(
            String kind, @Nullable BigDecimal percent, @Nullable BigDecimal multiple, @Nullable LocalDate fixedAt) {
        return switch (kind) {
            case "FIXED" -> {
                if (percent == null) {
                    throw new IllegalArgumentException("固定利率须填写年利率（percent）");
                }
                yield new Fixed(percent);
            }
            case "LPR_1Y", "LPR_5Y" ->
                new Lpr(Term.valueOf(kind), multiple == null ? BigDecimal.ONE : multiple, fixedAt);
            default -> throw new IllegalArgumentException("利率种类只能是 FIXED、LPR_1Y 或 LPR_5Y");
        };
    }

    /** {@code FIXED}, {@code LPR_1Y} or {@code LPR_5Y}. */
    default String kind() {
        return switch (this) {
            case Fixed f -> "FIXED";
            case Lpr l -> l.term().name();
        };
    }

    /** In words for people, {@code 一年期LPR的4倍}. */
    default String display() {
        return switch (this) {
            case Fixed f -> "年利率" + f.percent().stripTrailingZeros().toPlainString() + "%";
            case Lpr l ->
                (l.fixedAt() == null ? "" : l.fixedAt() + "的")
                        + l.term().zh()
                        + (l.multiple().compareTo(BigDecimal.ONE) == 0
                                ? ""
                                : "的" + l.multiple().stripTrailingZeros().toPlainString() + "倍");
        };
    }

    private static void within(String what, BigDecimal value, BigDecimal max) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException(what + "不能为负数");
        }
        if (value.compareTo(max) > 0) {
            throw new IllegalArgumentException(what + "超出可处理的范围");
        }
        if (value.scale() > 10) {
            throw new IllegalArgumentException(what + "的小数位数过多");
        }
    }
}
