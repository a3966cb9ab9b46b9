package cn.sunlit.garnishment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.ThirdDebtorTerm;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 到期债权：第三人的期限、答复和沉默。 */
class ClaimRulesTest {

    private static final LocalDate DUE = LocalDate.of(2026, 3, 17);

    @ParameterizedTest(name = "DQ-01、DQ-02：{0}直接送达，履行和异议期限至{1}")
    @CsvSource({"2026-03-02, 2026-03-17", "2026-09-18, 2026-10-08"})
    void 收到通知后十五日_末日逢假日顺延(LocalDate served, LocalDate due) {
        assertThat(ThirdDebtorTerm.lastDay(served, WorkCalendar.shipped()).endsOn())
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}：{1}，{4}答复 → 异议{5}，可以执行{6}元")
    @CsvSource(
            nullValues = "-",
            value = {
                "DQ-03 期内全部异议不审查, DENIES, -, false, 2026-03-17, true, 0.00",
                "DQ-03 期后异议不停止执行, DENIES, -, false, 2026-03-18, false, 1000.00",
                "DQ-04 无履行能力不是异议, CANNOT_PAY, -, false, 2026-03-05, false, 1000.00",
                "DQ-04 无直接法律关系不是异议, NO_RELATION, -, false, 2026-03-05, false, 1000.00",
                "DQ-05 部分异议执行承认部分, DENIES_PART, 400.00, false, 2026-03-05, true, 600.00",
                "DQ-06 判决确定的债权否认不予支持, DENIES, -, true, 2026-03-05, false, 1000.00",
                "DQ-05 承认, ADMITS, -, false, 2026-03-05, false, 1000.00",
            })
    void 答复的效力(
            String what,
            ClaimAnswer answer,
            String part,
            boolean judged,
            LocalDate on,
            boolean objection,
            String admitted) {
        var effect = ClaimRules.effect(
                answer, Money.parse("1000.00"), part == null ? null : Money.parse(part), judged, on, DUE);
        assertThat(effect.isObjection()).as(what).isEqualTo(objection);
        assertThat(effect.admitted()).as(what).isEqualTo(Money.parse(admitted));
    }

    @ParameterizedTest(name = "{0} → {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "DQ-07 期满沉默可以裁定, 2026-03-02, 1000.00, 500.00, 2026-03-18, ''",
                "DQ-07 最后一日尚不能裁定, 2026-03-02, 1000.00, 500.00, 2026-03-17, DQ-07",
                "DQ-08 未直接送达不能裁定, -, 1000.00, 500.00, 2026-03-18, DQ-08",
                "DQ-03 全部异议的没有可以执行的数额, 2026-03-02, 0.00, 500.00, 2026-03-18, DQ-03",
                "债务已经清偿, 2026-03-02, 1000.00, 0.00, 2026-03-18, KZ-15",
            })
    void 裁定强制执行(String what, LocalDate served, String open, String owed, LocalDate today, String refused) {
        var facts =
                new ClaimRules.Facts(served, served == null ? null : DUE, Money.parse(open), Money.parse(owed), today);
        assertThat(ClaimRules.refusals(facts).stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .as(what)
                .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused));
    }
}
