package cn.sunlit.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.Pools;
import cn.sunlit.funds.Proposal;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.Shares;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 一名被执行人、三个案件、一名抵押权人和一项未决债权分一笔款：拟定、审批、送达、异议、提存、发放，一分不差。 */
@SunlitTest(shared = "cases")
class DistributionStory {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE = staff("judge", Role.OFFICER);
    private static final Actor CHIEF = staff("chief", Role.BUREAU_CHIEF);

    @LocalServerPort
    int port;

    @Autowired
    Plans plans;

    @Autowired
    PlanStore store;

    @Autowired
    Disputes disputes;

    @Autowired
    PassedTerms passed;

    @Autowired
    Payouts payouts;

    @Autowired
    Cases cases;

    @Autowired
    Funds funds;

    @Autowired
    Pools pools;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    Caller call;

    private static Actor staff(String login, Role role) {
        return new Actor(Actor.Kind.STAFF, login, login, COURT, Set.of(role), null, Set.of());
    }

    @Test
    void 三案一笔款_异议之诉_无争议的先发_争议的提存_判决后发完() {
        call = new Caller(port);
        CaseFile host = filed("甲", 61);
        CaseFile second = filed("乙", 62);
        CaseFile third = filed("丙", 63);
        pay(host, "100000.00");
        LocalDate today = LocalDate.now(clock);

        long plan = plans.open(
                JUDGE,
                host.number(),
                new PlanDraft(
                        null,
                        DebtorKind.CITIZEN,
                        Shares.Rule.PROPORTIONAL,
                        Money.yuan(100_000),
                        today,
                        "某路房屋拍卖款",
                        null,
                        null,
                        "本院首先查封"));
        assertThat(pools.free(host.id()))
                .as("what a plan holds nothing else spends")
                .isEqualTo(Money.ZERO);
        assertThat(funds.view(host.id()).planned())
                .as("and whoever looks sees that it is kept for the plan, not on its way")
                .isEqualTo(funds.view(host.id()).held())
                .isEqualTo(Money.yuan(100_000));
        assertThatThrownBy(() -> funds.propose(JUDGE, host.number(), Proposal.PLAIN))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("没有可以发放的案款");
        assertThat(plans.candidates(JUDGE, host, plan(host).plan(), plan(host).input()))
                .extracting(CaseFile::number)
                .contains(second.number(), third.number());

        plans.addCase(JUDGE, host.number(), plan, second.number(), 2, today);
        plans.addCase(JUDGE, host.number(), plan, third.number(), 3, today);
        plans.addClaim(JUDGE, host.number(), plan, claim("某银行", Shares.Rank.SECURED, 20_000, "2024-05-06", true));
        plans.addClaim(JUDGE, host.number(), plan, claim("未决债权人", Shares.Rank.ORDINARY, 50_000, null, false));
        assertThatThrownBy(() -> plans.addClaim(
                        JUDGE,
                        host.number(),
                        plan,
                        new ClaimDraft(
                                "无依据",
                                Shares.Rank.ORDINARY,
                                null,
                                null,
                                Money.yuan(1),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                true,
                                null,
                                null,
                                null)))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class,
                        e -> assertThat(e.refusals())
                                .as("both conditions at once")
                                .hasSize(2));

        Change asOrdinary =
                new Change(5, false, Shares.Rank.ORDINARY, null, null, null, null, null, null, null, null, null);
        Plans.Trial trial = plans.whatIf(JUDGE, host.number(), plan, List.of(asOrdinary));
        assertThat(trial.moves()).as("everybody moves, nothing is saved").hasSize(5);
        assertThat(plan(host).plan().version()).isEqualTo(5);

        plans.propose(JUDGE, host.number(), plan);
        assertThatThrownBy(() -> plans.decide(staff("judge", Role.BUREAU_CHIEF), host.number(), plan))
                .isInstanceOf(Problem.Forbidden.class);
        plans.decide(CHIEF, host.number(), plan);
        disputes.served(JUDGE, host.number(), plan, 0, today, "电子送达");
        PlanView view = plan(host);
        assertThat(view.recipients()).hasSize(6);
        assertThat(view.lastDay()).isAfterOrEqualTo(today.plusDays(15));
        assertThat(view.lines().stream().map(PlanView.Line::share).reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.yuan(100_000));
        assertThat(view.lines())
                .allSatisfy(l -> assertThat(l.got().explanations())
                        .as(l.entry().creditor())
                        .allSatisfy(e -> assertThat(e.law()).isNotBlank()));
        assertThatThrownBy(() -> payouts.pay(JUDGE, host.number(), plan)).isInstanceOf(Problem.Conflict.class);

        long objector = recipient(view, "乙");
        long objection = disputes.object(JUDGE, host.number(), plan, objector, today, "抵押权未有效设立，应为普通债权", asOrdinary);
        disputes.told(JUDGE, host.number(), plan, objection, 0, today);
        disputes.opposed(JUDGE, host.number(), plan, objection, recipient(view, "某银行"), today, "抵押登记有效");
        disputes.toldObjector(JUDGE, host.number(), plan, objection, today);
        disputes.sued(JUDGE, host.number(), plan, objection, today, "（2026）鄂1125民初1号");
        terms();
        passed.runDue();
        assertThat(plan(host).plan().state()).isEqualTo(PlanState.EFFECTIVE);

        Money bankFirm = trial.shares().line(5).share();
        Payouts.Given first = payouts.pay(JUDGE, host.number(), plan);
        PlanView paid = plan(host);
        PlanView.Line bank = line(paid, 5);
        assertThat(bank.paid()).as("what the bank gets in any event").isEqualTo(bankFirm);
        assertThat(bank.contested()).isEqualTo(Money.yuan(20_000).minus(bankFirm));
        assertThat(line(paid, 6).paid()).as("set aside").isEqualTo(Money.ZERO);
        assertThat(line(paid, 6).reserved().isPositive()).isTrue();
        assertThat(first.amount())
                .isEqualTo(Money.yuan(100_000)
                        .minus(bank.contested())
                        .minus(line(paid, 6).share()));
        assertThat(pools.free(second.id())).isEqualTo(line(paid, 3).share());
        assertThat(funds.settlement(second.id(), today).toCreditors())
                .as("the share clears that case's debt, its fee was taken before")
                .isEqualTo(line(paid, 3).share());
        assertThat(funds.settlement(host.id(), today).toCreditors())
                .isEqualTo(line(paid, 2).share());
        assertThat(pools.free(host.id())).isEqualTo(line(paid, 2).share());
        assertThatThrownBy(() -> payouts.pay(JUDGE, host.number(), plan))
                .as("nothing is paid twice")
                .hasMessageContaining("现在没有可以发放的部分");

        disputes.judged(JUDGE, host.number(), plan, objection, false, "（2026）鄂1125民初1号判决驳回");
        payouts.pay(JUDGE, host.number(), plan);
        assertThat(line(plan(host), 5).paid()).isEqualTo(Money.yuan(20_000));
        disputes.amend(JUDGE, host.number(), plan, 0, 6, false, "（2026）京01民初9号判决生效");
        plans.decide(CHIEF, host.number(), plan);
        assertThat(new NoOpenPlan(store).unmet(host, cn.sunlit.cases.Outcome.FULLY_PERFORMED, today))
                .as("a case that holds money for others does not close")
                .hasSize(1);
        Payouts.Given last = payouts.pay(JUDGE, host.number(), plan);
        assertThat(last.done()).isTrue();
        assertThat(plan(host).paid()).isEqualTo(Money.yuan(100_000));
        assertThat(call.get("judge", Caller.casePath(host.number().text()) + "/distribution-plan")
                        .body()
                        .get(0)
                        .get("state")
                        .stringValue())
                .isEqualTo("DONE");
    }

    private PlanView plan(CaseFile host) {
        return plans.of(host).getFirst();
    }

    private static PlanView.Line line(PlanView view, int no) {
        return view.lines().stream()
                .filter(l -> l.entry().no() == no)
                .findFirst()
                .orElseThrow();
    }

    private static long recipient(PlanView view, String name) {
        return view.recipients().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Three weeks pass for this plan alone: the program of this test is shared. */
    private void terms() {
        transaction.executeWithoutResult(
                t -> db.sql("update distribution.recipient set served_on = served_on - 30, due_on = due_on - 30")
                        .update());
    }

    private ClaimDraft claim(String creditor, Shares.Rank rank, long yuan, String since, boolean judged) {
        return new ClaimDraft(
                creditor,
                rank,
                null,
                null,
                Money.yuan(yuan),
                null,
                since == null ? null : LocalDate.parse(since),
                4,
                null,
                LocalDate.now(clock),
                "（2025）京01执9号",
                "生效法律文书或者抵押登记证明",
                judged,
                null,
                "演示商业银行",
                "6299990000000099017");
    }

    private CaseFile filed(String applicant, int no) {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"%s"}],
                 "respondents":[{"kind":"PERSON","name":"分配债务人","idType":"RESIDENT_ID","idNumber":"34052419800101001X"}],
                 "obligations":[{"kind":"MONEY","principal":"60000.00","costs":"0.00"}]}
                """.formatted(no * 1000 + System.nanoTime() % 1000, applicant));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return cases.open(
                JUDGE,
                UseCase.READ_CASE,
                CaseNumber.parse(answer.body().get("number").stringValue()));
    }

    private void pay(CaseFile file, String amount) {
        var paid = call.post(
                "",
                "/sandbox/bank/credits",
                "{\"account\":\"%s\",\"amount\":\"%s\",\"payer\":\"拍卖平台\",\"remark\":\"拍卖款\",\"key\":\"plan-%d\"}"
                        .formatted(funds.account(file.id()).number(), amount, System.nanoTime()));
        assertThat(paid.status()).as(paid.body().toString()).isBetween(200, 299);
        call.post("", "/sandbox/clock", "{\"advance\":\"PT2M\"}");
    }
}
