package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.funds.MoneyConcernStore.Waiting;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 哪些案款事项在等人办：到了就在，办完就不在。 */
@ExtendWith(PostgresTest.class)
class MoneyConcernStoreTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static int courts = 7000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final MoneyConcernStore store;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final long id = courts;

    MoneyConcernStoreTest(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
        this.store = new MoneyConcernStore(db);
    }

    /** Rows as the use cases leave them; what leads to them is tried elsewhere. */
    private void rows(String... sqls) {
        transaction.executeWithoutResult(s -> {
            db.sql("set local session_replication_role = replica").update();
            for (String sql : sqls) {
                db.sql(sql.replace("COURT", "'" + court + "'")
                                .replace("NUMBER", "'（2026）%s执1号'".formatted(court))
                                .replace("CASE_ID", Long.toString(id)))
                        .update();
            }
        });
    }

    private List<String> of(List<Waiting> all) {
        return all.stream()
                .filter(w -> w.court().equals(court))
                .map(w -> "%s %s %s"
                        .formatted(w.no(), w.amount() == null ? "" : w.amount().display(), w.since()))
                .toList();
    }

    private static String receipt(String fen, String day, String caseId) {
        return """
                insert into funds.receipt (entry, court, fen, booked_on, interest_until, case_id, identified_on, suspense)
                values ((select coalesce(max(entry), 0) + 1 from funds.receipt), COURT, %s, '%s', '%s', %s, %s, %s)""".formatted(
                        fen,
                        day,
                        day,
                        caseId,
                        caseId.equals("null") ? "null" : "'" + day + "'",
                        caseId.equals("null") ? "(select coalesce(max(suspense), 0) + 1 from funds.receipt)" : "null");
    }

    @BeforeEach
    void anAccount() {
        rows("insert into funds.account (court, kind, case_id, case_number, number, balance_fen, opened_at)"
                + " values (COURT, 'CASE', CASE_ID, NUMBER, lpad(CASE_ID::text, 17, '0'), 0, now())");
    }

    @Test
    void 不明款_认领或者退还后不在() {
        rows(receipt("2500", "2026-03-02", "null"), receipt("700", "2026-03-05", "null"));
        assertThat(of(store.unknown(DAY))).containsExactly("0 25.00 2026-03-02");
        assertThat(of(store.unknown(DAY.plusDays(9)))).hasSize(2);
        rows(
                "update funds.receipt set case_id = CASE_ID, identified_on = '2026-03-06' where court = COURT and fen = 700",
                "update funds.receipt set returned_on = '2026-03-06' where court = COURT and fen = 2500");
        assertThat(of(store.unknown(DAY.plusDays(9)))).isEmpty();
    }

    @Test
    void 分期_到期次日起没有付清的在_后付的先抵前期_付清或者终止后不在() {
        rows(
                "insert into funds.instalment_plan (case_id, case_number, court, paper, agreed_on, made_by, made_name, made_at)"
                        + " values (CASE_ID, NUMBER, COURT, '和解协议', '2026-02-01', 'j', '法官', now())",
                "insert into funds.instalment select id, 1, '2026-03-01', 1000 from funds.instalment_plan where court = COURT",
                "insert into funds.instalment select id, 2, '2026-03-10', 2000 from funds.instalment_plan where court = COURT");
        assertThat(of(store.missed(LocalDate.of(2026, 3, 1))))
                .as("its last day")
                .isEmpty();
        assertThat(of(store.missed(DAY))).containsExactly("1 10.00 2026-03-01");
        rows(receipt("1500", "2026-03-03", "CASE_ID"));
        assertThat(of(store.missed(DAY.plusDays(5)))).isEmpty();
        assertThat(of(store.missed(LocalDate.of(2026, 3, 11)))).containsExactly("2 15.00 2026-03-10");
        rows(
                "update funds.instalment_plan set ended_on = '2026-03-12', ended_because = '恢复执行', ended_name = '法官' where court = COURT");
        assertThat(of(store.missed(LocalDate.of(2026, 3, 13)))).isEmpty();
    }

    @Test
    void 案款没有发放_有在办的案款节点的由节点预警() {
        rows(
                receipt("1000", "2026-02-01", "CASE_ID"),
                receipt("300", "2026-02-20", "CASE_ID"),
                "update funds.account set balance_fen = 300 where court = COURT");
        assertThat(of(store.lying(DAY))).as("the older money has gone").containsExactly("0 3.00 2026-02-20");
        List<Long> found =
                store.lying(DAY).stream().map(MoneyConcernStore.Waiting::id).toList();
        assertThat(store.lying(DAY, found)).isEqualTo(store.lying(DAY));
        assertThat(store.lying(DAY, List.of())).isEmpty();
        rows("""
                insert into docket.node (case_id, court, code, subject, run, start_event, start_cause, started_on, due_on, due_proof,
                                         authority, state, yellow_on, red_on, overdue_on)
                values (CASE_ID, COURT, 'F07', '', 1, 'FUNDS_RECEIVED', 'x', '2026-02-20', '2026-03-22', '', 'STATUTORY', 'OPEN',
                        '2026-03-10', '2026-03-15', '2026-03-23')""");
        assertThat(of(store.lying(DAY))).isEmpty();
        assertThat(store.lying(DAY, found)).isEmpty();
    }

    @Test
    void 退回的付款_重新审批后不在() {
        String distribution =
                "insert into funds.distribution (case_id, case_number, court, state, total_fen, proposed_by,"
                        + " proposed_name, proposed_at, approved_by, approved_name, approved_at) values (CASE_ID, NUMBER, COURT, '%s', 900, 'j', '法官',"
                        + " now(), %s, now())";
        rows(
                receipt("900", "2026-02-01", "CASE_ID"),
                "update funds.account set balance_fen = 900 where court = COURT",
                distribution.formatted("PAY_FAILED", "'l', '负责人'"),
                """
                insert into funds.payment (line, distribution, case_id, court, message_id, end_to_end, fen, state, next_try, created_at)
                select id, id, case_id, court, 'm' || id, 'e' || id, 900, 'RETURNED', now(), '2026-02-20 12:00:00+08'
                from funds.distribution where court = COURT""",
                """
                insert into funds.voucher (court, kind, cause, case_id, text, booked_on, at, by_login, by_name)
                select court, 'RETURN', 'payment:' || id, case_id, '退汇', '2026-02-25', now(), 'b', '银行'
                from funds.payment where court = COURT""");
        assertThat(of(store.cameBack())).containsExactly("0 9.00 2026-02-25");
        assertThat(of(store.lying(DAY))).as("once is enough").isEmpty();
        rows(distribution.formatted("PROPOSED", "null, null").replace("now())", "null)"));
        assertThat(of(store.cameBack())).as("proposed is not approved").hasSize(1);
        rows(
                "update funds.distribution set state = 'APPROVED', approved_by = 'l', approved_name = '负责人', approved_at = now()"
                        + " where court = COURT and state = 'PROPOSED'");
        assertThat(of(store.cameBack())).isEmpty();
    }

    @Test
    void 银行分录_异常报文_现金_留存款项_办完后不在() {
        rows(
                """
                insert into funds.bank_message (message_id, type, sha256, raw, taken_at, by_login)
                values ('m' || CASE_ID, 'camt.054', md5('m' || CASE_ID), '', '2026-03-02 12:00:00+08', 'bank')""",
                """
                insert into funds.bank_entry (reference, message, court, account, direction, currency, fen, outcome, because)
                select 'r' || CASE_ID, id, COURT, '1', 'CREDIT', 'USD', 100, 'REFUSED', '币种' from funds.bank_message
                where message_id = 'm' || CASE_ID""",
                "insert into funds.bank_stray (court, because, size, received_at, last_at)"
                        + " values (COURT, '读不懂', 1, '2026-03-02 12:00:00+08', now())",
                """
                insert into funds.cash (case_id, case_number, court, fen, payer, taken_on, place, taken_by, taken_name, with_login,
                                        with_name, taken_at, voucher)
                values (CASE_ID, NUMBER, COURT, 500, '某人', '2026-03-02', '现场', 'a', '甲', 'b', '乙', now(), 1)""",
                """
                insert into funds.hold (kind, case_id, case_number, court, fen, ground, words, state, proposed_by, proposed_name,
                                        proposed_at, looked_on, voucher, first_by, first_name, first_at)
                values ('ESCROW', CASE_ID, NUMBER, COURT, 600, 'x', 'x', 'HELD', 'j', '法官', now(), '2026-02-02', 1, 'l', '负责人',
                        now())""");
        assertThat(of(store.refused())).containsExactly("0 1.00 2026-03-02");
        for (String[] told :
                new String[][] {{"2026-02-28", "2026-02-28"}, {"0001-01-01", "2026-03-02"}, {"2027-01-01", "2026-03-02"}
                }) {
            rows("update funds.bank_entry set booked_on = '%s' where court = COURT".formatted(told[0]));
            assertThat(of(store.refused())).as(told[0]).containsExactly("0 1.00 " + told[1]);
        }
        assertThat(of(store.strays())).containsExactly("0  2026-03-02");
        assertThat(of(store.cash())).containsExactly("0 5.00 2026-03-02");
        assertThat(of(store.held(DAY))).containsExactly("0 6.00 2026-02-02");
        assertThat(of(store.held(LocalDate.of(2026, 2, 1)))).isEmpty();
        rows(
                """
                insert into funds.resolution (entry, court, way, ground, fen, state, proposed_by, proposed_name, proposed_at, decided_by,
                                              decided_name, decided_at, voucher, ended_on)
                select id, COURT, 'SUSPENSE', '核实', 100, 'CONFIRMED', 'a', '甲', now(), 'b', '乙', now(), 1, '2026-03-05'
                from funds.bank_entry where court = COURT""",
                "update funds.bank_stray set settled_at = now(), settled_by = 'a', settlement = '试验' where court = COURT",
                "update funds.cash set handed_on = '2026-03-03', late_because = '银行已下班', finance_by = 'c', finance_name = '丙', handed_at = now() where court = COURT",
                "update funds.hold set state = 'ENDED' where court = COURT");
        assertThat(of(store.refused())).isEmpty();
        assertThat(of(store.strays())).isEmpty();
        assertThat(of(store.cash())).as("finance has it").containsExactly("1 5.00 2026-03-03");
        assertThat(of(store.held(DAY))).isEmpty();
    }

    @ParameterizedTest(name = "{0}：{1} 起，黄 {2}，红 {3}，逾期 {4}")
    @CsvSource({
        "不明款, 2026-03-02, 2026-03-05, 2026-03-06, 2026-04-02",
        "案款, 2026-03-02, 2026-03-05, 2026-03-22, 2026-04-02", // AK-LIE-1: a working day counted in
        "案款, 2026-02-13, 2026-02-25, 2026-03-05, 2026-03-16", // over the Spring Festival
        "限期, 2026-03-02, 2026-03-03, 2026-03-10, 2026-03-17", // AK-YJ-1
        "现金, 2026-03-02, 2026-03-03, 2026-03-04, 2026-03-04",
        "留存, 2026-01-31, 2026-02-28, 2026-03-01, 2026-03-01"
    })
    void 变色的日期(String kind, LocalDate since, LocalDate yellow, LocalDate red, LocalDate overdue) {
        ConcernRules rules = new ConcernRules(WorkCalendar.shipped());
        var lamps =
                switch (kind) {
                    case "不明款" -> ConcernRules.unknown(since);
                    case "案款" -> rules.lying(since);
                    case "限期" -> rules.toBeDone(since, LocalPractice.NONE, since);
                    case "现金" -> ConcernRules.cash(since);
                    default -> ConcernRules.held(since);
                };
        assertThat(List.of(lamps.yellowOn(), lamps.redOn(), lamps.overdueOn())).containsExactly(yellow, red, overdue);
    }
}
