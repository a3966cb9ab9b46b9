package cn.sunlit.sanctions;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 罚款、拘留能否采取。 */
class PenaltyRulesTest {

    private static final LocalDate ACTED = LocalDate.parse("2026-03-20");

    @ParameterizedTest(name = "{0}，{1}（单位 {2}），罚{3}元拘{4}日，院长 {5} → {6}")
    @CsvSource(
            nullValues = "-",
            value = {
                "RESISTED, SELF, false, -, 15, true, -",
                "RESISTED, SELF, false, 100000.00, 15, true, -",
                "RESISTED, SELF, false, -, 16, true, CF-03",
                "RESISTED, SELF, false, 100000.01, -, true, CF-01",
                "RESISTED, SELF, true, 49999.99, -, true, CF-02",
                "RESISTED, SELF, true, 50000.00, -, true, -",
                "RESISTED, SELF, true, -, 5, true, CF-10",
                "RESISTED, PRINCIPAL, true, -, 5, true, -",
                "RESISTED, PRINCIPAL, true, 100000.01, -, true, CF-01",
                "RESISTED, PRINCIPAL, false, -, 5, true, CF-10",
                "RESISTED, SELF, false, -, 5, false, CF-05",
            })
    void 对谁_多少(
            Misconduct ground,
            Capacity capacity,
            boolean unit,
            @Nullable String fine,
            @Nullable Integer days,
            boolean president,
            @Nullable String refused) {
        var facts = new PenaltyRules.Facts(
                ground,
                capacity,
                unit,
                fine == null ? null : Money.parse(fine),
                days,
                ACTED,
                false,
                true,
                Money.yuan(100),
                true,
                List.of(),
                president);
        assertThat(rules(facts)).isEqualTo(refused == null ? List.of() : List.of(refused));
    }

    /** CF-11：同一行为只处罚一次；持续的不作为，决定之后仍不改正的才是新的行为。 */
    @ParameterizedTest(name = "曾就{0}（{1}）于{2}决定，现就{3}（{4}）提请 → {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "RESISTED, 2026-03-20, 2026-03-21, RESISTED, 2026-03-20, CF-11",
                "RESISTED, 2026-03-20, 2026-03-21, RESISTED, 2026-03-19, -",
                "RESISTED, 2026-03-20, 2026-03-21, ABUSED_OFFICERS, 2026-03-20, -",
                "REFUSED_REPORT, 2026-03-01, 2026-03-10, REFUSED_REPORT, 2026-03-05, CF-11",
                "REFUSED_REPORT, 2026-03-01, 2026-03-10, REFUSED_REPORT, 2026-03-11, -",
                "REFUSED_REPORT, 2026-03-01, -, REFUSED_REPORT, 2026-03-11, CF-11",
            })
    void 同一行为不得连续适用(
            Misconduct before,
            LocalDate acted,
            @Nullable LocalDate decided,
            Misconduct now,
            LocalDate on,
            @Nullable String refused) {
        var facts = new PenaltyRules.Facts(
                now,
                Capacity.SELF,
                false,
                null,
                5,
                on,
                false,
                true,
                Money.yuan(100),
                true,
                List.of(new PenaltyRules.Earlier(before, acted, decided)),
                true);
        assertThat(rules(facts)).isEqualTo(refused == null ? List.of() : List.of(refused));
    }

    /** CF-12 先拘后批，CF-13 拒不履行。 */
    @ParameterizedTest(name = "{0}，已先行拘留 {1}，尚欠{2}元，已发通知 {3} → {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "RESISTED, true, 100, true, -",
                "EVADED, true, 100, true, CF-12",
                "REFUSED_TO_PERFORM, false, 100, true, -",
                "REFUSED_TO_PERFORM, false, 0, true, CF-13",
                "REFUSED_TO_PERFORM, false, 100, false, CF-13",
                "EVADED, false, 0, false, -",
            })
    void 紧急情形和尚未履行(Misconduct ground, boolean held, long owed, boolean noticed, @Nullable String refused) {
        var facts = new PenaltyRules.Facts(
                ground, Capacity.SELF, false, null, 5, ACTED, held, true, Money.yuan(owed), noticed, List.of(), true);
        assertThat(rules(facts)).isEqualTo(refused == null ? List.of() : List.of(refused));
    }

    /** CF-14 */
    @Test
    void 提前解除由院长批准() {
        assertThat(PenaltyRules.releaseRefusals(false)).hasSize(1);
        assertThat(PenaltyRules.releaseRefusals(true)).isEmpty();
    }

    private static List<String> rules(PenaltyRules.Facts facts) {
        return PenaltyRules.refusals(facts).stream().map(Problem.Refusal::rule).toList();
    }
}
