package cn.sunlit.livesealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.PlanRules.Facts;
import cn.sunlit.livesealing.PlanRules.Payee;
import cn.sunlit.livesealing.Terms.BreachRule;
import cn.sunlit.livesealing.Terms.Frequency;
import cn.sunlit.livesealing.Terms.Keeper;
import cn.sunlit.livesealing.Terms.Opinion;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static Terms things(
            Scope scope, Keeper keeper, @Nullable String note, @Nullable String sale, List<Use> uses, LocalDate to) {
        return new Terms(
                scope,
                "维持养殖",
                uses,
                keeper,
                note,
                sale,
                null,
                null,
                TODAY,
                to,
                "某乡镇司法所",
                Frequency.MONTHLY,
                Opinion.AGREES,
                "电话",
                TODAY,
                TODAY.plusMonths(2),
                BreachRule.CONFIRMED);
    }

    private static Facts on(Terms terms, boolean inherited) {
        return new Facts(
                terms,
                List.of(),
                "某养殖场",
                "EFFECTIVE",
                LocalDate.of(2028, 11, 22),
                inherited,
                false,
                null,
                false,
                true,
                TODAY);
    }

    private static String rules(Facts f) {
        return PlanRules.refusals(f).stream().map(Problem.Refusal::rule).collect(Collectors.joining(" "));
    }

    /** HF-03 HF-04 HF-05 HF-06: 保管、价值、生产设备、自行变卖 */
    @ParameterizedTest(name = "{0} 由{1}保管，写明不影响价值 {2}，保全转入 {3}，销售 {4}，写明条件 {5} → {6}")
    @CsvSource({
        "STOCK, DEBTOR, true, false, false, false, ''",
        "STOCK, DEBTOR, false, false, false, false, HF-03",
        "STOCK, DEBTOR, false, true, false, false, HF-03",
        "EQUIPMENT, DEBTOR, false, true, false, false, ''",
        "PLANT, DEBTOR, false, true, false, false, ''",
        "EQUIPMENT, DEBTOR, false, false, false, false, HF-03",
        "EQUIPMENT, COURT, true, true, false, false, HF-04",
        "EQUIPMENT, OTHER, true, false, false, false, HF-04",
        "STOCK, DEBTOR, true, false, true, false, HF-06",
        "STOCK, DEBTOR, true, false, true, true, ''",
    })
    void 查封的物能否继续使用(
            Scope scope,
            Keeper keeper,
            boolean noted,
            boolean inherited,
            boolean sells,
            boolean onTerms,
            String refused) {
        Terms terms = things(
                scope,
                keeper,
                noted ? "产蛋鸡正常饲养不减损价值" : null,
                onTerms ? "每箱不低于市价的九成，三个月内，价款交本案账户" : null,
                sells ? List.of(Use.PRODUCTION, Use.SALE) : List.of(Use.PRODUCTION),
                TODAY.plusMonths(6));
        assertThat(rules(on(terms, inherited))).isEqualTo(refused);
    }

    /** HF-01 HF-02 HF-07 HF-08 */
    @ParameterizedTest(name = "控制{0}至{1}，在办{2}，解除中{3}；活封至{4}，征询{5}，复核{6} → {7}")
    @CsvSource({
        "EFFECTIVE, 2027-11-22, true, false, 2027-05-22, 2026-11-23, 2027-02-23, ''",
        "EFFECTIVE, 2027-05-22, true, false, 2027-05-22, 2026-11-23, 2027-02-23, ''",
        "EFFECTIVE, 2027-05-21, true, false, 2027-05-22, 2026-11-23, 2027-02-23, HF-02",
        "WAITING, 2027-11-22, true, false, 2027-05-22, 2026-11-23, 2027-02-23, HF-01",
        "RELEASED, 2027-11-22, true, false, 2027-05-22, 2026-11-23, 2027-02-23, HF-01",
        "EFFECTIVE, 2027-11-22, false, false, 2027-05-22, 2026-11-23, 2027-02-23, HF-01",
        "EFFECTIVE, 2027-11-22, true, true, 2027-05-22, 2026-11-23, 2027-02-23, HF-01",
        "EFFECTIVE, 2027-11-22, true, false, 2027-05-22, 2026-11-24, 2027-02-23, HF-07",
        "EFFECTIVE, 2027-11-22, true, false, 2027-05-22, 2026-11-23, 2027-02-24, HF-08",
    })
    void 控制期限和程序(
            String state,
            LocalDate until,
            boolean running,
            boolean releasing,
            LocalDate to,
            LocalDate heard,
            LocalDate review,
            String refused) {
        Terms t = things(Scope.STOCK, Keeper.DEBTOR, "正常饲养不减损价值", null, List.of(Use.PRODUCTION), to);
        Terms terms = new Terms(
                t.scope(),
                t.purpose(),
                t.uses(),
                t.keeper(),
                t.valueNote(),
                null,
                null,
                null,
                TODAY,
                to,
                t.supervisor(),
                t.frequency(),
                t.opinion(),
                t.opinionHow(),
                heard,
                review,
                t.breachRule());
        assertThat(rules(new Facts(
                        terms, List.of(), "某养殖场", state, until, false, releasing, null, false, running, TODAY)))
                .isEqualTo(refused);
    }

    /** HF-09 HF-10 HF-11 HF-12 */
    @ParameterizedTest(name = "收款人{0} {1} {2}，总额{3}，下限{4}，实际冻结{5}，在线{6} → {7}")
    @CsvSource(
            nullValues = "-",
            value = {
                "某饲料公司, FEED, 40000, 60000, 20000, 150000, true, ''",
                "某饲料公司, FEED, 60000, 60000, 150000, 150000, true, ''",
                "-, FEED, 1, 60000, 20000, 150000, true, HF-09",
                "某饲料公司, FEED, 40000, -, 20000, 150000, true, HF-09",
                "某饲料公司, FEED, 40000, 60000, -, 150000, true, HF-09",
                "某饲料公司, FEED, 40000, 60000, 20000, 150000, false, HF-09",
                "某饲料公司, FEED, 60000.01, 60000, 20000, 150000, true, HF-10",
                "某饲料公司, FEED, 40000, 60000, 150000.01, 150000, true, HF-10",
                "某 养殖场, FEED, 40000, 60000, 20000, 150000, true, HF-11",
                "某饲料公司, RENT, 40000, 60000, 20000, 150000, true, HF-12",
            })
    void 账户活封的收款人和数额(
            @Nullable String payee,
            Use use,
            String limit,
            @Nullable String monthly,
            @Nullable String floor,
            String actual,
            boolean online,
            String refused) {
        Terms terms = new Terms(
                Scope.ACCOUNT,
                "维持养殖",
                List.of(Use.FEED, Use.WAGES),
                Keeper.BANK,
                null,
                null,
                monthly == null ? null : Money.parse(monthly),
                floor == null ? null : Money.parse(floor),
                TODAY,
                TODAY.plusMonths(6),
                "某乡镇司法所",
                Frequency.MONTHLY,
                Opinion.SILENT,
                "邮寄",
                TODAY,
                TODAY.plusMonths(1),
                BreachRule.BY_ITSELF);
        assertThat(rules(new Facts(
                        terms,
                        payee == null ? List.of() : List.of(new Payee(payee, use, Money.parse(limit))),
                        "某养殖场",
                        "EFFECTIVE",
                        LocalDate.of(2027, 11, 22),
                        false,
                        false,
                        Money.parse(actual),
                        online,
                        true,
                        TODAY)))
                .isEqualTo(refused);
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({
        "PROPOSED, IN_FORCE, true",
        "PROPOSED, REFUSED, true",
        "PROPOSED, ENDED, false",
        "IN_FORCE, END_PROPOSED, true",
        "END_PROPOSED, IN_FORCE, true",
        "IN_FORCE, REPLACED, true",
        "IN_FORCE, ENDED, true",
        "ENDED, IN_FORCE, false",
        "REFUSED, IN_FORCE, false",
        "REPLACED, IN_FORCE, false",
    })
    void 方案的状态只按表变化(PlanState from, PlanState to, boolean may) {
        assertThat(from.may(to)).isEqualTo(may);
    }

    @Test
    void 付款的状态只按表变化() {
        for (PaymentState end : List.of(PaymentState.PAID, PaymentState.PAID_OUTSIDE)) {
            assertThat(Arrays.stream(PaymentState.values()).anyMatch(end::may)).isFalse();
        }
        assertThat(PaymentState.REFUSED.may(PaymentState.PAID)).isFalse();
        assertThat(PaymentState.CANCELLED.may(PaymentState.PAID)).isFalse();
    }

    @Test
    void 填错的每一处都指出来() {
        PlanDraft empty = new PlanDraft(
                null,
                null,
                " ",
                List.of(),
                null,
                null,
                null,
                Money.ZERO,
                null,
                TODAY,
                TODAY.minusDays(1),
                "司法所\u202E",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new PlanDraft.Payee("某饲料公司", "6.22E+18", Use.FEED, Money.parse("1"))));
        assertThatThrownBy(empty::read)
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        wrong -> assertThat(wrong.errors().stream().map(Problem.FieldError::field))
                                .contains(
                                        "measureId",
                                        "scope",
                                        "purpose",
                                        "uses",
                                        "supervisor",
                                        "opinionHow",
                                        "opinionOn",
                                        "reviewOn",
                                        "to",
                                        "monthly",
                                        "keeper",
                                        "frequency",
                                        "opinion",
                                        "breachRule",
                                        "payees"));
    }
}
