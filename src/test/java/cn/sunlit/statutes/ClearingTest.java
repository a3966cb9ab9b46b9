package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 清偿顺序：费用、一般债务利息、本金，最后才是加倍部分；多收的退还。 */
class ClearingTest {

    private static final Debt LOAN = new Debt(
            Money.yuan(100_000),
            Money.yuan(2_000),
            new Rate.Fixed(new BigDecimal("3.65")),
            day("2026-01-01"),
            day("2026-03-31"),
            true,
            List.of());

    @Test
    void 先费用再利息再本金_加倍部分最后() { // QC-01 QC-02
        ClearingResult r = Clearing.settle(
                LOAN, List.of(pay("2026-04-10", "50000"), pay("2026-05-10", "60000")), day("2026-05-10"));
        // 2026-01-01 至 04-10 为 99 天，每天 10 元；加倍部分 10 天 × 102000 × 0.000175 = 178.50，暂不清偿
        assertThat(r.receipts().get(0)).isEqualTo(cleared("2026-04-10", "50000", "2000", "990", "47010", "0", "0"));
        // 30 天：52990 × 3.65% × 30 / 365 = 158.97；加倍部分 178.50 + 52990 × 0.000175 × 30 = 456.6975
        assertThat(r.receipts().get(1))
                .isEqualTo(cleared("2026-05-10", "60000", "0", "158.97", "52990", "456.70", "6394.33"));
        assertThat(r.refund()).isEqualTo(Money.parse("6394.33")); // QC-03
        assertThat(r.total()).isEqualTo(Money.ZERO);
    }

    @Test
    void 不足以清偿本金时不清偿加倍部分() { // QC-01
        ClearingResult r = Clearing.settle(LOAN, List.of(pay("2026-04-10", "102990")), day("2026-04-10"));
        assertThat(r.remainingPrincipal()).isEqualTo(Money.ZERO);
        assertThat(r.remainingDouble()).isEqualTo(Money.parse("178.50"));
        assertThat(r.receipts().getFirst().toDouble()).isEqualTo(Money.ZERO);
        assertThat(r.total()).isEqualTo(Money.parse("178.50"));
    }

    @Test
    void 履行期届满前还清的没有加倍部分() {
        ClearingResult r = Clearing.settle(LOAN, List.of(pay("2026-03-31", "102890")), day("2026-06-30"));
        assertThat(r.total()).isEqualTo(Money.ZERO);
        assertThat(r.refund()).isEqualTo(Money.ZERO);
    }

    @Test
    void 没有收款时列出截止日所欠() {
        ClearingResult r = Clearing.settle(LOAN, List.of(), day("2026-04-10"));
        assertThat(r.remainingInterest()).isEqualTo(Money.yuan(990));
        assertThat(r.remainingDouble()).isEqualTo(Money.parse("178.50"));
        assertThat(r.total()).isEqualTo(Money.parse("103168.50"));
        assertThat(r.explanations()).extracting(Explanation::rule).contains("JB-01", "QC-01");
    }

    @Test
    void 费用不计入基数的_加倍部分只按本金() {
        Debt debt = new Debt(
                LOAN.principal(),
                LOAN.costs(),
                LOAN.rate(),
                LOAN.interestFrom(),
                LOAN.performanceDue(),
                false,
                List.of());
        assertThat(Clearing.settle(debt, List.of(), day("2026-04-10")).remainingDouble())
                .isEqualTo(Money.parse("175.00"));
    }

    @Test
    void 本院设定写在说明里() { // PR-COSTS-DOUBLE
        LocalPractice court = new LocalPractice(List.of(
                new LocalPractice.Setting(PracticeNumber.COSTS_BEAR_DOUBLE, day("2026-01-01"), 0, "本院〔2025〕8号")));
        LocalPractice.Value costsBear = court.on(PracticeNumber.COSTS_BEAR_DOUBLE, day("2026-03-02"));
        Debt debt = new Debt(
                LOAN.principal(),
                LOAN.costs(),
                LOAN.rate(),
                LOAN.interestFrom(),
                LOAN.performanceDue(),
                costsBear.isOn(),
                List.of(),
                List.of(costsBear.explanation()));
        ClearingResult r = Clearing.settle(debt, List.of(), day("2026-04-10"));
        assertThat(r.remainingDouble()).isEqualTo(Money.parse("175.00"));
        assertThat(r.explanations().getFirst().text()).contains("本院自2026-01-01起的规定：本院〔2025〕8号");
    }

    @Test
    void 施行日前的部分标明须人工核定() { // JB-07
        Debt old = new Debt(Money.yuan(100_000), Money.ZERO, null, null, day("2014-06-30"), true, List.of());
        ClearingResult r = Clearing.settle(old, List.of(), day("2014-08-31"));
        assertThat(r.remainingDouble()).isEqualTo(Money.parse("542.50"));
        assertThat(r.explanations()).extracting(Explanation::rule).contains("JB-07");
    }

    @Test
    void 截止日早于收款日的不计算() {
        assertThatThrownBy(() -> Clearing.settle(LOAN, List.of(pay("2026-04-10", "1")), day("2026-04-09")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("收款日");
    }

    private static Cleared cleared(
            String date, String amount, String costs, String interest, String principal, String doubled, String left) {
        return new Cleared(
                day(date),
                Money.parse(amount),
                Money.parse(costs),
                Money.parse(interest),
                Money.parse(principal),
                Money.parse(doubled),
                Money.parse(left));
    }

    private static Payment pay(String date, String amount) {
        return new Payment(day(date), Money.parse(amount));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
