package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Payment;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseSettlementTest {

    /** 120,000 yuan, no general interest, due 2025-03-20: DBL-02 of the public examples has 1,008.00 after 48 days. */
    private static final Debt DEBT =
            new Debt(Money.yuan(120_000), Money.ZERO, null, null, LocalDate.of(2025, 3, 20), false, List.of());

    private static final LocalDate DAY = LocalDate.of(2025, 5, 7);

    @ParameterizedTest(name = "FEE-38：收到 {0} 元")
    @CsvSource({
        // received,  fee,      creditors, principal, double,  remaining, fee left, refund
        "0.00,        0.00,     0.00,      0.00,      0.00,    121008.00, 1715.12,  0.00",
        "10000.00,    50.00,    9950.00,   9950.00,   0.00,    111058.00, 1665.12,  0.00",
        "122723.12,   1715.12,  121008.00, 120000.00, 1008.00, 0.00,      0.00,     0.00",
        "122723.11,   1715.12,  121007.99, 120000.00, 1007.99, 0.01,      0.00,     0.00",
        "130000.00,   1715.12,  121008.00, 120000.00, 1008.00, 0.00,      0.00,     7276.88"
    })
    void 先扣执行费再清偿债务(
            String received,
            String fee,
            String creditors,
            String principal,
            String doubled,
            String remaining,
            String feeLeft,
            String refund) {
        List<Payment> receipts = received.equals("0.00") ? List.of() : List.of(new Payment(DAY, Money.parse(received)));
        Settlement s = CaseSettlement.settle(DEBT, receipts, DAY);
        assertThat(s.fee()).as("执行费").hasToString(fee);
        assertThat(s.toCreditors()).as("申请执行人").hasToString(creditors);
        assertThat(s.toPrincipal()).as("本金").hasToString(principal);
        assertThat(s.toDouble()).as("加倍").hasToString(doubled);
        assertThat(s.remaining()).as("尚欠").hasToString(remaining);
        assertThat(s.remainingFee()).as("尚欠执行费").hasToString(feeLeft);
        assertThat(s.refund()).as("退还").hasToString(refund);
        assertThat(s.received()).isEqualTo(s.fee().plus(s.toCreditors()).plus(s.refund()));
    }

    @Test
    void 分两次到位的执行费与一次到位相同() {
        Settlement s = CaseSettlement.settle(
                DEBT, List.of(new Payment(DAY, Money.yuan(60_000)), new Payment(DAY, Money.parse("62723.12"))), DAY);
        assertThat(s.fee()).hasToString("1715.12");
        assertThat(s.covered()).isTrue();
        assertThat(s.refund()).isEqualTo(Money.ZERO);
        assertThat(s.explanations()).allSatisfy(e -> assertThat(e.text()).isNotBlank());
    }

    @Test
    void 分配方案分来的份额不再扣执行费() {
        Settlement s = CaseSettlement.settle(
                DEBT,
                List.of(new Payment(DAY, Money.yuan(10_000))),
                List.of(new Payment(DAY, Money.yuan(100_000))),
                DAY);
        assertThat(s.fee()).as("on the receipt alone").hasToString("50.00");
        assertThat(s.toCreditors()).hasToString("109950.00");
        assertThat(s.received()).hasToString("110000.00");
        assertThat(s.remainingFee())
                .as("on what the case itself will still recover")
                .hasToString("165.12");
    }
}
