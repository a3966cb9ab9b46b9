package cn.sunlit.distribution;

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
import cn.sunlit.statutes.Shares;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 一份方案怎样走到头：无人反对而修正、起诉后胜诉、撤回、逾期未起诉、逾期异议、外人异议、两项异议、异议未决时修正。每名当事人的十五日各自可查。
 *
 * <p>Each plan gives 1,000 yuan: 50 of fee, a mortgage of 300, an ordinary claim of 500 beside the case's own of 60,000.
 */
@SunlitTest(shared = "cases")
class PlanWaysStory {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE = staff("judge", COURT, Role.OFFICER);
    private static final Actor CHIEF = staff("chief", COURT, Role.BUREAU_CHIEF);
    private static final int MORTGAGE = 3;
    private static final int OTHER = 4;
    private static final Change ORDINARY =
            new Change(MORTGAGE, false, Shares.Rank.ORDINARY, null, null, null, null, null, null, null, null, null);

    @LocalServerPort
    int port;

    @Autowired
    Plans plans;

    @Autowired
    Disputes disputes;

    @Autowired
    Payouts payouts;

    @Autowired
    Cases cases;

    @Autowired
    Funds funds;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private Caller call;
    private CaseFile host;
    private LocalDate today;
    private long plan;

    private static Actor staff(String login, CourtCode court, Role role) {
        return new Actor(Actor.Kind.STAFF, login, login, court, Set.of(role), null, Set.of());
    }

    @BeforeEach
    void 方案已送达() {
        call = new Caller(port);
        today = LocalDate.now(clock);
        host = filed();
        plan = plans.open(
                JUDGE,
                host.number(),
                new PlanDraft(
                        null,
                        DebtorKind.CITIZEN,
                        Shares.Rule.PROPORTIONAL,
                        Money.yuan(1_000),
                        today,
                        "车辆拍卖款",
                        null,
                        "本院首先查封"));
        plans.addClaim(JUDGE, host.number(), plan, claim("银行", Shares.Rank.SECURED, 300, "2024-05-06"));
        plans.addClaim(JUDGE, host.number(), plan, claim("他人", Shares.Rank.ORDINARY, 500, null));
        plans.propose(JUDGE, host.number(), plan);
        plans.decide(CHIEF, host.number(), plan);
        disputes.served(JUDGE, host.number(), plan, 0, today, "电子送达");
    }

    @Test
    void 送达后每人一个十五日_期满自行结束_无争议的可以发放() {
        assertThat(terms("plan:"))
                .hasSize(4)
                .allSatisfy((subject, term) -> assertThat(term).contains("OPEN").contains("第五百零九条"));
        pass();
        assertThat(terms("plan:"))
                .allSatisfy((subject, term) -> assertThat(term).contains("DONE"));
        assertThat(view().plan().state()).isEqualTo(PlanState.EFFECTIVE);
        assertThat(view().mayPay()).isTrue();
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThatThrownBy(() -> payouts.pay(JUDGE, host.number(), plan)).hasMessageContaining("分配完毕");
    }

    @Test
    void 无人反对的_按异议修正后分配() {
        long objection = object("他人", ORDINARY);
        disputes.told(JUDGE, host.number(), plan, objection, 0, today);
        assertThat(terms("objection:%d:oppose".formatted(objection)))
                .hasSize(3)
                .allSatisfy((subject, term) -> assertThat(term).contains("OPEN").contains("第五百一十条"));
        assertThatThrownBy(() -> disputes.told(JUDGE, host.number(), plan, objection, 0, today))
                .as("the same call again begins nothing anew")
                .hasMessageContaining("已经登记");
        assertThatThrownBy(() -> amend(objection))
                .as("not before the term is over")
                .isInstanceOf(Problem.class);
        pass();
        assertThat(terms("objection:%d:oppose".formatted(objection)))
                .allSatisfy((subject, term) -> assertThat(term).contains("DONE"));
        assertThat(state(objection)).isEqualTo(Objection.State.UNOPPOSED);
        amend(objection);
        assertThatThrownBy(() -> plans.decide(staff("judge", COURT, Role.BUREAU_CHIEF), host.number(), plan))
                .as("who proposed it does not decide it")
                .isInstanceOf(Problem.Forbidden.class);
        plans.decide(CHIEF, host.number(), plan);
        assertThat(state(objection)).isEqualTo(Objection.State.AMENDED);
        assertThat(share(MORTGAGE)).isLessThan(Money.yuan(10));
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThat(view().paid()).isEqualTo(Money.yuan(1_000));
    }

    @Test
    void 起诉后胜诉的_修正后分配_起诉期用完() {
        long objection = sued();
        assertThat(terms("objection:%d:sue".formatted(objection)))
                .hasSize(1)
                .allSatisfy((subject, term) -> assertThat(term).contains("DONE").contains("第五百一十条"));
        pass();
        payouts.pay(JUDGE, host.number(), plan);
        Money before = view().paid();
        assertThat(before).isLessThan(Money.yuan(1_000));
        disputes.judged(JUDGE, host.number(), plan, objection, true, "（2026）鄂1125民初1号判决支持");
        amend(objection);
        plans.decide(CHIEF, host.number(), plan);
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThat(view().paid()).isEqualTo(Money.yuan(1_000));
        assertThat(paid(MORTGAGE)).isEqualTo(share(MORTGAGE)).isLessThan(Money.yuan(10));
    }

    @Test
    void 起诉后撤回异议的_按原方案分配() {
        long objection = sued();
        disputes.withdrawn(JUDGE, host.number(), plan, objection, "撤诉裁定");
        pass();
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThat(paid(MORTGAGE)).isEqualTo(Money.yuan(300));
        assertThatThrownBy(() -> disputes.withdrawn(JUDGE, host.number(), plan, objection, "再撤一次"))
                .hasMessageContaining("已撤回");
    }

    @Test
    void 十五日内不起诉的_按原方案分配() {
        long objection = opposed();
        disputes.toldObjector(JUDGE, host.number(), plan, objection, today);
        pass();
        assertThat(state(objection)).isEqualTo(Objection.State.LAPSED);
        assertThat(terms("objection:%d:sue".formatted(objection)))
                .allSatisfy((subject, term) -> assertThat(term).contains("DONE"));
        assertThatThrownBy(() -> disputes.sued(JUDGE, host.number(), plan, objection, today, "（2026）鄂1125民初2号"))
                .hasMessageContaining("逾期未起诉");
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThat(paid(MORTGAGE)).isEqualTo(Money.yuan(300));
    }

    @Test
    void 起诉期过后登记的起诉不收_反对期过后的反对不收() {
        long first = opposed();
        disputes.toldObjector(JUDGE, host.number(), plan, first, today);
        shift();
        assertThatThrownBy(() -> disputes.sued(JUDGE, host.number(), plan, first, today, "（2026）鄂1125民初3号"))
                .hasMessageContaining("起诉逾期");
        assertThatThrownBy(() -> disputes.opposed(JUDGE, host.number(), plan, first, recipient("分配债务人"), today, "太晚"))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void 逾期的异议不影响方案_外人和他院的不收() {
        shift();
        long late = object("他人", ORDINARY);
        assertThat(state(late)).isEqualTo(Objection.State.LATE);
        assertThat(view().contested()).isEqualTo(Money.ZERO);
        assertThatThrownBy(() ->
                        disputes.object(JUDGE, host.number(), plan, recipient("他人") + 1_000_000, today, "外人", ORDINARY))
                .isInstanceOf(Problem.Invalid.class);
        Actor elsewhere = staff("judge2", new CourtCode("鄂1127"), Role.OFFICER);
        assertThatThrownBy(
                        () -> disputes.object(elsewhere, host.number(), plan, recipient("他人"), today, "他院", ORDINARY))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> payouts.pay(elsewhere, host.number(), plan)).isInstanceOf(Problem.class);
        CaseFile other = filed();
        assertThatThrownBy(() -> disputes.served(JUDGE, other.number(), plan, 0, today, "别的案件"))
                .isInstanceOf(Problem.NotFound.class);
        disputes.runDue();
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
    }

    @Test
    void 两项异议_先修正一项_另一项仍然有效() {
        Change without = Change.without(OTHER);
        long first = object("他人", ORDINARY);
        long second = object("银行", without);
        assertThat(view().lines())
                .filteredOn(l -> l.entry().no() == OTHER)
                .allSatisfy(l ->
                        assertThat(l.contested()).as("it may fall away whole").isEqualTo(l.share()));
        disputes.told(JUDGE, host.number(), plan, first, 0, today);
        disputes.told(JUDGE, host.number(), plan, second, 0, today);
        disputes.opposed(JUDGE, host.number(), plan, second, recipient("他人"), today, "债权属实");
        disputes.toldObjector(JUDGE, host.number(), plan, second, today);
        disputes.sued(JUDGE, host.number(), plan, second, today, "（2026）鄂1125民初4号");
        pass();
        assertThat(state(first)).isEqualTo(Objection.State.UNOPPOSED);
        amend(first);
        plans.decide(CHIEF, host.number(), plan);
        assertThat(state(second)).isEqualTo(Objection.State.SUED);
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isFalse();
        assertThat(paid(OTHER)).as("what the suit is about waits").isEqualTo(Money.ZERO);
        disputes.judged(JUDGE, host.number(), plan, second, false, "（2026）鄂1125民初4号判决驳回");
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThat(view().paid()).isEqualTo(Money.yuan(1_000));
    }

    private long opposed() {
        long objection = object("他人", ORDINARY);
        disputes.told(JUDGE, host.number(), plan, objection, 0, today);
        disputes.opposed(JUDGE, host.number(), plan, objection, recipient("银行"), today, "抵押登记有效");
        return objection;
    }

    private long sued() {
        long objection = opposed();
        disputes.toldObjector(JUDGE, host.number(), plan, objection, today);
        disputes.sued(JUDGE, host.number(), plan, objection, today, "（2026）鄂1125民初1号");
        return objection;
    }

    private long object(String who, Change wish) {
        return disputes.object(JUDGE, host.number(), plan, recipient(who), today, "要求改动", wish);
    }

    private void amend(long objection) {
        disputes.amend(JUDGE, host.number(), plan, objection, 0, false, "按异议修正");
    }

    private PlanView view() {
        return plans.of(host).getFirst();
    }

    private Money share(int no) {
        return line(no).share();
    }

    private Money paid(int no) {
        return line(no).paid();
    }

    private PlanView.Line line(int no) {
        return view().lines().stream()
                .filter(l -> l.entry().no() == no)
                .findFirst()
                .orElseThrow();
    }

    private Objection.State state(long objection) {
        return view().disputes().stream()
                .map(PlanView.Dispute::objection)
                .filter(o -> o.id() == objection)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private long recipient(String name) {
        return view().recipients().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The terms in the docket by their subject: state and proof. */
    private Map<String, String> terms(String begins) {
        Map<String, String> all = new java.util.TreeMap<>();
        db.sql("""
                select subject, state || ' ' || due_proof as term from docket.node
                where case_id = :case and code = 'F05' and starts_with(subject, :begins)
                """)
                .param("case", host.id().value())
                .param("begins", begins)
                .query((r, n) -> all.put(r.getString("subject"), r.getString("term")))
                .list();
        return all;
    }

    private void pass() {
        shift();
        disputes.runDue();
    }

    /** A month passes for this plan alone: the program of this test is shared. */
    private void shift() {
        transaction.executeWithoutResult(t -> {
            for (String earlier : List.of(
                    "update distribution.recipient set served_on = served_on - 30, due_on = due_on - 30 where plan = :plan",
                    "update distribution.objection set suit_due_on = suit_due_on - 30 where plan = :plan",
                    """
                    update distribution.reply set due_on = due_on - 30
                    where objection in (select id from distribution.objection where plan = :plan)
                    """)) {
                db.sql(earlier).param("plan", plan).update();
            }
        });
    }

    private ClaimDraft claim(String creditor, Shares.Rank rank, long yuan, String since) {
        return new ClaimDraft(
                creditor,
                rank,
                null,
                null,
                Money.yuan(yuan),
                null,
                since == null ? null : LocalDate.parse(since),
                0,
                null,
                today,
                "（2025）京01执9号",
                "生效法律文书或者抵押登记证明",
                true,
                null,
                "演示商业银行",
                "6299990000000099017");
    }

    private CaseFile filed() {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲"}],
                 "respondents":[{"kind":"PERSON","name":"分配债务人","idType":"RESIDENT_ID","idNumber":"34052419800101001X"}],
                 "obligations":[{"kind":"MONEY","principal":"60000.00","costs":"0.00"}]}
                """.formatted(System.nanoTime() % 1_000_000));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        CaseFile file = cases.open(
                JUDGE,
                UseCase.READ_CASE,
                CaseNumber.parse(answer.body().get("number").stringValue()));
        var paid = call.post(
                "",
                "/sandbox/bank/credits",
                "{\"account\":\"%s\",\"amount\":\"1000.00\",\"payer\":\"拍卖平台\",\"remark\":\"拍卖款\",\"key\":\"way-%d\"}"
                        .formatted(funds.account(file.id()).number(), System.nanoTime()));
        assertThat(paid.status()).as(paid.body().toString()).isBetween(200, 299);
        call.post("", "/sandbox/clock", "{\"advance\":\"PT2M\"}");
        return file;
    }
}
