package cn.sunlit.bench;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Clearing;
import cn.sunlit.statutes.ClearingResult;
import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Interval;
import cn.sunlit.statutes.Payment;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.Rate;
import cn.sunlit.statutes.Suspension;
import cn.sunlit.statutes.WorkCalendar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The arithmetic of the law: a settlement with 50 receipts over ten years, a period with exclusions, each with its proof. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LawBench {

    private final WorkCalendar calendar = WorkCalendar.shipped();

    private final List<Payment> receipts = IntStream.range(0, 50)
            .mapToObj(i -> new Payment(LocalDate.of(2016, 9, 1).plusDays(73L * i), Money.yuan(9_000 + 37L * i)))
            .toList();
    private final LocalDate until = LocalDate.of(2026, 9, 1);
    private final List<Suspension> suspensions = List.of(
            new Suspension(LocalDate.of(2018, 3, 1), LocalDate.of(2018, 6, 30), false),
            new Suspension(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 3, 15), true));
    private final Debt fixed = debt(new Rate.Fixed(new BigDecimal("3.85")), LocalDate.of(2016, 9, 1));
    private final Debt floating = debt(
            new Rate.Lpr(Rate.Term.LPR_1Y, new BigDecimal("4"), null), LocalDate.of(2019, 9, 1));

    private final LocalDate filed = LocalDate.of(2025, 12, 1);
    private final List<Interval> exclusions = List.of(
            new Interval(LocalDate.of(2025, 12, 20), LocalDate.of(2026, 1, 18), "公告"),
            new Interval(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 3, 5), "评估"),
            new Interval(LocalDate.of(2026, 5, 6), LocalDate.of(2026, 5, 20), "暂缓"));

    private Debt debt(Rate rate, LocalDate interestFrom) {
        return new Debt(
                Money.yuan(1_000_000),
                Money.yuan(13_800),
                rate,
                interestFrom,
                LocalDate.of(2016, 9, 1),
                true,
                suspensions);
    }

    @Benchmark
    public ClearingResult settlementFixed() {
        return Clearing.settle(fixed, receipts, until);
    }

    @Benchmark
    public ClearingResult settlementLpr() {
        return Clearing.settle(floating, receipts, until);
    }

    @Benchmark
    public Deadline sixMonthsWithExclusions() {
        return Periods.end(filed, Period.months(6), calendar, exclusions);
    }

    @Benchmark
    public Deadline fifteenDays() {
        return Periods.end(LocalDate.of(2026, 9, 18), Period.days(15), calendar);
    }
}
