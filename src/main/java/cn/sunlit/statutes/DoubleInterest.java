package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The doubled part of the interest for late performance (加倍部分债务利息). */
public final class DoubleInterest {

    /** No debt is paid in more instalments than this: more is a broken import. */
    static final int MAX_PAYMENTS = 10_000;

    private static final List<String> LAW = List.of(
            StatuteBook.cite("民事诉讼法", "2024-01-01", 264),
            StatuteBook.cite("迟延履行利息", "2014-08-01", 1),
            StatuteBook.cite("迟延履行利息", "2014-08-01", 2),
            StatuteBook.cite("迟延履行利息", "2014-08-01", 3));
    private static final String DELAY_7 = StatuteBook.cite("迟延履行利息", "2014-08-01", 7);

    /** 日万分之一点七五, in the words of the law. */
    static final String RATE_IN_WORDS = LegalNumbers.DOUBLE_INTEREST_DAILY
            .entries()
            .getLast()
            .source()
            .words()
            .getFirst();

    private DoubleInterest() {}

    /**
     * The doubled part where every payment reduces the principal.
     *
     * @param performanceDue the last day of the time for performance: this day is not counted
     * @param until the last day, counted
     * @throws Problem.Conflict when days before 2014-08-01 are touched, which a person must judge; see {@link #decide}
     * @throws IllegalArgumentException for dates reversed, too many payments, contradictory suspensions
     */
    public static InterestResult compute(
            Money principal,
            LocalDate performanceDue,
            LocalDate until,
            List<Payment> payments,
            List<Suspension> suspensions) {
        return switch (decide(principal, performanceDue, until, payments, suspensions)) {
            case Decision.Granted<InterestResult> g -> g.result();
            case Decision.Refused<InterestResult> r -> throw new Problem.Conflict("不能计算加倍部分债务利息", r.refusals());
            case Decision.NeedsJudgement<InterestResult> n ->
                throw new Problem.Conflict(n.questions().getFirst().because(), n.questions());
        };
    }

    /** As {@link #compute}, but the days that a person must judge are handed back with what could be computed. */
    public static Decision<InterestResult> decide(
            Money principal,
            LocalDate performanceDue,
            LocalDate until,
            List<Payment> payments,
            List<Suspension> suspensions) {
        Interest.checkSpan(principal, performanceDue, until);
        if (payments.size() > MAX_PAYMENTS) {
            throw new IllegalArgumentException("还款笔数不能超过" + MAX_PAYMENTS + "笔");
        }
        InterestResult computed = computeSince2014(principal, performanceDue, until, payments, suspensions);
        LocalDate start = startOfNewRules(performanceDue);
        if (start.equals(performanceDue)) {
            return new Decision.Granted<>(computed);
        }
        return new Decision.NeedsJudgement<>(
                List.of(question(performanceDue, start.isBefore(until) ? start : until)), computed);
    }

    @Law(
            id = "JB-07",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 7,
            text = "本解释施行前的迟延履行期间债务利息按照之前的规定计算；施行后的迟延履行期间债务利息按照本解释计算。")
    static Refusal question(LocalDate performanceDue, LocalDate lastOldDay) {
        return new Refusal(
                "JB-07", DELAY_7, "%s至%s的迟延履行利息适用旧规定，不自动计算，请承办人核定".formatted(performanceDue.plusDays(1), lastOldDay));
    }

    /** The day from which the present rules count: the due day, or the eve of 2014-08-01 where that is later. */
    static LocalDate startOfNewRules(LocalDate performanceDue) {
        LocalDate eve = LegalNumbers.DOUBLE_INTEREST_DAILY.firstDay().minusDays(1);
        return performanceDue.isBefore(eve) ? eve : performanceDue;
    }

    private static InterestResult computeSince2014(
            Money principal,
            LocalDate performanceDue,
            LocalDate until,
            List<Payment> payments,
            List<Suspension> suspensions) {
        List<Interval> excluded = excluded(suspensions);
        LocalDate start = startOfNewRules(performanceDue);
        NavigableMap<LocalDate, Money> paidOn = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (Payment p : payments) {
            if (p.date().isAfter(until)) {
                notes.add("%s的还款在截止日%s之后，不影响本次计算".formatted(p.date(), until));
            } else {
                paidOn.merge(p.date(), p.amount(), Money::plus);
                if (p.how() != Discharge.PERFORMANCE) {
                    notes.add(p.date() + "的" + p.amount().display() + "元，加倍部分计算至"
                            + p.how().until());
                }
            }
        }
        Money base = principal;
        BigDecimal exact = BigDecimal.ZERO;
        List<Segment> segments = new ArrayList<>();
        for (var paid : paidOn.headMap(start, true).values()) {
            base = reduce(base, paid, notes);
        }
        LocalDate from = start;
        for (var paid : paidOn.tailMap(start, false).entrySet()) {
            exact = exact.add(segment(base, from, paid.getKey(), excluded, segments));
            base = reduce(base, paid.getValue(), notes);
            from = paid.getKey();
        }
        if (until.isAfter(from)) {
            exact = exact.add(segment(base, from, until, excluded, segments));
        }
        long excludedDays = Periods.daysWithin(excluded, start, until);
        if (excludedDays > 0) {
            notes.add("非因被执行人申请的中止、暂缓期间共%d日，不计算加倍部分".formatted(excludedDays));
        }
        return new InterestResult(Money.rounded(exact), segments, LAW, notes);
    }

    private static BigDecimal segment(
            Money base, LocalDate from, LocalDate to, List<Interval> excluded, List<Segment> segments) {
        if (base.isZero()) {
            return BigDecimal.ZERO;
        }
        long days = daysCounted(from, to, excluded);
        BigDecimal interest = daily(base, days);
        segments.add(new Segment(
                from, to, days, base, LegalNumbers.DOUBLE_INTEREST_DAILY.current(), Money.rounded(interest)));
        return interest;
    }

    @Law(
            id = "JB-01",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 1,
            text = "加倍部分债务利息=债务人尚未清偿的生效法律文书确定的除一般债务利息之外的金钱债务×日万分之一点七五×迟延履行期间。")
    static BigDecimal daily(Money base, long days) {
        return base.yuan()
                .multiply(LegalNumbers.DOUBLE_INTEREST_DAILY.current())
                .multiply(BigDecimal.valueOf(days));
    }

    @Law(id = "JB-02", statute = "迟延履行利息", edition = "2014-08-01", article = 2, text = "加倍部分债务利息自生效法律文书确定的履行期间届满之日起计算；")
    @Law(
            id = "JB-03",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 3,
            text = "被执行人分次履行的，相应部分的加倍部分债务利息计算至每次履行完毕之日。")
    static long daysCounted(LocalDate from, LocalDate to, List<Interval> excluded) {
        return ChronoUnit.DAYS.between(from, to) - Periods.daysWithin(excluded, from, to);
    }

    /**
     * The days that do not count, as a union; none where nothing was suspended.
     *
     * @throws IllegalArgumentException when the same day is said to be suspended at the debtor's request and not
     */
    @Law(
            id = "JB-04",
            statute = "迟延履行利息",
            edition = "2014-08-01",
            article = 3,
            text = "非因被执行人的申请，对生效法律文书审查而中止或者暂缓执行的期间及再审中止执行的期间，不计算加倍部分债务利息。")
    static List<Interval> excluded(List<Suspension> suspensions) {
        if (suspensions.isEmpty()) {
            return List.of();
        }
        if (suspensions.size() > MAX_PAYMENTS) {
            throw new IllegalArgumentException("中止期间不能超过" + MAX_PAYMENTS + "段");
        }
        List<Interval> byOthers = merged(suspensions, false);
        for (Interval byDebtor : merged(suspensions, true)) {
            if (Periods.daysWithin(byOthers, byDebtor.from().minusDays(1), byDebtor.to()) > 0) {
                throw new IllegalArgumentException(
                        "中止期间 %s 至 %s 与非因被执行人申请的中止期间重叠，请先确定重叠的日子是否扣除".formatted(byDebtor.from(), byDebtor.to()));
            }
        }
        return byOthers;
    }

    private static List<Interval> merged(List<Suspension> suspensions, boolean byDebtor) {
        return Periods.union(suspensions.stream()
                .filter(s -> s.requestedByDebtor() == byDebtor)
                .map(s -> new Interval(s.from(), s.to(), "中止"))
                .toList());
    }

    private static Money reduce(Money base, Money paid, List<String> notes) {
        if (paid.compareTo(base) > 0) {
            notes.add("还款超过本金%s元，超出部分不参与本计算".formatted(paid.minus(base).display()));
        }
        return base.minus(paid).atLeastZero();
    }
}
