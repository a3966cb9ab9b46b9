package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.reconciliation.DayStore.Gap;
import cn.sunlit.reconciliation.DayStore.Moved;
import cn.sunlit.reconciliation.DayStore.Told;
import cn.sunlit.reconciliation.DayStore.Totals;
import cn.sunlit.reconciliation.Difference.Cause;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("案款日报")
class DayReportTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Moved MOVED = new Moved(
            Money.parse("700.00"),
            Money.parse("250.00"),
            Money.ZERO,
            Money.ZERO,
            Money.parse("50.00"),
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.parse("8.00"),
            Money.parse("1000.00"),
            Money.ZERO,
            2);

    private static DayReport report(
            @Nullable String bank, List<Told> refused, List<Told> unconfirmed, List<Told> late, List<Gap> gaps) {
        return DayReport.of(new DayReport.Facts(
                DAY,
                DAY,
                Totals.NONE,
                MOVED,
                bank == null ? null : Money.parse(bank),
                bank == null,
                refused,
                List.of(),
                unconfirmed,
                late,
                gaps,
                List.of(),
                List.of(),
                List.of()));
    }

    private static Told credit(String reference, String amount) {
        return new Told(reference, Money.parse(amount), "CREDIT", DAY, "金额不符");
    }

    @Test
    @DisplayName("银行与账面一分不差、没有遗留，才是相符")
    void agreesToTheFen() {
        assertThat(report("1000.00", List.of(), List.of(), List.of(), List.of()).agrees())
                .isTrue();
        DayReport one = report("1000.01", List.of(), List.of(), List.of(), List.of());
        assertThat(one.agrees()).isFalse();
        assertThat(one.differences()).singleElement().satisfies(d -> {
            assertThat(d.cause()).isEqualTo(Cause.UNEXPLAINED);
            assertThat(d.amount()).isEqualTo(new Money(1));
        });
    }

    @Test
    @DisplayName("没有对账单不算相符，通常有而没有的列为差异")
    void isNotAgreedWithoutAStatement() {
        DayReport none = report(null, List.of(), List.of(), List.of(), List.of());
        assertThat(none.agrees()).isFalse();
        assertThat(none.differences()).singleElement().satisfies(d -> {
            assertThat(d.cause()).isEqualTo(Cause.NO_STATEMENT);
            assertThat(d.amount()).isNull();
        });
    }

    @Test
    @DisplayName("手里的现金不在银行，不计入应有银行存款")
    void leavesCashOut() {
        DayReport r = report("1000.00", List.of(), List.of(), List.of(), List.of());
        assertThat(r.agrees()).isTrue();
        assertThat(r.closing().cash()).isEqualTo(Money.parse("8.00"));
    }

    @Test
    @DisplayName("每一笔各有原因：未入账的加，对账单没有的减，日结后才收到的加")
    void namesEach() {
        DayReport r = report(
                "1120.00",
                List.of(credit("S:1", "100.00")),
                List.of(credit("S:2", "30.00")),
                List.of(credit("S:3", "50.00")),
                List.of());
        assertThat(r.differences())
                .extracting(Difference::cause)
                .containsExactly(Cause.NOT_BOOKED, Cause.TOLD_LATE, Cause.NOT_CONFIRMED);
        assertThat(r.difference()).isEqualTo(Money.parse("120.00"));
    }

    @Test
    @DisplayName("金额读不出的也列明，差额归入原因不明；对账单缺页的说明可能在缺页中")
    void namesWhatCannotBeCounted() {
        DayReport r = report(
                "1010.00",
                List.of(new Told("S:9", null, "CREDIT", null, "币种应为人民币")),
                List.of(),
                List.of(),
                List.of(new Gap("S-2", DAY, Money.parse("10.00"), Money.ZERO, DAY.minusDays(1))));
        assertThat(r.differences())
                .extracting(Difference::cause)
                .containsExactly(Cause.NOT_BOOKED, Cause.GAP, Cause.UNEXPLAINED);
        assertThat(r.differences().getLast().because()).contains("缺失的对账单");
    }

    @Test
    @DisplayName("任意组合，列明的金额合计总是等于银行与账面之差")
    void alwaysAddsUp() {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int run = 0; run < 2_000; run++) {
            DayReport r = report(
                    new Money(random.nextLong(0, 1_000_000)).toString(),
                    some(random),
                    some(random),
                    some(random),
                    List.of());
            Money named = Money.ZERO;
            for (Difference d : r.differences()) {
                named = d.amount() == null ? named : named.plus(d.amount());
            }
            assertThat(named).isEqualTo(r.difference());
        }
    }

    private static List<Told> some(SplittableRandom random) {
        List<Told> told = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Money amount = random.nextInt(5) == 0 ? null : new Money(random.nextLong(1, 100_000));
            told.add(new Told("S:" + random.nextInt(), amount, random.nextBoolean() ? "CREDIT" : "DEBIT", DAY, ""));
        }
        return told;
    }
}
