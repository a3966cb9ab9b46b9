package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every input, tried with seeded random ones; the failing seed stands in the test's name. */
class RandomLawTest {

    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 分段累进与速算式一致(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Money amount = new Money(1 + (long) (Math.pow(random.nextDouble(), 4) * 3_000_000_000L));
            assertThat(EnforcementFee.of(amount).fee()).as(amount.toString()).isEqualTo(quick(amount));
        }
    }

    private static Money quick(Money amount) {
        BigDecimal x = amount.yuan();
        if (amount.compareTo(Money.yuan(10_000)) <= 0) {
            return Money.yuan(50);
        }
        if (amount.compareTo(Money.yuan(500_000)) <= 0) {
            return Money.rounded(x.multiply(new BigDecimal("0.015")).subtract(new BigDecimal("100")));
        }
        if (amount.compareTo(Money.yuan(5_000_000)) <= 0) {
            return Money.rounded(x.multiply(new BigDecimal("0.01")).add(new BigDecimal("2400")));
        }
        if (amount.compareTo(Money.yuan(10_000_000)) <= 0) {
            return Money.rounded(x.multiply(new BigDecimal("0.005")).add(new BigDecimal("27400")));
        }
        return Money.rounded(x.multiply(new BigDecimal("0.001")).add(new BigDecimal("67400")));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 分次收取的执行费合计等于一次收取(long seed) {
        Random random = new Random(seed);
        Money recovered = Money.ZERO;
        Money collected = Money.ZERO;
        for (int i = 0; i < 20; i++) {
            recovered = recovered.plus(new Money(1 + random.nextInt(200_000_000)));
            collected = collected.plus(EnforcementFee.due(recovered, collected).fee());
        }
        assertThat(collected).isEqualTo(EnforcementFee.of(recovered).fee());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 清偿不丢一分也不超过收款(long seed) {
        Random random = new Random(seed);
        LocalDate start = LocalDate.of(2019, 9, 1).plusDays(random.nextInt(1000));
        Rate rate =
                switch (random.nextInt(4)) {
                    case 0 -> new Rate.Fixed(new BigDecimal(random.nextInt(2400)).movePointLeft(2), 360);
                    case 1 -> new Rate.Lpr(Rate.Term.LPR_1Y, new BigDecimal("4"), null);
                    case 2 -> new Rate.Lpr(Rate.Term.LPR_5Y, new BigDecimal("1.3"), start);
                    default -> new Rate.Fixed(new BigDecimal("3.85"));
                };
        Debt debt = new Debt(
                new Money(random.nextInt(200_000_000)),
                new Money(random.nextInt(1_000_000)),
                rate,
                start,
                start.plusDays(random.nextInt(90)),
                random.nextBoolean(),
                List.of(new Suspension(
                        start.plusDays(100), start.plusDays(100 + random.nextInt(60)), random.nextBoolean())));
        List<Payment> receipts = new ArrayList<>();
        LocalDate day = start;
        for (int i = 0; i < random.nextInt(30); i++) {
            day = day.plusDays(random.nextInt(60));
            receipts.add(new Payment(day, new Money(random.nextInt(20_000_000))));
        }
        ClearingResult r = Clearing.settle(debt, receipts, day.plusDays(random.nextInt(400)));
        Money toPrincipal = Money.ZERO;
        Money toCosts = Money.ZERO;
        Money left = Money.ZERO;
        for (Cleared c : r.receipts()) {
            assertThat(Money.sum(List.of(c.toCosts(), c.toInterest(), c.toPrincipal(), c.toDouble(), c.left())))
                    .isEqualTo(c.amount());
            assertThat(List.of(c.toCosts(), c.toInterest(), c.toPrincipal(), c.toDouble(), c.left()))
                    .noneMatch(Money::isNegative);
            toPrincipal = toPrincipal.plus(c.toPrincipal());
            toCosts = toCosts.plus(c.toCosts());
            left = left.plus(c.left());
        }
        assertThat(toPrincipal.plus(r.remainingPrincipal())).isEqualTo(debt.principal());
        assertThat(toCosts.plus(r.remainingCosts())).isEqualTo(debt.costs());
        assertThat(r.refund()).isEqualTo(left);
        if (r.refund().isPositive()) {
            assertThat(r.remainingPrincipal().plus(r.remainingCosts())).isEqualTo(Money.ZERO);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 清偿与直接计算的加倍部分一致(long seed) {
        Random random = new Random(seed);
        LocalDate due = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3000));
        Money principal = new Money(10_000_000_000L + random.nextInt(1_000_000_000));
        List<Payment> payments = new ArrayList<>();
        LocalDate day = due;
        for (int i = 0; i < 10; i++) {
            day = day.plusDays(1 + random.nextInt(100));
            payments.add(new Payment(day, new Money(random.nextInt(900_000_000))));
        }
        LocalDate until = day.plusDays(random.nextInt(100));
        List<Suspension> stops = List.of(
                new Suspension(due.plusDays(10), due.plusDays(40), false),
                new Suspension(due.plusDays(30), due.plusDays(70), false));
        Debt debt = new Debt(principal, Money.ZERO, null, null, due, true, stops);
        assertThat(Clearing.settle(debt, payments, until).remainingDouble())
                .isEqualTo(DoubleInterest.compute(principal, due, until, payments, stops)
                        .total());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 多一天利息不减少(long seed) {
        Random random = new Random(seed);
        Money principal = new Money(random.nextInt(1_000_000_000));
        LocalDate from = LocalDate.of(2019, 8, 20).plusDays(random.nextInt(2000));
        List<Suspension> stops = List.of(new Suspension(from.plusDays(random.nextInt(50)), from.plusDays(60), false));
        Rate rate = new Rate.Lpr(Rate.Term.LPR_1Y, BigDecimal.ONE, null);
        Money doubled = Money.ZERO;
        Money general = Money.ZERO;
        for (int days = 0; days < 120; days++) {
            Money d = DoubleInterest.compute(principal, from, from.plusDays(days), List.of(), stops)
                    .total();
            Money g =
                    Interest.general(principal, from, from.plusDays(days), rate).total();
            assertThat(d).isGreaterThanOrEqualTo(doubled);
            assertThat(g).isGreaterThanOrEqualTo(general);
            doubled = d;
            general = g;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 届满日不落在休假日_期间与扣除都是单调的(long seed) {
        Random random = new Random(seed);
        LocalDate event = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(2700));
        int n = 1 + random.nextInt(60);
        LocalDate end = Periods.end(event, Period.days(n), CALENDAR).endsOn();
        assertThat(CALENDAR.isWorkingDay(end)).isTrue();
        assertThat(end).isAfterOrEqualTo(event.plusDays(n));
        assertThat(Periods.end(event, Period.days(n + 1), CALENDAR).endsOn()).isAfterOrEqualTo(end);
        assertThat(Periods.end(event.plusDays(1), Period.days(n), CALENDAR).endsOn())
                .isAfterOrEqualTo(end);
        List<Interval> excluded = new ArrayList<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            LocalDate from = event.plusDays(random.nextInt(90));
            excluded.add(new Interval(from, from.plusDays(random.nextInt(30)), "公告"));
            LocalDate later =
                    Periods.end(event, Period.days(n), CALENDAR, excluded).endsOn();
            assertThat(later).isAfterOrEqualTo(end);
            end = later;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void 分配合计恰为案款(long seed) {
        Random random = new Random(seed);
        List<Distribution.Claim> ordinary = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(30); i++) {
            ordinary.add(new Distribution.Claim(
                    "债权人" + i,
                    new Money(1_000 + random.nextInt(10_000_000)),
                    1 + random.nextInt(5),
                    random.nextInt(5) > 0,
                    new Money(random.nextInt(1000))));
        }
        Money proceeds = new Money(random.nextInt(100_000_000));
        for (Distribution.Rule rule : Distribution.Rule.values()) {
            Distribution.Plan plan = Distribution.plan(
                    proceeds,
                    List.of(Distribution.Claim.of("执行费", new Money(random.nextInt(100_000)))),
                    List.of(Distribution.Claim.of("抵押权", new Money(random.nextInt(10_000_000)))),
                    ordinary,
                    rule);
            Money given = plan.refund();
            for (Distribution.Line l : plan.lines()) {
                assertThat(Money.sum(List.of(l.paid(), l.reserved(), l.escrowed())))
                        .isEqualTo(l.share());
                assertThat(l.share()).isLessThanOrEqualTo(l.claim());
                given = given.plus(l.share());
            }
            assertThat(given).isEqualTo(proceeds);
        }
    }
}
