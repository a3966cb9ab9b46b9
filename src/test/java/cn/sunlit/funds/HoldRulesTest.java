package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("留存、现金和未发放案款的规则")
class HoldRulesTest {

    @ParameterizedTest(name = "{0}：{1}")
    @CsvSource(nullValues = "-", textBlock = """
            # 规则,    种类,     事由,            可以动用, 金额,   拒绝
            AK-HOLD-1, FROZEN,   OTHER_COURT,     100.00,   100.00, -
            AK-HOLD-1, FROZEN,   OTHER_COURT,     100.00,   100.01, AK-HOLD-1
            TC-02,     ESCROW,   OUTSIDER_ABSENT, 100.00,   40.00,  -
            TC-02,     DEFERRED, OUTSIDER_ABSENT, 100.00,   40.00,  AK-HOLD-2
            AK-HOLD-2, FROZEN,   DISPUTED,        1.00,     2.00,   AK-HOLD-2 AK-HOLD-1
            """)
    void 能否留存(
            String rule, HoldKind kind, HoldGround ground, String available, String amount, @Nullable String refused) {
        assertThat(
                        HoldRules.refusals(
                                        new HoldRules.Facts(kind, ground, Money.parse(available), Money.parse(amount)))
                                .stream()
                                .map(Problem.Refusal::rule)
                                .collect(Collectors.joining(" ")))
                .as(rule)
                .isEqualTo(refused == null ? "" : refused);
    }

    @ParameterizedTest(name = "{0}：发放后余 {1}，提请留存 {2}")
    @CsvSource({
        "AK-HOLD-7, 0.00, 0.00, true",
        "AK-HOLD-7, 20000.00, 20000.00, true",
        "AK-HOLD-7, 19999.99, 20000.00, false",
        "AK-HOLD-7, 0.00, 0.01, false"
    })
    void 提请留存还没有审批的不能发放(String rule, String left, String asked, boolean pays) {
        assertThat(HoldRules.paysAway(Money.parse(left), Money.parse(asked)).isEmpty())
                .as(rule)
                .isEqualTo(pays);
    }

    @ParameterizedTest(name = "{0}：{1} 起")
    @CsvSource({"AK-HOLD-3, 2026-01-31, 2026-02-28, 2026-02-10", "AK-HOLD-4, 2026-03-20, 2026-04-20, 2026-03-30"})
    void 何时核查何时发放(String rule, LocalDate from, LocalDate lookBy, LocalDate payBy) {
        assertThat(HoldRules.lookBy(from)).as(rule).isEqualTo(lookBy);
        assertThat(HoldRules.payBy(from)).as(rule).isEqualTo(payBy);
    }

    @ParameterizedTest(name = "{0}：{1} 收取，{2} 移交，今天 {3}")
    @CsvSource(nullValues = "-", textBlock = """
            # 规则,     收取,       移交,       今天,       缴存,       须写原因, 逾期
            AK-CASH-1, 2026-03-02, 2026-03-02, 2026-03-02, -,          false,    false
            AK-CASH-1, 2026-03-02, 2026-03-03, 2026-03-03, -,          true,     false
            AK-CASH-2, 2026-03-02, -,          2026-03-03, -,          false,    false
            AK-CASH-2, 2026-03-02, -,          2026-03-04, -,          false,    true
            AK-CASH-2, 2026-03-02, 2026-03-02, 2026-03-04, -,          false,    true
            AK-CASH-2, 2026-03-02, 2026-03-02, 2026-03-09, 2026-03-03, false,    false
            """)
    void 现金(
            String rule,
            LocalDate taken,
            @Nullable LocalDate handed,
            LocalDate today,
            @Nullable LocalDate banked,
            boolean reason,
            boolean late) {
        assertThat(handed != null && CashRules.needsReason(taken, handed))
                .as(rule)
                .isEqualTo(reason);
        assertThat(CashRules.isLate(taken, handed, banked, today)).as(rule).isEqualTo(late);
    }

    @ParameterizedTest(name = "AK-LIE-1：{0} 到账，{1} 是 {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-03-02, 2026-03-04, -",
                "2026-03-02, 2026-03-05, yellow",
                "2026-03-06, 2026-03-10, -",
                "2026-03-06, 2026-03-11, yellow",
                "2026-03-02, 2026-03-22, red",
                "2026-03-02, 2026-04-01, red",
                "2026-03-02, 2026-04-02, overdue",
                "2026-03-05, 2026-03-02, -"
            })
    void 未发放的颜色(LocalDate since, LocalDate today, @Nullable String tone) {
        assertThat(DeskOverview.tone(since, today, WorkCalendar.shipped())).isEqualTo(tone);
    }
}
