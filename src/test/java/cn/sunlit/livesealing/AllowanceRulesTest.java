package cn.sunlit.livesealing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.livesealing.AllowanceRules.Cap;
import cn.sunlit.livesealing.AllowanceRules.Facts;
import cn.sunlit.livesealing.AllowanceRules.Reason;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** HF-20, HF-22. The plan: feed 40,000 to 某饲料公司, 60,000 a month in all, 20,000 to be left, from 2026-11-24 to 2027-05-23. */
class AllowanceRulesTest {

    private static final LocalDate FROM = LocalDate.of(2026, 11, 24);
    private static final LocalDate TO = LocalDate.of(2027, 5, 23);

    private static Facts facts(
            PlanState state, LocalDate today, boolean controlled, Question q, String usedByPayee, String usedInAll) {
        return new Facts(
                state,
                FROM,
                TO,
                controlled,
                Money.parse("60000"),
                Money.parse("20000"),
                q.payeeAccount().equals("6299990000001")
                        ? List.of(new Cap("某饲料公司", Use.FEED, Money.parse("40000"), Money.parse(usedByPayee)))
                        : List.of(),
                Money.parse(usedInAll),
                Money.ZERO,
                q,
                today);
    }

    private static Question ask(String payee, String account, Use use, String amount, String balance) {
        return new Question("HF0001", "6222000000001", payee, account, use, Money.parse(amount), Money.parse(balance));
    }

    @ParameterizedTest(name = "{0}（{1}）{2} {3}元，余额{4}，该户已用{5}，合计已用{6} → {7} 剩{8}")
    @CsvSource({
        // 方案内
        "某饲料公司, 6299990000001, FEED, 12000.00, 150000.00, 0, 0, '', 48000.00",
        "某饲料公司, 6299990000001, FEED, 40000.00, 60000.00, 0, 0, '', 20000.00",
        "' 某饲料 公司 ', 6299990000001, FEED, 0.01, 20000.01, 39999.99, 59999.99, '', 0.00",
        // 收款人、户名、用途
        "某贸易公司, 6299990000009, FEED, 12000.00, 150000.00, 0, 0, OTHER_PAYEE, 60000.00",
        "某贸易公司, 6299990000001, FEED, 12000.00, 150000.00, 0, 0, OTHER_NAME, 60000.00",
        "某饲料公司, 6299990000001, RENT, 12000.00, 150000.00, 0, 0, OTHER_USE, 60000.00",
        // 限额：多一分都不行
        "某饲料公司, 6299990000001, FEED, 40000.01, 150000.00, 0, 0, PAYEE_LIMIT, 60000.00",
        "某饲料公司, 6299990000001, FEED, 0.02, 150000.00, 39999.99, 39999.99, PAYEE_LIMIT, 20000.01",
        "某饲料公司, 6299990000001, FEED, 20000.01, 150000.00, 0, 40000.00, MONTH_LIMIT, 20000.00",
        "某饲料公司, 6299990000001, FEED, 1.00, 150000.00, 0, 70000.00, MONTH_LIMIT, 0.00",
        // 余额下限
        "某饲料公司, 6299990000001, FEED, 12000.00, 31999.99, 0, 0, FLOOR, 60000.00",
        "某饲料公司, 6299990000001, FEED, 12000.00, 32000.00, 0, 0, '', 48000.00",
        // 所有理由一次说全
        "某贸易公司, 6299990000009, RENT, 70000.00, 60000.00, 0, 0, OTHER_PAYEE MONTH_LIMIT FLOOR, 60000.00",
    })
    void 一笔付款是否在方案内(
            String payee,
            String account,
            Use use,
            String amount,
            String balance,
            String usedByPayee,
            String usedInAll,
            String reasons,
            String left) {
        AllowanceRules.Verdict verdict = AllowanceRules.judge(facts(
                PlanState.IN_FORCE,
                FROM.plusDays(1),
                true,
                ask(payee, account, use, amount, balance),
                usedByPayee,
                usedInAll));
        assertThat(verdict.reasons())
                .containsExactlyElementsOf(
                        reasons.isEmpty()
                                ? List.of()
                                : Arrays.stream(reasons.split(" "))
                                        .map(Reason::valueOf)
                                        .toList());
        assertThat(verdict.left()).isEqualTo(Money.parse(left));
    }

    @ParameterizedTest(name = "{0}，{1} → {2}")
    @CsvSource({
        "2026-11-23, true, NOT_YET",
        "2026-11-24, true, ''",
        "2027-05-23, true, ''",
        "2027-05-24, true, TERM_OVER",
        "2026-12-01, false, NOT_CONTROLLED",
    })
    void 期限和控制(LocalDate today, boolean controlled, String reason) {
        assertThat(AllowanceRules.judge(facts(
                                PlanState.IN_FORCE,
                                today,
                                controlled,
                                ask("某饲料公司", "6299990000001", Use.FEED, "1.00", "150000.00"),
                                "0",
                                "0"))
                        .reasons()
                        .stream()
                        .map(Enum::name)
                        .toList())
                .isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
    }

    @ParameterizedTest
    @EnumSource(PlanState.class)
    void 只有执行中的方案准许付款(PlanState state) {
        assertThat(AllowanceRules.judge(facts(
                                state,
                                FROM,
                                true,
                                ask("某饲料公司", "6299990000001", Use.FEED, "1.00", "150000.00"),
                                "0",
                                "0"))
                        .permitted())
                .isEqualTo(state == PlanState.IN_FORCE || state == PlanState.END_PROPOSED);
    }

    @Test
    void 其他案件冻结的部分也要留足() {
        Question q = ask("某饲料公司", "6299990000001", Use.FEED, "10000.00", "60000.00");
        Facts alone = facts(PlanState.IN_FORCE, FROM, true, q, "0", "0");
        Facts shared = new Facts(
                alone.state(),
                FROM,
                TO,
                true,
                alone.monthly(),
                alone.floor(),
                alone.caps(),
                Money.ZERO,
                Money.parse("30000.01"),
                q,
                FROM);
        assertThat(AllowanceRules.judge(alone).permitted()).isTrue();
        assertThat(AllowanceRules.judge(shared).reasons()).containsExactly(Reason.FLOOR);
    }

    /** HF-21 */
    @ParameterizedTest(name = "{0}：{1}至{2} → {3}")
    @CsvSource({
        "MONTHLY, 2026-11-24, 2027-01-31, 11-24~11-30 12-01~12-31 01-01~01-31",
        "MONTHLY, 2027-01-31, 2027-02-28, 01-31~01-31 02-01~02-28",
        "MONTHLY, 2028-02-29, 2028-03-01, 02-29~02-29 03-01~03-01",
        "HALF_MONTHLY, 2026-11-15, 2026-12-02, 11-15~11-15 11-16~11-30 12-01~12-02",
        "WEEKLY, 2026-11-24, 2026-12-07, 11-24~11-29 11-30~12-06 12-07~12-07",
        "QUARTERLY, 2026-11-24, 2027-05-23, 11-24~12-31 01-01~03-31 04-01~05-23",
    })
    void 报告分段(Terms.Frequency frequency, LocalDate from, LocalDate to, String stretches) {
        assertThat(ReportDays.of(frequency, from, to).stream()
                        .map(s -> s.from().toString().substring(5) + "~"
                                + s.to().toString().substring(5))
                        .toList())
                .containsExactly(stretches.split(" "));
        assertThat(ReportDays.of(frequency, from, to))
                .allSatisfy(s -> assertThat(s.dueOn()).isEqualTo(s.to().plusDays(5)));
    }
}
