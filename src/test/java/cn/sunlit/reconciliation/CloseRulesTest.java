package cn.sunlit.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("日结的条件")
class CloseRulesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest(name = "{0}：{1}")
    @CsvSource(nullValues = "-", textBlock = """
            # 规则,      情形,                         今天,       最近日结,   银行,  凭证, 差异, 说明, 拒绝
            AK-DAY-1,   以后的日子已经日结,            2026-03-09, 2026-03-03, 10.00, 1,   0,   -,    AK-DAY-1
            AK-DAY-1,   前一日已经日结,                2026-03-09, 2026-03-01, 10.00, 1,   0,   -,    -
            AK-DAY-2,   当日不能日结,                  2026-03-02, -,          10.00, 1,   0,   -,    AK-DAY-2
            AK-DAY-2,   次日可以,                      2026-03-03, -,          10.00, 1,   0,   -,    -
            AK-DAY-3,   记了账没有对账单,              2026-03-03, -,          -,     1,   0,   -,    AK-DAY-3
            AK-DAY-3,   没有记账也没有对账单可以,      2026-03-03, -,          -,     0,   0,   -,    -
            AK-DAY-4,   有差异没有说明,                2026-03-03, -,          10.00, 1,   2,   -,    AK-DAY-4
            AK-DAY-4,   有差异写明处理情况,            2026-03-03, -,          10.00, 1,   2,   已问银行, -
            AK-DAY-4,   没有记账、该来的对账单没有来,  2026-03-03, -,          -,     0,   1,   -,    AK-DAY-4
            AK-DAY-*,   几项都不符合的一并列出,        2026-03-02, 2026-03-03, -,     1,   1,   -,    AK-DAY-1 AK-DAY-2 AK-DAY-3 AK-DAY-4
            """)
    void 逐项判断(
            String rule,
            String what,
            LocalDate today,
            @Nullable LocalDate newest,
            @Nullable String bank,
            int vouchers,
            int differences,
            @Nullable String words,
            @Nullable String refused) {
        Money none = Money.ZERO;
        DayReport report = new DayReport(
                DAY,
                DAY,
                DayStore.Totals.NONE,
                new DayStore.Moved(none, none, none, none, none, none, none, none, none, none, none, none, vouchers),
                DayStore.Totals.NONE,
                bank == null ? null : Money.parse(bank),
                java.util.Collections.nCopies(
                        differences, new Difference(Difference.Cause.NOT_BOOKED, "S:1", Money.yuan(1), DAY, "")));
        List<Problem.Refusal> refusals = CloseRules.refusals(new CloseRules.Facts(DAY, today, newest, report, words));
        assertThat(refusals.stream().map(Problem.Refusal::rule).collect(Collectors.joining(" ")))
                .as(rule + what)
                .isEqualTo(refused == null ? "" : refused);
    }
}
