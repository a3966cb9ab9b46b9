package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.Cases;
import cn.sunlit.deadlines.ProofSheet;
import cn.sunlit.docket.LedgerEntry.Kind;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What moves a case's periods, with the whole program and its database. */
@SunlitTest(shared = "cases")
class PeriodDeskTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE = actor("judge", Role.OFFICER);
    private static final Actor LEADER = actor("leader", Role.TEAM_LEADER, Role.OFFICER);
    private static final Actor PRESIDENT = actor("director", Role.BUREAU_CHIEF, Role.PRESIDENT);
    private static final AtomicInteger NEXT = new AtomicInteger(5000);

    @Autowired
    Cases cases;

    @Autowired
    CaseDoor door;

    @Autowired
    PeriodDesk desk;

    @Autowired
    Docket docket;

    @Autowired
    NodeActs acts;

    @Autowired
    ProofSheets sheets;

    @Autowired
    Documents documents;

    @Autowired
    DocketStore store;

    @Autowired
    LedgerStore ledgers;

    @Autowired
    MarkStore marks;

    @Autowired
    Catalogues catalogues;

    @Autowired
    Recount recount;

    @Autowired
    ObjectProvider<CaseStages> stages;

    @Autowired
    Access access;

    @Autowired
    Audit audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private CaseRef file;

    private static Actor actor(String login, Role... roles) {
        return new Actor(Actor.Kind.STAFF, login, login, COURT, Set.of(roles), null, Set.of());
    }

    @BeforeEach
    void aCase() {
        file = filed();
    }

    private CaseRef filed() {
        var filed = cases.file(
                actor("filing", Role.FILING_CLERK),
                cases.read(JsonMapper.shared().readTree("""
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","livelihood":false,"cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2025）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2025-02-10",
                          "performanceDue":"2025-02-20"},
                 "applicants":[{"kind":"ORGANISATION","name":"期限申请人","idType":"CREDIT_CODE","idNumber":"91350100M000100Y43","phone":"13800007001"}],
                 "respondents":[{"kind":"PERSON","name":"期限被执行人","idType":"RESIDENT_ID","idNumber":"440524188001010014"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(today(), NEXT.incrementAndGet()))));
        return door.open(JUDGE, filed.number());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private PeriodProposal suspension(Ground ground, LocalDate from, @Nullable LocalDate to, @Nullable Long replaces) {
        return new PeriodProposal(
                Kind.SUSPENSION,
                null,
                ground,
                from,
                to,
                null,
                replaces,
                false,
                "申请人表示可以延期",
                null,
                "中止执行裁定书",
                "某号",
                null,
                null);
    }

    private PeriodProposal of(
            Kind kind, long run, @Nullable LocalDate from, @Nullable Integer value, @Nullable String report) {
        return new PeriodProposal(
                kind, run, null, from, null, value, null, false, "案情复杂", null, "审批表", "某号", null, report);
    }

    private NodeRow run(String code) {
        return store.rows(file.id()).stream()
                .filter(r -> r.code().equals(code))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private long approved(PeriodProposal p, Actor approver) {
        long id = desk.propose(JUDGE, file, p);
        desk.approve(approver, file, id);
        return id;
    }

    private String stage() {
        return jdbc.sql("select stage from cases.file where id = :id")
                .param("id", file.id().value())
                .query(String.class)
                .single();
    }

    private void everySheetAgrees() {
        for (NodeRow row : store.rows(file.id())) {
            ProofSheet sheet = sheets.of(file, row.id()).sheet();
            assertThat(ProofSheet.read(sheet.canonical()).differences())
                    .as(row.code())
                    .isEmpty();
            assertThat(sheet.computation().result().dueOn()).isEqualTo(row.dueOn());
            assertThat(sheet.entry()).as("bound by the record").hasSize(64);
        }
    }

    @Test
    void 中止执行_二人办理_时钟停止_恢复后顺延_旧推算保留() {
        LocalDate due = run("I03").dueOn();
        LocalDate triage = run("C01").dueOn();
        assertThat(due).isNotNull();
        long id = desk.propose(JUDGE, file, suspension(Ground.STAY, today(), null, null));
        assertThat(run("I03").dueOn()).as("nothing before the second person").isEqualTo(due);
        assertThatThrownBy(() -> desk.approve(actor("judge", Role.TEAM_LEADER), file, id))
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessageContaining("不能是同一人");
        assertThatThrownBy(() -> desk.approve(actor("judge2", Role.OFFICER), file, id))
                .isInstanceOf(Problem.Forbidden.class);
        desk.approve(LEADER, file, id);
        assertThatThrownBy(() -> desk.approve(LEADER, file, id)).isInstanceOf(Problem.Conflict.class);

        assertThat(stage()).isEqualTo("SUSPENDED");
        assertThat(run("I03").stoppedSince()).isEqualTo(today());
        assertThat(run("I03").dueOn()).isNull();
        assertThat(run("B01").dueOn()).as("not suspendable").isNotNull();
        everySheetAgrees();

        approved(suspension(Ground.STAY, today(), today(), id), LEADER);
        assertThat(stage()).isEqualTo("OPEN");
        assertThat(run("I03").stoppedSince()).isNull();
        assertThat(run("I03").dueOn()).isAfterOrEqualTo(due);
        assertThat(run("C01").state() == State.DONE || !run("C01").dueOn().isBefore(triage))
                .isTrue();
        var sheet = sheets.of(file, run("I03").id()).sheet();
        assertThat(sheet.replaced()).hasSize(2);
        assertThat(sheet.replaced().getFirst().computation().result().dueOn()).isEqualTo(due);
        assertThat(sheet.replaced().getFirst().why()).contains("登记第" + id + "号");
        everySheetAgrees();
        assertThat(run("H01").state()).isEqualTo(State.DONE);
        assertThatThrownBy(() -> approved(suspension(Ground.STAY, today(), null, id), LEADER))
                .as("an entry is replaced once")
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void 拍卖只扣执行期限_不停节点_也不扣提级六个月() {
        LocalDate notice = run("B01").dueOn();
        LocalDate due = run("I03").dueOn();
        approved(suspension(Ground.AUCTION_OR_SALE, today(), today().plusDays(29), null), LEADER);
        assertThat(run("I03").dueOn()).as("29 days and a weekend").isBetween(due.plusDays(25), due.plusDays(35));
        assertThat(run("B01").dueOn()).isEqualTo(notice);
        assertThat(desk.of(file).excludedFromEscalation()).isEmpty();
        approved(suspension(Ground.ENFORCEMENT_DISPUTE, today(), today().plusDays(9), null), LEADER);
        assertThat(desk.of(file).excludedFromEscalation()).hasSize(1);
        assertThat(sheets.of(file, run("I03").id()).sheet().computation().excluded())
                .as("the second ground is of the other set")
                .hasSize(1);
        everySheetAgrees();
    }

    @Test
    void 延长由院长批准_有上限_再次延长须备案() {
        LocalDate due = run("I03").dueOn();
        long term = run("I03").id();
        assertThatThrownBy(() -> desk.propose(JUDGE, file, of(Kind.EXTENSION, term, null, 4, null)))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class,
                        e -> assertThat(e.refusals())
                                .singleElement()
                                .satisfies(r -> assertThat(r.law()).contains("第六十三条")));
        long id = desk.propose(JUDGE, file, of(Kind.EXTENSION, term, null, 3, null));
        assertThatThrownBy(() -> desk.approve(LEADER, file, id))
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessageContaining("院长");
        desk.approve(PRESIDENT, file, id);
        assertThat(run("I03").dueOn()).isAfter(due.plusMonths(2));
        assertThat(run("H06").state()).isEqualTo(State.DONE);
        assertThatThrownBy(() -> desk.propose(JUDGE, file, of(Kind.EXTENSION, term, null, 1, null)))
                .isInstanceOf(Problem.Conflict.class);
        approved(of(Kind.EXTENSION, term, null, 1, "鄂高法备1号"), PRESIDENT);
        assertThat(sheets.of(file, term).sheet().computation().extended()).hasSize(2);
        assertThatThrownBy(() ->
                        desk.propose(JUDGE, file, of(Kind.EXTENSION, run("B01").id(), null, 1, null)))
                .as("the law knows no extension of the notice")
                .isInstanceOf(Problem.Conflict.class);
        everySheetAgrees();
    }

    @Test
    void 更正起算重算_外来文书或者本案文书_别案文书不收() {
        LocalDate due = run("B01").dueOn();
        LocalDate earlier = today().minusDays(3);
        approved(of(Kind.START, run("B01").id(), earlier, null, null), LEADER);
        assertThat(run("B01").dueOn()).isBefore(due);
        assertThat(sheets.of(file, run("B01").id())
                        .sheet()
                        .computation()
                        .start()
                        .reported())
                .isEqualTo(today());
        everySheetAgrees();
        CaseRef other = filed();
        long foreign = documents.ofCase(other.id()).getFirst().id();
        assertThatThrownBy(() -> desk.propose(
                        JUDGE,
                        file,
                        new PeriodProposal(
                                Kind.SUSPENSION,
                                null,
                                Ground.STAY,
                                today(),
                                null,
                                null,
                                null,
                                false,
                                "理由",
                                foreign,
                                null,
                                null,
                                null,
                                null)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().field()).isEqualTo("document"));
    }

    @Test
    void 免除_法定必经的不可_法定的须二人_默认的写明理由() {
        assertThatThrownBy(() ->
                        desk.propose(JUDGE, file, of(Kind.WAIVER, run("I03").id(), null, null, null)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("1项条件");
        docket.happened(JUDGE, file.id(), "CLUE_RECEIVED", today(), "收到线索");
        long clue = run("C05").id();
        assertThatThrownBy(() -> acts.waive(JUDGE, file, clue, "线索不具体"))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("批准");
        approved(of(Kind.WAIVER, clue, null, null, null), LEADER);
        assertThat(run("C05").state()).isEqualTo(State.WAIVED);
        docket.happened(JUDGE, file.id(), "NETWORK_QUERY_INSUFFICIENT", today(), "网络查控不足");
        acts.waive(JUDGE, file, run("C06").id(), "被执行人已履行");
        assertThat(run("C06").state()).isEqualTo(State.WAIVED);
    }

    @Test
    void 时钟倒拨时不提请_不批准_不免除_什么也不留下() {
        Clock yesterday = Clock.offset(clock, Duration.ofDays(-1));
        PeriodDesk early = new PeriodDesk(
                store, ledgers, catalogues, docket, recount, documents, stages, access, audit, yesterday);
        NodeActs earlyActs = new NodeActs(store, marks, catalogues, docket, documents, access, audit, yesterday);
        LocalDate from = today();
        long waiting = desk.propose(JUDGE, file, suspension(Ground.STAY, from, null, null));
        docket.happened(JUDGE, file.id(), "NETWORK_QUERY_INSUFFICIENT", from, "网络查控不足");
        long open = run("C06").id();
        int entries = desk.of(file).entries().size();
        for (Runnable act : List.<Runnable>of(
                () -> early.propose(JUDGE, file, suspension(Ground.STAY, from.minusDays(1), null, null)),
                () -> early.approve(LEADER, file, waiting),
                () -> early.refuse(LEADER, file, waiting, "理由"),
                () -> earlyActs.waive(JUDGE, file, open, "理由"))) {
            assertThatThrownBy(() -> transaction.executeWithoutResult(s -> act.run()))
                    .isInstanceOf(Problem.Conflict.class)
                    .hasMessageContaining("时钟");
        }
        assertThat(desk.of(file).entries())
                .hasSize(entries)
                .last()
                .satisfies(e -> assertThat(e.waits()).isTrue());
        assertThat(run("C06").state()).isEqualTo(State.OPEN);
    }

    @Test
    void 写错的逐项指出() {
        assertThatThrownBy(() -> desk.propose(
                        JUDGE,
                        file,
                        new PeriodProposal(
                                Kind.SUSPENSION,
                                null,
                                null,
                                today().plusDays(1),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "xyz",
                                null)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactlyInAnyOrder("ground", "from", "document", "documentSha256"));
    }

    @Test
    void 数据库不许改登记_不许一人兼两头_不许换掉届满日而不留推算() {
        long id = desk.propose(JUDGE, file, suspension(Ground.STAY, today(), null, null));
        assertThatThrownBy(() -> jdbc.sql("update docket.ledger set reason = '改' where id = " + id)
                        .update())
                .rootCause()
                .hasMessageMatching("(?s).*(只能追加|permission denied).*");
        assertThatThrownBy(() -> jdbc.sql("insert into docket.ledger_decision (entry_id, approved, login, decided_by,"
                                + " decided_at) values (" + id + ", true, 'judge', '甲', now())")
                        .update())
                .rootCause()
                .hasMessageContaining("不能是同一人");
        assertThatThrownBy(() -> jdbc.sql(
                                "update docket.node set due_on = due_on + 1, overdue_on = overdue_on + 1 where id = "
                                        + run("I03").id())
                        .update())
                .rootCause()
                .hasMessageContaining("推算");
    }
}
