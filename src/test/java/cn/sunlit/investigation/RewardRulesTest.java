package cn.sunlit.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 悬赏金多少、发给谁、从哪里扣。 */
class RewardRulesTest {

    /** CD-09 */
    @ParameterizedTest(name = "悬赏{0}元或者万分之{1}，到位{2}元 → {3}元")
    @CsvSource(
            nullValues = "-",
            value = {
                "5000.00, -, 80000.00, 5000.00",
                "5000.00, -, 3000.00, 3000.00",
                "-, 500, 80000.00, 4000.00",
                "-, 250, 33333.33, 833.33",
                "-, 250, 33333.40, 833.34",
                "-, 10000, 100.01, 100.01",
            })
    void 按公告计算到分_不超过到位金额(@Nullable String fixed, @Nullable Integer share, String recovered, String reward) {
        assertThat(RewardRules.amount(fixed == null ? null : Money.parse(fixed), share, Money.parse(recovered)))
                .isEqualTo(Money.parse(reward));
    }

    /** CD-10、CD-11 */
    @ParameterizedTest(name = "提供人{0}，已经掌握{1} → {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "NONE, false, -",
                "AGENT, false, CD-10",
                "OBLIGED, false, CD-10",
                "STAFF, false, CD-10",
                "NONE, true, CD-09",
            })
    void 哪些不予发放(RewardRules.Relation who, boolean known, @Nullable String refused) {
        assertThat(RewardRules.refusals(who, known))
                .extracting(Problem.Refusal::rule)
                .isEqualTo(refused == null ? List.of() : List.of(refused));
    }

    /** CD-12 */
    @ParameterizedTest(name = "到位{0}元，本案到账{1}元 → {2}")
    @CsvSource(
            nullValues = "-",
            value = {"100.00, 100.00, -", "100.01, 100.00, CD-12"})
    void 从到账的执行款中扣减(String recovered, String received, @Nullable String refused) {
        assertThat(RewardRules.payable(Money.parse(recovered), Money.parse(received)))
                .extracting(Problem.Refusal::rule)
                .isEqualTo(refused == null ? List.of() : List.of(refused));
    }
}
