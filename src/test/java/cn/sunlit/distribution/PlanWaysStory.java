package cn.sunlit.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.database.OwnerDatabase;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.Pools;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    PassedTerms passed;

    @Autowired
    StuckPlans stuck;

    @Autowired
    OwnerDatabase owner;

    @Autowired
    Audit audit;

    @Autowired
    Payouts payouts;

    @Autowired
    Repayments repayments;

    @Autowired
    Pools pools;

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
    void 一份方案办不下去_其他方案照常_承办人收到预警_修好后自行办结() {
        CaseFile other = host;
        long broken = plan;
        方案已送达();
        String trigger = "before update on distribution.recipient for each row when (old.plan = %d)".formatted(broken);
        owner.inTransaction(d -> d.sql("create trigger broken " + trigger + " execute function funds.refuse_change()")
                .update());
        try {
            for (long each : List.of(broken, plan)) {
                owner.inTransaction(d ->
                        d.sql("set local session_replication_role = replica").update()
                                + d.sql(
                                                "update distribution.recipient set served_on = served_on - 30, due_on = due_on - 30 where plan = ?")
                                        .param(each)
                                        .update());
            }
            passed.runDue();
            assertThat(view().plan().state()).isEqualTo(PlanState.EFFECTIVE);
            assertThat(plans.of(other).getFirst().plan().state()).isEqualTo(PlanState.DECIDED);
            assertThat(stuck.standing(today))
                    .singleElement()
                    .satisfies(c -> assertThat(c.caseId()).isEqualTo(other.id()))
                    .satisfies(c -> assertThat(c.body()).contains("没有能够自动办理"));
        } finally {
            owner.inTransaction(
                    d -> d.sql("drop trigger broken on distribution.recipient").update());
        }
        passed.runDue();
        assertThat(plans.of(other).getFirst().plan().state()).isEqualTo(PlanState.EFFECTIVE);
        assertThat(stuck.standing(today)).isEmpty();
    }

    /** The bank's message that a share came back holds the case's chain, books, and reaches the plan last. */
    @Test
    void 退回和分配同时进行_不互相等待() throws Exception {
        pass();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Payouts.Given> paying = transaction.execute(t -> {
                audit.hold(host.id());
                Future<Payouts.Given> waits = other.submit(() -> payouts.pay(JUDGE, host.number(), plan));
                for (int turn = 0; !somebodyWaits(); turn++) {
                    assertThat(turn).as("it waits for the chain").isLessThan(1_000);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
                assertThat(db.sql("select id from distribution.plan where id = ? for update nowait")
                                .param(plan)
                                .query(Long.class)
                                .single())
                        .as("who waits for the chain does not hold the plan")
                        .isEqualTo(plan);
                return waits;
            });
            assertThat(paying.get(20, TimeUnit.SECONDS).done()).isTrue();
        }
    }

    private boolean somebodyWaits() {
        return owner.inTransaction(d -> d.sql("""
                        select exists (select from pg_locks w join pg_stat_activity a on a.pid = w.pid
                                       where not w.granted and a.query like '%audit.chain%')""").query(Boolean.class).single());
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

    /** FP-27 */
    @Test
    void 起诉后胜诉的_修正后分配_起诉期用完() {
        long objection = sued();
        assertThat(terms("objection:%d:sue".formatted(objection)))
                .hasSize(1)
                .allSatisfy((subject, term) -> assertThat(term).contains("DONE").contains("第五百一十条"));
        Money deposited = escrow();
        assertThat(deposited)
                .as("what the suit is about")
                .isEqualTo(view().contested())
                .isGreaterThan(Money.yuan(290));
        pass();
        payouts.pay(JUDGE, host.number(), plan);
        Money before = view().paid();
        assertThat(before).isEqualTo(Money.yuan(1_000).minus(deposited));
        disputes.judged(JUDGE, host.number(), plan, objection, true, "（2026）鄂1125民初1号判决支持");
        amend(objection);
        assertThat(escrow()).as("until the plan is amended").isEqualTo(deposited);
        plans.decide(CHIEF, host.number(), plan);
        assertThat(escrow()).isEqualTo(Money.ZERO);
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        assertThat(view().paid()).isEqualTo(Money.yuan(1_000));
        assertThat(paid(MORTGAGE)).isEqualTo(share(MORTGAGE)).isLessThan(Money.yuan(10));
    }

    @Test
    void 起诉后撤回异议的_按原方案分配() {
        long objection = sued();
        long hold = db.sql("select max(id) from funds.hold where case_id = :case")
                .param("case", host.id().value())
                .query(Long.class)
                .single();
        assertThat(call.post(
                                "judge",
                                Caller.casePath(host.number().text()) + "/holds/" + hold + "/releases",
                                "{\"amount\":\"1.00\",\"because\":\"想提前解除\",\"ceasedOn\":\"%s\"}".formatted(today))
                        .status())
                .as("only the suit lets it go")
                .isGreaterThanOrEqualTo(400);
        disputes.withdrawn(JUDGE, host.number(), plan, objection, "撤诉裁定");
        assertThat(escrow()).isEqualTo(Money.ZERO);
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
        passed.runDue();
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

    @Test
    void 付出去的份额被退回_重新留存_两人另定账户后再付_方案恢复办理() {
        pass();
        call.post("", "/sandbox/bank/faults", "{\"rejectNext\":1}");
        assertThat(payouts.pay(JUDGE, host.number(), plan).done()).isTrue();
        call.post("", "/sandbox/clock", "{\"advance\":\"PT10M\"}");
        PlanView.Line back = view().lines().stream()
                .filter(l -> l.back() != null)
                .findFirst()
                .orElseThrow();
        int no = back.entry().no();
        assertThat(view().plan().state()).isEqualTo(PlanState.EFFECTIVE);
        assertThat(back.paid()).isEqualTo(Money.ZERO);
        assertThat(pools.free(host.id()))
                .as("the case has its own share, and not what came back")
                .isEqualTo(share(2));
        assertThatThrownBy(() -> payouts.pay(JUDGE, host.number(), plan)).hasMessageContaining("退回的份额");
        assertThatThrownBy(() -> repayments.decide(CHIEF, host.number(), plan, no, true, null))
                .hasMessageContaining("没有待审批");
        repayments.propose(JUDGE, host.number(), plan, no, null, "演示商业银行", "6299990000000099025");
        assertThatThrownBy(
                        () -> repayments.propose(JUDGE, host.number(), plan, no, null, "演示商业银行", "6299990000000099025"))
                .hasMessageContaining("等待审批");
        assertThatThrownBy(() -> repayments.decide(
                        staff("judge", COURT, Role.BUREAU_CHIEF), host.number(), plan, no, true, null))
                .isInstanceOf(Problem.Forbidden.class);
        repayments.decide(CHIEF, host.number(), plan, no, false, "账号与户名不符");
        repayments.propose(JUDGE, host.number(), plan, no, null, "演示商业银行", "6299990000000099033");
        repayments.decide(CHIEF, host.number(), plan, no, true, null);
        assertThat(view().plan().state()).isEqualTo(PlanState.DONE);
        assertThat(view().paid()).isEqualTo(Money.yuan(1_000));
        assertThatThrownBy(() -> repayments.decide(CHIEF, host.number(), plan, no, true, null))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(db.sql("select coalesce(held_fen, 0) from funds.account where case_id = :case and kind = 'CASE'")
                        .param("case", host.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void 查封顺位按财产的登记提出_承办人可以改_出处写明() {
        CaseFile second = filed();
        CaseFile third = filed();
        CaseFile fourth = filed();
        Long[] asset = new Long[1];
        transaction.executeWithoutResult(t -> {
            asset[0] = db.sql("""
                    insert into property.asset (kind, holder_place, key_index, key_sealed, key_masked, title, nature, as_of)
                    values ('REAL_ESTATE', '鄂1125', decode(md5(random()::text), 'hex'), '\\x01', '3号', '某路房屋', '住宅', now())
                    returning id
                    """).query(Long.class).single();
            inLine(asset[0], third, 1, "EFFECTIVE", "2026-03-05");
            inLine(asset[0], second, 2, "WAITING", "2026-03-06");
        });
        PlanDraft draft = new PlanDraft(
                null,
                DebtorKind.CITIZEN,
                Shares.Rule.PROPORTIONAL,
                Money.yuan(1_000),
                today,
                "某路房屋拍卖款",
                asset[0],
                null,
                "本院首先查封");
        assertThatThrownBy(() -> plans.open(JUDGE, fourth.number(), draft))
                .as("nothing of it is held by that case")
                .isInstanceOf(Problem.Invalid.class);
        long drawn = plans.open(JUDGE, second.number(), draft);
        plans.addCase(JUDGE, second.number(), drawn, third.number(), null, today);
        plans.addCase(JUDGE, second.number(), drawn, fourth.number(), null, today);
        PlanView view = plans.of(second).getFirst();
        assertThat(view.asset()).contains("某路房屋");
        assertThat(view.lines().stream()
                        .filter(l -> l.entry().caseId() != null)
                        .map(l -> "%d %s".formatted(l.entry().seizureRank(), l.rankFrom())))
                .containsExactly("2 财产登记为第2顺位：裁定2，2026-03-06", "1 财产登记为第1顺位：裁定1，2026-03-05", "0 null");
        plans.change(
                JUDGE,
                second.number(),
                drawn,
                List.of(new Change(3, false, null, null, 4, null, null, null, null, null, null, null)),
                "登记有误");
        assertThat(plans.of(second).getFirst().lines())
                .filteredOn(l -> l.entry().no() == 3)
                .allSatisfy(l -> assertThat(l.rankFrom()).startsWith("承办人改动；财产登记为第1顺位"));
        plans.cancel(JUDGE, second.number(), drawn, "测试完毕");
    }

    private void inLine(long asset, CaseFile file, int rank, String state, String on) {
        db.sql("""
                insert into property.asset_case (asset_id, case_id, court, owner_name, source, source_ref, found_on, screening)
                values (:asset, :case, '鄂1125', '分配债务人', 'CLUE', 'clue:1', :on::date, 'PENDING')
                """)
                .param("asset", asset)
                .param("case", file.id().value())
                .param("on", on)
                .update();
        db.sql("""
                insert into property.measure (case_id, court, asset_id, kind, state, starts_on, ends_on, rank, ruling, ordered_by,
                                              ordered_at, registered_on)
                values (:case, '鄂1125', :asset, 'SEAL', :state, :on::date, :on::date + 1000, :rank, '裁定' || :rank, 'judge',
                        now(), :on::date)
                """)
                .param("asset", asset)
                .param("case", file.id().value())
                .param("state", state)
                .param("rank", rank)
                .param("on", on)
                .update();
    }

    private Money escrow() {
        return new Money(
                db.sql("""
                select coalesce(sum(balance_fen), 0) from funds.account where case_id = :case and kind = 'ESCROW'
                """).param("case", host.id().value()).query(Long.class).single());
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
        passed.runDue();
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
