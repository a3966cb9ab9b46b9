package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRulesTest {

    private static final AssetKinds KINDS = AssetKinds.shipped();
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 18);

    private static Money money(String text) {
        return text == null ? null : Money.parse(text);
    }

    @ParameterizedTest(name = "{0}：{1}{2}元，欠{4}元，已控{5}元，本账户已冻{6}元 → {9}")
    @CsvSource(
            nullValues = "-",
            value = {
                // 说明, 措施, 金额, 性质, 尚欠, 已控, 本账户实冻, 状态, 甄别, 拒绝的规则
                "到债务为止可以冻结, FREEZE, 100000.00, SETTLEMENT, 100000.00, 0, -, -, EXECUTABLE, ''",
                "多一分也不行, FREEZE, 100000.01, SETTLEMENT, 100000.00, 0, -, -, EXECUTABLE, KZ-15",
                "已控部分要扣除, FREEZE, 60000.00, SETTLEMENT, 100000.00, 50000.00, -, -, EXECUTABLE, KZ-15",
                "余下部分可以, FREEZE, 50000.00, SETTLEMENT, 100000.00, 50000.00, -, -, EXECUTABLE, ''",
                "足额控制后不得再控, FREEZE, 1.00, SETTLEMENT, 100000.00, 100000.00, -, -, EXECUTABLE, KZ-15;KZ-16",
                "冻结须写明数额, FREEZE, -, SETTLEMENT, 100000.00, 0, -, -, EXECUTABLE, KZ-14",
                "未甄别不控制, FREEZE, 10.00, SETTLEMENT, 100000.00, 0, -, -, PENDING, KZ-12",
                "可在冻结额内扣划, DEDUCT, 80000.00, SETTLEMENT, 100000.00, 80000.00, 80000.00, EFFECTIVE, EXECUTABLE, ''",
                "扣划不得超出实冻, DEDUCT, 80000.01, SETTLEMENT, 100000.00, 80000.00, 80000.00, EFFECTIVE, EXECUTABLE, KZ-17",
                "轮候不能扣划, DEDUCT, 10.00, SETTLEMENT, 100000.00, 0, -, WAITING, EXECUTABLE, KZ-17",
                "直接扣划同时冻结, DEDUCT, 10.00, SETTLEMENT, 100000.00, 0, -, -, EXECUTABLE, ''",
                "未甄别不能直接扣划, DEDUCT, 10.00, SETTLEMENT, 100000.00, 0, -, -, PENDING, KZ-12",
                "扣划不得超出债务, DEDUCT, 120.00, SETTLEMENT, 100.00, 150.00, 150.00, EFFECTIVE, EXECUTABLE, KZ-15",
                "没有控制不能解除, RELEASE, -, SETTLEMENT, 0, 0, -, -, EXECUTABLE, KZ-13",
                "债未清解除须有理由, RELEASE, -, SETTLEMENT, 100.00, 50.00, 50.00, EFFECTIVE, EXECUTABLE, KZ-22",
                "债已清可以解除, RELEASE, -, SETTLEMENT, 0, 50.00, 50.00, EFFECTIVE, EXECUTABLE, ''",
                "轮候不能续行, RENEW, -, SETTLEMENT, 100.00, 0, -, WAITING, EXECUTABLE, KZ-13",
                "控制不能重复, FREEZE, 1.00, SETTLEMENT, 100.00, 50.00, 50.00, EFFECTIVE, EXECUTABLE, KZ-13",
            })
    void 存款(
            String what,
            MeasureKind kind,
            String amount,
            String nature,
            String owed,
            String held,
            String onThis,
            String standing,
            String screening,
            String refused) {
        var facts = new ControlRules.Facts(
                kind,
                KINDS.stored("DEPOSIT"),
                nature,
                screening,
                money(amount),
                null,
                money(owed),
                money(held),
                money(onThis),
                standing,
                null,
                null,
                true,
                null,
                null,
                TODAY);
        assertThat(ControlRules.refusals(facts).stream()
                        .map(Problem.Refusal::rule)
                        .distinct()
                        .toList())
                .as(what)
                .isEqualTo(refused.isEmpty() ? java.util.List.of() : java.util.List.of(refused.split(";")));
    }

    @ParameterizedTest(name = "LH-06：债务{0}元，查封价值{1}元的不动产，整体查封理由{2} → {3}")
    @CsvSource(
            nullValues = "-",
            value = {"100.00, 100.00, -, ''", "100.00, 100.01, -, LH-06", "100.00, 900.00, 不可分物且无其他财产, ''"})
    void 不可分物(String owed, String value, String indivisible, String refused) {
        var facts = new ControlRules.Facts(
                MeasureKind.SEAL,
                KINDS.stored("REAL_ESTATE"),
                "ORDINARY",
                "EXECUTABLE",
                null,
                null,
                Money.parse(owed),
                Money.ZERO,
                null,
                null,
                null,
                null,
                true,
                Money.parse(value),
                indivisible,
                TODAY);
        assertThat(ControlRules.refusals(facts).stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .isEqualTo(refused.isEmpty() ? java.util.List.of() : java.util.List.of(refused));
    }

    @ParameterizedTest(name = "{0}自{1}起最长至{2}")
    @CsvSource({
        "DEPOSIT, 2026-09-18, 2027-09-17",
        "VEHICLE, 2026-09-18, 2028-09-17",
        "REAL_ESTATE, 2026-09-18, 2029-09-17",
        "EQUITY, 2026-09-18, 2029-09-17",
    })
    void 期限(String kind, LocalDate from, LocalDate until) {
        assertThat(ControlRules.lastDay(KINDS.stored(kind), from)).isEqualTo(until);
    }

    /** KZ-21: what has run out cannot be renewed, only ordered anew. */
    @ParameterizedTest(name = "KZ-21：控制至{0}的，今日{1}可否续行 → {2}")
    @CsvSource({
        "2026-09-17, 2026-09-18, KZ-21",
        "2026-09-18, 2026-09-18, ''",
        "2026-12-31, 2026-09-18, ''",
    })
    void 届满未续行即失效(LocalDate end, LocalDate today, String refused) {
        var facts = new ControlRules.Facts(
                MeasureKind.RENEW,
                KINDS.stored("DEPOSIT"),
                "SETTLEMENT",
                "EXECUTABLE",
                null,
                null,
                Money.parse("100.00"),
                Money.parse("50.00"),
                Money.parse("50.00"),
                "EFFECTIVE",
                end,
                null,
                true,
                null,
                null,
                today);
        assertThat(ControlRules.refusals(facts).stream()
                        .map(Problem.Refusal::rule)
                        .toList())
                .isEqualTo(refused.isEmpty() ? java.util.List.of() : java.util.List.of(refused));
    }

    /** KZ-23 */
    @Test
    void 期满的保全不转入执行() {
        assertThat(ControlRules.continues(TODAY, TODAY)).isTrue();
        assertThat(ControlRules.continues(TODAY.minusDays(1), TODAY)).isFalse();
    }
}
