package cn.sunlit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 谁能参加分配、按什么规则；异议未决时什么可以先发。 */
class PlanRulesTest {

    private static final LocalDate STARTED = LocalDate.of(2026, 3, 2);
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final LocalPractice.Value NONE = LocalPractice.NONE.on(PracticeNumber.FIRST_SEIZER_PERCENT, STARTED);

    @ParameterizedTest(name = "{0} → {8}")
    @CsvSource(
            nullValues = "-",
            value = {
                "FP-18 公民按比例, CITIZEN, PROPORTIONAL, -, 首封, ORDINARY, 判决, 2026-04-01, ''",
                "FP-18 企业法人不按比例, ENTERPRISE, PROPORTIONAL, 不同意移送破产, 首封, ORDINARY, 判决, 2026-04-01, FP-18",
                "FP-18 公民不按查封先后, CITIZEN, SEIZURE_ORDER, -, 首封, ORDINARY, 判决, 2026-04-01, FP-18",
                "FP-19 企业法人须写明不入破产, ENTERPRISE, SEIZURE_ORDER, -, 首封, ORDINARY, 判决, 2026-04-01, FP-19",
                "FP-19 企业法人按查封先后, ENTERPRISE, SEIZURE_ORDER, 法院不受理, 首封, ORDINARY, 判决, 2026-04-01, ''",
                "FP-20 首封法院主持, CITIZEN, PROPORTIONAL, -, -, ORDINARY, 判决, 2026-04-01, FP-20",
                "FP-21 优先权人也须有凭证, CITIZEN, PROPORTIONAL, -, 首封, SECURED, -, 2026-04-01, FP-21",
                "FP-22 早于执行程序开始, CITIZEN, PROPORTIONAL, -, 首封, ORDINARY, 判决, 2026-03-01, FP-22",
                "FP-22 将来的日期, CITIZEN, PROPORTIONAL, -, 首封, ORDINARY, 判决, 2026-06-02, FP-22",
                "FP-23 没有执行依据、没有申请书, CITIZEN, PROPORTIONAL, -, 首封, ORDINARY, -, -, FP-23 FP-23",
                "FP-24 各种毛病一次说完, ENTERPRISE, PROPORTIONAL, -, -, ORDINARY, -, -, FP-18 FP-19 FP-20 FP-23 FP-23",
            })
    void 参加分配的条件(
            String what,
            DebtorKind debtor,
            Shares.Rule rule,
            String solvency,
            String hosting,
            Shares.Rank rank,
            String basis,
            LocalDate applied,
            String refused) {
        Entry e = entry(1, rank, 100, 1, applied, basis == null ? "" : basis);
        assertThat(PlanRules.refusals(new PlanRules.Facts(
                                debtor, solvency, hosting, STARTED, TODAY, new Change.Input(rule, List.of(e))))
                        .stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .as(what)
                .isEqualTo(refused.isEmpty() ? List.of() : List.of(refused.split(" ")));
    }

    /** FP-25 */
    @Test
    void 无争议的部分是无论异议成立与否都分得的() {
        Change.Input input = new Change.Input(
                Shares.Rule.PROPORTIONAL,
                List.of(
                        entry(1, Shares.Rank.SECURED, 60, 0, TODAY, "抵押"),
                        entry(2, Shares.Rank.ORDINARY, 60, 0, TODAY, "判决"),
                        entry(3, Shares.Rank.ORDINARY, 60, 0, TODAY, "判决")));
        Change ordinary =
                new Change(1, false, Shares.Rank.ORDINARY, null, null, null, null, null, null, null, null, null);
        Change without = new Change(3, true, null, null, null, null, null, null, null, null, null, null);
        Money pool = Money.yuan(90);
        assertThat(Contest.firm(pool, input, List.of(), NONE))
                .isEqualTo(Map.of(1, Money.yuan(60), 2, Money.yuan(15), 3, Money.yuan(15)));
        assertThat(Contest.firm(pool, input, List.of(ordinary), NONE))
                .isEqualTo(Map.of(1, Money.yuan(30), 2, Money.yuan(15), 3, Money.yuan(15)));
        assertThat(Contest.firm(pool, input, List.of(ordinary, without), NONE))
                .as("whichever of the two, or both, holds good")
                .isEqualTo(Map.of(1, Money.yuan(30), 2, Money.yuan(15), 3, Money.ZERO));
        assertThat(Contest.due(Contest.shares(pool, input, NONE), Map.of(1, Money.yuan(30)), Map.of(1, Money.yuan(10))))
                .containsExactly(new Contest.Due(1, Money.yuan(20)));
        assertThat(Board.moves(pool, input, ordinary.on(input), NONE).stream()
                        .map(m -> m.entry().no() + " " + m.by())
                        .toList())
                .containsExactly("1 -30.00", "2 15.00", "3 15.00");
    }

    static Entry entry(int no, Shares.Rank rank, long yuan, int seizure, LocalDate applied, String basis) {
        return new Entry(
                no,
                null,
                null,
                "债权人" + no,
                rank,
                Money.ZERO,
                Money.ZERO,
                Money.yuan(yuan),
                Money.ZERO,
                LocalDate.of(2024, 1, 1),
                seizure,
                null,
                applied,
                basis,
                true,
                false);
    }
}
