package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** General interest (一般债务利息), by the method that the title states. */
public final class Interest {

    private static final String DELAY_1 = StatuteBook.cite("迟延履行利息", "2014-08-01", 1);

    /** Rates are in per cent. */
    static final long PER_CENT = 100;

    private Interest() {}

    /**
     * Interest on a principal for the days after {@code from} up to {@code until}. A rate that floats with the LPR is
     * cut into segments, each from one publication to the next, the day of publication already at the new rate.
     *
     * @throws IllegalArgumentException when the dates are reversed, lie over 200 years apart, or reach back before the
     *     first LPR
     */
    @Law(
            id = "LX-01",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 1,
            text = "迟延履行期间的一般债务利息，根据生效法律文书确定的方法计算；生效法律文书未确定给付该利息的，不予计算。")
    public static InterestResult general(Money principal, LocalDate from, LocalDate until, Rate rate) {
        checkSpan(principal, from, until);
        List<Segment> segments = new ArrayList<>();
        BigDecimal numerator = BigDecimal.ZERO;
        for (Stretch s : stretches(rate, from, until)) {
            BigDecimal part = s.numerator(principal);
            numerator = numerator.add(part);
            segments.add(
                    new Segment(s.from(), s.to(), s.days(), principal, s.percent(), Money.rounded(yuan(part, rate))));
        }
        List<String> notes = new ArrayList<>();
        notes.add(rate.display() + "，按一年" + dayBasis(rate) + "天计算，起息日不计、截止日计入");
        if (rate instanceof Rate.Lpr && until.isAfter(LprHistory.CHECKED_UNTIL)) {
            notes.add("LPR核对至%s，其后暂按最后一次公布的报价计算，须核对".formatted(LprHistory.CHECKED_UNTIL));
        }
        return new InterestResult(Money.rounded(yuan(numerator, rate)), segments, List.of(DELAY_1), notes);
    }

    /** Days at one rate. */
    record Stretch(LocalDate from, LocalDate to, long days, BigDecimal percent) {

        /** Interest times 100 times the days of the year, so that nothing is lost before the one division. */
        BigDecimal numerator(Money principal) {
            return principal.yuan().multiply(percent).multiply(BigDecimal.valueOf(days));
        }
    }

    @Practice(id = "LX-02", text = "LPR浮动计息的按公布日切换，公布日当日起适用新报价（产品口径，法律未规定切换日）")
    static List<Stretch> stretches(Rate rate, LocalDate from, LocalDate until) {
        return switch (rate) {
            case Rate.Fixed f -> stretch(from, until, f.percent());
            case Rate.Lpr l -> {
                LocalDate fixedAt = l.fixedAt();
                yield fixedAt != null
                        ? stretch(from, until, LprHistory.on(l.term(), fixedAt).multiply(l.multiple()))
                        : floating(l, from, until);
            }
        };
    }

    private static List<Stretch> stretch(LocalDate from, LocalDate until, BigDecimal percent) {
        long days = ChronoUnit.DAYS.between(from, until);
        return days == 0 ? List.of() : List.of(new Stretch(from, until, days, percent));
    }

    private static List<Stretch> floating(Rate.Lpr l, LocalDate from, LocalDate until) {
        LprHistory.Series quoted = LprHistory.series(l.term());
        List<Stretch> stretches = new ArrayList<>();
        LocalDate start = from;
        for (int at = LprHistory.indexOn(l.term(), from); start.isBefore(until); at++) {
            LocalDate next = at + 1 < quoted.size() && quoted.day(at + 1).isBefore(until) ? quoted.day(at + 1) : until;
            stretches.addAll(stretch(start, next, quoted.percent(at).multiply(l.multiple())));
            start = next;
        }
        return stretches;
    }

    @Practice(id = "LX-03", text = "文书未写明一年计息天数的按365天（产品口径）")
    static int dayBasis(Rate rate) {
        return rate instanceof Rate.Fixed f ? f.dayBasis() : Rate.DAYS_OF_YEAR;
    }

    /** The one division: exact up to here, then half up to the fen. */
    static BigDecimal yuan(BigDecimal numerator, Rate rate) {
        return numerator.divide(BigDecimal.valueOf(PER_CENT * dayBasis(rate)), 2, RoundingMode.HALF_UP);
    }

    static void checkSpan(Money principal, LocalDate from, LocalDate until) {
        if (principal.isNegative()) {
            throw new IllegalArgumentException("本金不能为负数");
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("截止日 %s 早于起算日 %s".formatted(until, from));
        }
        if (until.isAfter(from.plusYears(Period.MAX_YEARS))) {
            throw new IllegalArgumentException("起算日到截止日不能超过" + Period.MAX_YEARS + "年");
        }
    }
}
