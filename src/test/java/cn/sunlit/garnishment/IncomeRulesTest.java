package cn.sunlit.garnishment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 提取收入：保留生活必需费用。 */
class IncomeRulesTest {

    @ParameterizedTest(name = "{0}：月收入{1}元、{2}人、标准700元、提取{3}元 → {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "SR-01 保留后可以提取, 5000.00, 2, 3600.00, ''",
                "SR-01 多提一分也不行, 5000.00, 2, 3600.01, SR-01",
                "SR-02 收入不超过保留数的不能提取, 1400.00, 2, -, SR-01",
                "SR-01 不写数额的提取保留后的全部, 5000.00, 2, -, ''",
            })
    void 保留生活必需费用(String what, String income, int persons, String monthly, String refused) {
        assertThat(IncomeRules.refusals(facts(income, persons, monthly, "10000.00")).stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .as(what)
                .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused));
    }

    /** SR-03, SR-04 */
    @Test
    void 提到分为止_末月只提余数() {
        var plan = IncomeRules.plan(facts("5000.00", 2, null, "10000.01"));
        assertThat(plan.kept()).isEqualTo(Money.yuan(1400));
        assertThat(plan.monthly()).isEqualTo(Money.yuan(3600));
        assertThat(IncomeRules.lastMonth(YearMonth.of(2026, 3), plan.monthly(), plan.total()))
                .isEqualTo(YearMonth.of(2026, 5));
        assertThat(IncomeRules.lastMonth(YearMonth.of(2026, 3), Money.yuan(5000), Money.yuan(10_000)))
                .isEqualTo(YearMonth.of(2026, 4));
        assertThat(IncomeRules.plan(facts("5000.00", 1, null, "100.00")).monthly())
                .as("never more than is owed")
                .isEqualTo(Money.yuan(100));
    }

    private static IncomeRules.Facts facts(String income, int persons, String monthly, String owed) {
        return new IncomeRules.Facts(
                Money.parse(income),
                persons,
                Money.yuan(700),
                monthly == null ? null : Money.parse(monthly),
                Money.parse(owed));
    }
}
