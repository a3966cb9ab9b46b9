package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.AuditSupport;
import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.Reckoned;
import cn.sunlit.deadlines.Reckoner;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.settings.Holidays;
import cn.sunlit.settings.SettingsSupport;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
class DocketTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "张法官", COURT, Set.of(Role.OFFICER), null, Set.of());
    private static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DocketStore store;
    private final List<Object> told = new ArrayList<>();

    DocketTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = new DocketStore(jdbc, new LedgerStore(jdbc));
    }

    private static Clock on(LocalDate day) {
        return Clock.fixed(day.atTime(9, 30).atZone(TimeConfiguration.ZONE).toInstant(), TimeConfiguration.ZONE);
    }

    private Docket docket(LocalDate today) {
        Audit audit = AuditSupport.audit(jdbc, transaction, on(today));
        Holidays holidays = SettingsSupport.holidays(jdbc, transaction, on(today));
        return new Docket(
                store,
                new Catalogues(store, on(today)),
                new Recount(store, new Catalogues(store, on(today)), holidays, audit, e -> {}, on(today)),
                holidays,
                audit,
                told::add,
                Publicity.ofProgram(),
                on(today));
    }

    private void tx(Runnable act) {
        transaction.executeWithoutResult(s -> act.run());
    }

    private static List<Evidence> record(String reference) {
        return List.of(new Evidence("RECORD", reference, "登记", null));
    }

    private CaseId filed(long key) {
        CaseId id = new CaseId(key);
        Docket docket = docket(MARCH_2);
        tx(() -> {
            docket.open(JUDGE, id, COURT, MARCH_2);
            docket.happened(JUDGE, id, "APPLICATION_RECEIVED", MARCH_2, "收到执行申请材料");
            docket.complete(JUDGE, id, "A02", MARCH_2, record("receipt:" + key));
            docket.complete(JUDGE, id, "A03", MARCH_2, record("filing:" + key));
            docket.happened(JUDGE, id, "CASE_FILED", MARCH_2, "登记立案");
        });
        return id;
    }

    private InnerNode node(CaseId id, String code, LocalDate today) {
        return docket(today).innerNodes(id).stream()
                .filter(n -> n.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void 期限_七日_十日_六个月遇休息日顺延() {
        CaseId id = filed(101);
        assertThat(store.rows(id).stream().filter(r -> r.code().equals("A03")).map(NodeRow::dueOn))
                .containsExactly(LocalDate.of(2026, 3, 9));
        assertThat(node(id, "B01", MARCH_2).dueOn()).isEqualTo(LocalDate.of(2026, 3, 12));
        // 2 September 2026 is a Wednesday; a case filed on 4 April ends on Sunday 4 October, within the holidays up to
        // the 7th.
        assertThat(node(id, "I03", MARCH_2).dueOn()).isEqualTo(LocalDate.of(2026, 9, 2));
        Catalogue catalogue = CatalogueReader.read(Catalogues.text("nodes.yaml"), Catalogues.text("public-nodes.yaml"));
        Reckoned rolled = DueDates.first(
                catalogue,
                catalogue.node("I03"),
                DueDates.start(catalogue, "CASE_FILED", LocalDate.of(2026, 4, 4), DueDates.fact("登记立案")),
                null,
                Ledger.EMPTY,
                WorkCalendar.shipped());
        assertThat(rolled.computation().result().dueOn()).isEqualTo(LocalDate.of(2026, 10, 8));
        assertThat(rolled.steps()).hasSizeGreaterThan(2);
    }

    @Test
    void 放假通知导入后重算暂定的期限_只算一次() {
        LocalDate filedOn = LocalDate.of(2026, 9, 1);
        CaseId id = new CaseId(117);
        tx(() -> {
            docket(filedOn).open(JUDGE, id, COURT, filedOn);
            docket(filedOn).happened(JUDGE, id, "CASE_FILED", filedOn, "登记立案");
        });
        assertThat(term(id).dueOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(term(id).provisional()).isTrue();

        LocalDate today = LocalDate.of(2026, 11, 30);
        Holidays holidays = SettingsSupport.holidays(jdbc, transaction, on(today));
        Audit audit = AuditSupport.audit(jdbc, transaction, on(today));
        Recount recount = new Recount(store, new Catalogues(store, on(today)), holidays, audit, e -> {}, on(today));
        Recalculation recalculation = new Recalculation(store, recount, holidays, audit, transaction);
        assertThat(recalculation.runDue()).isZero();

        Actor admin = new Actor(Actor.Kind.STAFF, "admin", "管理员", COURT, Set.of(Role.ADMIN), null, Set.of());
        tx(() -> holidays.take(admin, """
                {"year":2027,"papers":["https://www.gov.cn/example"],
                 "days":[{"name":"试","date":"2027-03-01","isOffDay":true}]}
                """));
        assertThat(holidays.runDue()).isEqualTo(1);
        assertThat(recalculation.runDue()).isPositive();
        assertThat(recalculation.runDue()).isZero();

        assertThat(term(id).dueOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(term(id).provisional()).isFalse();
        assertThat(term(id).dueProof()).contains("https://www.gov.cn/example");
        assertThat(jdbc.sql("select count(*) from audit.entry where type = 'DUE_RECALCULATED' and case_id = 117")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    private NodeRow term(CaseId id) {
        return store.rows(id).stream()
                .filter(r -> r.code().equals("I03"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void 没有证据不能办结_同一证据办结两次只算一次_后续节点只开一次() {
        CaseId id = filed(102);
        Docket docket = docket(MARCH_2);
        assertThatThrownBy(() -> docket.complete(JUDGE, id, "A06", MARCH_2, List.of()))
                .hasMessageContaining("没有证据");
        told.clear();
        tx(() -> docket.complete(JUDGE, id, "A06", MARCH_2, record("assignment:1")));
        tx(() -> docket.complete(JUDGE, id, "A06", MARCH_2, record("assignment:1")));
        assertThat(node(id, "A06", MARCH_2).times()).isEqualTo(1);
        assertThat(node(id, "A07", MARCH_2)).satisfies(n -> {
            assertThat(n.state()).isEqualTo(State.OPEN);
            assertThat(n.dueOn()).isEqualTo(LocalDate.of(2026, 3, 5));
        });
        assertThat(told)
                .singleElement()
                .satisfies(e -> assertThat(((PublicNodeChanged) e).publicCode()).isEqualTo("P03"));
        tx(() -> docket.complete(JUDGE, id, "A06", MARCH_2, record("assignment:2")));
        assertThat(node(id, "A06", MARCH_2).times()).isEqualTo(2);
        assertThatThrownBy(() -> tx(() -> docket.complete(JUDGE, id, "A03", MARCH_2, record("filing:other"))))
                .hasMessageContaining("不能重复办理");
        assertThatThrownBy(() -> tx(() -> docket.happened(JUDGE, id, "NEVER", MARCH_2, "无")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void 一名当事人的期限_可以证明_起算更正后重算并告知_不列入告知清单() {
        CaseId id = filed(131);
        LocalDate served = LocalDate.of(2026, 9, 18);
        Audit audit = AuditSupport.audit(jdbc, transaction, on(served));
        Holidays holidays = SettingsSupport.holidays(jdbc, transaction, on(served));
        PersonTerms terms = new PersonTerms(store, new Catalogues(store, on(served)), holidays, audit, on(served));
        PersonTerm term = new PersonTerm(
                "F05",
                "plan:1:object:2",
                "PLAN_SERVED_ON_PERSON",
                "分配方案送达该人",
                served,
                "甲对分配方案提出异议的期限",
                new Evidence("DOCUMENT", "document:9", "财产分配方案", null),
                Period.days(15),
                "民诉法解释第509条");
        tx(() -> terms.begin(JUDGE, id, term));
        tx(() -> terms.begin(JUDGE, id, term));
        NodeRow run = run(id, "F05");
        assertThat(run.dueOn()).as("3 October rolls over the holidays").isEqualTo(LocalDate.of(2026, 10, 8));
        Computation proof = run.computation();
        assertThat(proof.rule().articles()).containsExactly("民诉法解释（2022）第五百零九条");
        assertThat(proof.rule().authority()).isEqualTo("STATUTORY");
        assertThat(proof.start().shown().reference()).isEqualTo("document:9");
        assertThat(Reckoner.differences(proof)).isEmpty();
        assertThat(docket(served).publicNodes(id).stream().filter(n -> n.code().equals("P16")))
                .as("no step of the court")
                .allSatisfy(n -> assertThat(n.dueOn()).isNull());

        List<Object> moved = new ArrayList<>();
        Recount recount =
                new Recount(store, new Catalogues(store, on(served)), holidays, audit, moved::add, on(served));
        tx(() -> {
            audit.hold(id);
            jdbc.sql("""
                    insert into docket.ledger (case_id, court, kind, node_id, from_day, reason, document_kind,
                        document_reference, document_title, law, proposed_login, proposed_by, proposed_at)
                    values (131, '鄂1125', 'START', :node, '2026-09-14', '回证为准', 'EXTERNAL', 'EMS1', '送达回证', '回证', 'a', '甲',
                            '2026-09-18 10:00+08')
                    """).param("node", run.id()).update();
            jdbc.sql("""
                    insert into docket.ledger_decision (entry_id, approved, login, decided_by, decided_at)
                    select max(id), true, 'b', '乙', '2026-09-18 11:00+08' from docket.ledger
                    """).update();
            recount.all(JUDGE, store.held(id).orElseThrow(), "起算更正");
        });
        assertThat(run(id, "F05").dueOn()).isEqualTo(LocalDate.of(2026, 9, 29));
        assertThat(run(id, "F05").computation().rule().period()).isEqualTo("15 NATURAL_DAY");
        assertThat(moved).containsExactly(new PersonTermMoved(id, "plan:1:object:2", LocalDate.of(2026, 9, 29)));

        told.clear();
        tx(() -> terms.end(JUDGE, id, "F05", "plan:1:object:2", LocalDate.of(2026, 9, 29), record("plan:1")));
        tx(() -> terms.end(JUDGE, id, "F05", "plan:1:object:2", LocalDate.of(2026, 10, 1), record("plan:1")));
        assertThat(run(id, "F05"))
                .satisfies(r -> assertThat(r.state()).isEqualTo(State.DONE))
                .satisfies(r -> assertThat(r.late()).isFalse())
                .satisfies(r -> assertThat(r.beforeCause()).isFalse());
        assertThat(told).isEmpty();
    }

    private NodeRow run(CaseId id, String code) {
        return store.rows(id).stream()
                .filter(r -> r.code().equals(code))
                .reduce((a, b) -> {
                    throw new AssertionError("more than one run");
                })
                .orElseThrow();
    }

    @Test
    void 同一日办结十余次的节点_后续事件仍只算一次_早先用过的证据也认得() {
        CaseId id = filed(132);
        Docket docket = docket(MARCH_2);
        for (int i = 1; i <= 14; i++) {
            String voucher = "PZ-" + i;
            tx(() -> received(docket, id, voucher));
        }
        tx(() -> received(docket, id, "PZ-1"));
        assertThat(node(id, "F01", MARCH_2).times()).isEqualTo(14);
        assertThat(node(id, "F02", MARCH_2).times()).isEqualTo(14);
        for (int i = 1; i <= 12; i++) {
            List<Evidence> evidence = record("assignment:" + i);
            tx(() -> docket.complete(JUDGE, id, "A06", MARCH_2, evidence));
        }
        tx(() -> docket.complete(JUDGE, id, "A06", MARCH_2, record("assignment:1")));
        assertThat(node(id, "A06", MARCH_2).times()).isEqualTo(12);
    }

    private static void received(Docket docket, CaseId id, String voucher) {
        docket.happened(JUDGE, id, "FUNDS_RECEIVED", MARCH_2, "银行到账通知，凭证 " + voucher);
        docket.complete(JUDGE, id, "F01", MARCH_2, List.of(new Evidence("VOUCHER", voucher, "到账与认领凭证", null)));
        docket.complete(
                JUDGE, id, "F02", MARCH_2, List.of(new Evidence("MESSAGE", "receipt:" + voucher, "案款到账告知", null)));
    }

    @Test
    void 逾期和缺前置节点如实标记_已办结的行数据库不许再改() {
        CaseId id = filed(103);
        LocalDate late = LocalDate.of(2026, 3, 20);
        tx(() -> docket(late).complete(JUDGE, id, "B01", late, record("document:1")));
        NodeRow b01 = store.rows(id).stream()
                .filter(r -> r.code().equals("B01"))
                .findFirst()
                .orElseThrow();
        assertThat(b01.late()).isTrue();
        assertThat(b01.beforeCause()).isTrue(); // A07 is not done
        assertThatThrownBy(() -> jdbc.sql("update docket.node set done_on = '2026-03-05' where id = " + b01.id())
                        .update())
                .hasMessageContaining("已办结");
    }

    @Test
    void 停机十日后_预警逐日补齐_每灯一次_不动节点() {
        CaseId id = filed(104);
        new AlertSweep(store, on(MARCH_2), transaction).runDue();
        AlertSweep after = new AlertSweep(store, on(LocalDate.of(2026, 3, 13)), transaction);
        after.runDue();
        assertThat(after.runDue()).isZero();
        List<String> alerts = jdbc.sql("select code || ' ' || level || ' ' || turned_on from docket.alert"
                        + " where case_id = 104 order by code, turned_on")
                .query(String.class)
                .list();
        assertThat(alerts)
                .contains(
                        "B01 YELLOW 2026-03-09",
                        "B01 RED 2026-03-11",
                        "B01 OVERDUE 2026-03-13",
                        "C01 OVERDUE 2026-03-13")
                .doesNotHaveDuplicates();
        assertThat(alerts).noneMatch(a -> a.startsWith("I03"));
        assertThat(node(id, "B01", LocalDate.of(2026, 3, 13)).alert()).isEqualTo(Alert.OVERDUE);
        assertThat(node(id, "B01", LocalDate.of(2026, 3, 12)).alert()).isEqualTo(Alert.RED);
    }

    @Test
    void 清单一恰好二十三项_搜查和列名在实施前不露() {
        CaseId id = filed(105);
        Docket docket = docket(MARCH_2);
        tx(() -> docket.happened(JUDGE, id, "SEARCH_APPROVED", MARCH_2, "院长签发搜查令"));
        tx(() -> docket.happened(JUDGE, id, "LISTING_APPLIED", MARCH_2, "申请纳入"));
        List<PublicNode> seen = docket.publicNodes(id, Audience.RESPONDENT);
        assertThat(seen).hasSize(23).extracting(PublicNode::order).isSorted();
        assertThat(seen.get(7).state()).isEqualTo(State.PENDING);
        assertThat(seen.get(7).disclosed()).isFalse();
        assertThat(new ListOne(seen, false).when(seen.get(6)))
                .as("his own report")
                .isEqualTo("您自己的可以查看");
        assertThat(seen.get(6).meaning()).contains("报告财产");
        assertThat(new ListOne(seen, false).when(seen.get(5)))
                .as("what is asked about him")
                .isEqualTo("不公开");
        assertThat(seen.get(17).state()).isEqualTo(State.PENDING);
        assertThat(docket.publicNodes(id).get(17).state()).isEqualTo(State.OPEN);
        assertThat(docket.publicNodes(id, Audience.APPLICANT).get(1).doneOn()).isEqualTo(MARCH_2);
        assertThat(docket.innerNodes(id)).hasSize(76);
    }

    @Test
    void 倒推期限待参考日确定_各财产各自一行() {
        CaseId id = filed(106);
        Docket docket = docket(MARCH_2);
        tx(() -> {
            for (String measure : List.of("measure:1", "measure:2")) {
                docket.happened(JUDGE, id, "CONTROL_EFFECTIVE", MARCH_2, "冻结回执", measure, Set.of("D06", "D07"));
            }
            docket.referenceKnown(JUDGE, id, "D07", "measure:1", LocalDate.of(2027, 3, 1));
        });
        assertThat(store.rows(id).stream().filter(r -> r.code().equals("D07")).map(NodeRow::dueOn))
                .containsExactly(LocalDate.of(2027, 3, 1), null);
        assertThat(node(id, "E02", MARCH_2).state()).isEqualTo(State.PENDING);
        tx(() -> docket.setOwner(id, "judge"));
        assertThat(docket.due(COURT, "judge", LocalDate.of(2026, 3, 12)).stream()
                        .filter(d -> d.caseId().equals(id)))
                .extracting(DueItem::code)
                .contains("A06", "D06", "C01");
    }

    @Test
    void 时钟倒拨时不登记_补录的标记() {
        CaseId id = filed(140);
        LocalDate later = LocalDate.of(2026, 3, 20);
        tx(() -> docket(later).complete(JUDGE, id, "B01", LocalDate.of(2026, 3, 10), record("document:140")));
        assertThat(jdbc.sql("select detail from docket.mark where case_id = 140 and kind = 'LATE_ENTRY'")
                        .query(String.class)
                        .single())
                .contains("相差10日");
        assertThatThrownBy(() -> tx(() -> docket(LocalDate.of(2026, 3, 19))
                        .complete(JUDGE, id, "A06", LocalDate.of(2026, 3, 19), record("assignment:140"))))
                .hasMessageContaining("时钟");
        assertThat(node(id, "A06", later).state()).isEqualTo(State.OPEN);
    }
}
