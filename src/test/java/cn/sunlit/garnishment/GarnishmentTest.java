package cn.sunlit.garnishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 到期债权和收入，从通知到进账。 */
@SunlitTest(shared = "cases")
class GarnishmentTest {

    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "judge", new CourtCode("鄂1125"), Set.of(Role.OFFICER), null, Set.of());

    @LocalServerPort
    int port;

    @Autowired
    MaturedClaims claims;

    @Autowired
    Incomes incomes;

    @Autowired
    ClaimStore store;

    @Autowired
    Cases cases;

    @Autowired
    Funds funds;

    @Autowired
    Clock clock;

    Caller call;

    CaseFile file;

    @BeforeEach
    void aCase() {
        call = new Caller(port);
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲"}],
                 "respondents":[{"kind":"PERSON","name":"债权收入人"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00","costs":"0.00"}]}
                """.formatted(7000 + System.nanoTime() % 1000));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        file = cases.open(
                JUDGE,
                UseCase.READ_CASE,
                CaseNumber.parse(answer.body().get("number").stringValue()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private CaseNumber number() {
        return file.number();
    }

    private MaturedClaim opened(String third) {
        claims.open(
                JUDGE,
                number(),
                new ClaimDraft(
                        file.respondents().getFirst().id().value(),
                        third,
                        "买卖合同货款",
                        false,
                        "APPLICANT",
                        Money.yuan(3000)));
        return claims.ofCase(file).getLast();
    }

    /** DQ-09, DQ-10 */
    @Test
    void 异议终结_沉默期满_款项入账() {
        assertThatThrownBy(() ->
                        claims.open(JUDGE, number(), new ClaimDraft(1, "丙公司", "货款", false, "APPLICANT", Money.yuan(1))))
                .as("what others owe the third debtor is out of reach")
                .isInstanceOf(Problem.Invalid.class);

        MaturedClaim denied = opened("丙公司");
        claims.served(JUDGE, number(), denied.id(), today(), "直接送达回证1号");
        claims.answered(JUDGE, number(), denied.id(), ClaimAnswer.DENIES, today(), null, "书面异议：不欠款");
        assertThat(claims.ofCase(file).getLast().state()).isEqualTo("ENDED");
        assertThatThrownBy(() -> claims.rule(JUDGE, number(), denied.id())).isInstanceOf(Problem.Conflict.class);

        MaturedClaim silent = opened("丁公司");
        assertThatThrownBy(() -> claims.rule(JUDGE, number(), silent.id())).isInstanceOf(Problem.Conflict.class);
        claims.served(JUDGE, number(), silent.id(), today(), "直接送达回证2号");
        assertThatThrownBy(() -> claims.rule(JUDGE, number(), silent.id())).hasMessageContaining("尚未届满");
        LocalDate due = claims.ofCase(file).getLast().due();
        assertThat(due).isAfterOrEqualTo(today().plusDays(15));
        assertThat(call.get("judge", Caller.casePath(number().text()) + "/lists/3")
                        .body()
                        .toString())
                .contains("\"dueOn\":\"" + due + "\"");

        pay("3000.00", "丁公司货款");
        assertThat(claims.ofCase(file).getLast().state()).isEqualTo("PERFORMED");
        assertThat(store.counted(file.id())).hasSize(1);
    }

    /** SR-04 */
    @Test
    void 按月提取收入_计到分_提足即停() {
        incomes.open(
                JUDGE,
                number(),
                new IncomeDraft(
                        file.respondents().getFirst().id().value(),
                        "戊工厂",
                        IncomeKind.WAGE,
                        Money.yuan(6000),
                        1,
                        null,
                        YearMonth.from(today())));
        Income income = incomes.ofCase(file).getFirst();
        assertThat(income.kept()).isEqualTo(Money.yuan(700));
        assertThat(income.monthly()).isEqualTo(Money.yuan(5300));
        incomes.served(JUDGE, number(), income.id(), today(), "单位回执1号");

        pay("5300.00", "工资");
        month(income, YearMonth.from(today()));
        assertThat(incomes.ofCase(file).getFirst().left())
                .isEqualTo(income.total().minus(Money.yuan(5300)));
        assertThatThrownBy(() -> month(income, YearMonth.from(today())))
                .as("no voucher counts twice")
                .isInstanceOf(Problem.class);

        pay(income.left().minus(Money.yuan(5300)).toString(), "工资");
        Income after = incomes.ofCase(file).getFirst();
        assertThat(after.isOpen())
                .as("a debt that is cleared leaves nothing to withhold")
                .isFalse();
    }

    private void month(Income income, YearMonth month) {
        String voucher = Papers.receipts(funds, file.id()).getLast().voucher();
        incomes.extracted(JUDGE, number(), income.id(), month, voucher);
    }

    private void pay(String amount, String remark) {
        var paid = call.post(
                "",
                "/sandbox/bank/credits",
                "{\"account\":\"%s\",\"amount\":\"%s\",\"payer\":\"某单位\",\"remark\":\"%s\",\"key\":\"garnish-%d\"}"
                        .formatted(funds.account(file.id()).number(), amount, remark, System.nanoTime()));
        assertThat(paid.status()).as(paid.body().toString()).isBetween(200, 299);
        call.post("", "/sandbox/clock", "{\"advance\":\"PT2M\"}");
    }
}
