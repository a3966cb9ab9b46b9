package cn.sunlit.livesealing;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.kernel.Money;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what debtors report, and of what was done against a plan. */
@Repository
class LiveReportStore {

    private final JdbcClient jdbc;

    LiveReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String EXPECT = """
            insert into livesealing.report (line_id, plan_id, case_id, court, from_on, to_on, due_on, state)
            values (:line, :plan, :case_id, :court, :from, :to, :due, 'EXPECTED')
            """;

    void expect(Plan plan, ReportDays.Stretch s) {
        jdbc.sql(EXPECT)
                .param("line", plan.line())
                .param("plan", plan.id())
                .param("case_id", plan.caseId())
                .param("court", plan.court())
                .param("from", s.from())
                .param("to", s.to())
                .param("due", s.dueOn())
                .update();
    }

    static final String DROP = """
            update livesealing.report set state = 'DROPPED' where plan_id = :plan and state = 'EXPECTED' and to_on >= :today
            """;

    /** A plan that ended is reported on no further; what was due before stays due. */
    void drop(long plan, LocalDate today) {
        jdbc.sql(DROP).param("plan", plan).param("today", today).update();
    }

    private static final String REPORT = """
            select r.id, r.line_id, r.plan_id, r.case_id, r.court, r.from_on, r.to_on, r.due_on, r.state, r.reminded_on, r.handed_on,
                   r.handed_by, r.income_fen, r.spent_fen, r.words, r.voucher_sha256, r.voucher_kind, l.party_id, l.debtor_name, l.title
              from livesealing.report r join livesealing.line l on l.id = r.line_id
            """;

    static final String OF_CASE = REPORT + " where r.case_id = :case_id order by r.due_on desc, r.id desc limit 500";

    List<Report> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE)
                .param("case_id", id)
                .query((row, n) -> report(row))
                .list();
    }

    static final String LOCK = REPORT + " where r.id = :id for update of r";

    Optional<Report> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query((row, n) -> report(row)).optional();
    }

    static final String DUE = REPORT + """
             where r.state = 'EXPECTED' and (r.due_on < :today or (r.reminded_on is null and r.due_on <= :soon))
             order by r.id
             limit 100
            """;

    /** What is over its day, or near to it and not reminded of yet. */
    List<Report> due(LocalDate today, LocalDate soon) {
        return jdbc.sql(DUE)
                .param("today", today)
                .param("soon", soon)
                .query((row, n) -> report(row))
                .list();
    }

    static final String REMINDED = """
            update livesealing.report set reminded_on = :today where id = :id and state = 'EXPECTED' and reminded_on is null
            """;

    boolean reminded(long id, LocalDate today) {
        return jdbc.sql(REMINDED).param("id", id).param("today", today).update() > 0;
    }

    static final String MISSING = """
            update livesealing.report set state = 'MISSING' where id = :id and state = 'EXPECTED'
            """;

    boolean missing(long id) {
        return jdbc.sql(MISSING).param("id", id).update() > 0;
    }

    static final String HAND_IN = """
            update livesealing.report
               set state = :state, handed_on = :today, handed_by = :by, income_fen = :income::bigint, spent_fen = :spent::bigint,
                   words = :words, voucher = :voucher::bytea, voucher_sha256 = encode(sha256(:voucher::bytea), 'hex'),
                   voucher_kind = :kind::text
             where id = :id
            """;

    void handIn(long id, LiveReports.Handed h, boolean late, LocalDate today, String by) {
        jdbc.sql(HAND_IN)
                .param("id", id)
                .param("state", late ? "LATE" : "HANDED")
                .param("today", today)
                .param("by", by)
                .param("income", h.income())
                .param("spent", h.spent())
                .param("words", h.words())
                .param("voucher", h.sealed(), Types.BINARY)
                .param("kind", h.kind() == null ? null : h.kind().name(), Types.VARCHAR)
                .update();
    }

    static final String VOUCHER = """
            select voucher from livesealing.report where id = :id and case_id = :case_id and voucher is not null
            """;

    Optional<byte[]> voucher(CaseId id, long report) {
        return jdbc.sql(VOUCHER)
                .param("id", report)
                .param("case_id", id)
                .query(byte[].class)
                .optional();
    }

    private static Report report(ResultSet row) throws SQLException {
        String kind = row.getString("voucher_kind");
        return new Report(
                row.getLong("id"),
                row.getLong("line_id"),
                row.getLong("plan_id"),
                new CaseId(row.getLong("case_id")),
                new CourtCode(row.getString("court")),
                row.getLong("party_id"),
                row.getString("debtor_name"),
                row.getString("title"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("to_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("state"),
                row.getObject("reminded_on", LocalDate.class),
                row.getObject("handed_on", LocalDate.class),
                LivePlanStore.money(row, "income_fen"),
                LivePlanStore.money(row, "spent_fen"),
                row.getString("words"),
                kind == null ? null : FileKind.valueOf(kind));
    }

    record Report(
            long id,
            long line,
            long plan,
            CaseId caseId,
            CourtCode court,
            long party,
            String debtor,
            String title,
            LocalDate from,
            LocalDate to,
            LocalDate dueOn,
            String state,
            @Nullable LocalDate remindedOn,
            @Nullable LocalDate handedOn,
            @Nullable Money income,
            @Nullable Money spent,
            @Nullable String words,
            @Nullable FileKind voucher) {}

    static final String ADD_BREACH = """
            insert into livesealing.breach (line_id, plan_id, case_id, court, kind, subject, facts, found_on, found_by, state)
            values (:line, :plan, :case_id, :court, :kind, :subject, :facts, :today, :by, 'OPEN')
            on conflict (plan_id, subject) do nothing
            returning id
            """;

    /** @return empty when it is known already */
    Optional<Long> breach(
            long line,
            long plan,
            CaseId id,
            CourtCode court,
            String kind,
            String subject,
            String facts,
            LocalDate today,
            String by) {
        return jdbc.sql(ADD_BREACH)
                .param("line", line)
                .param("plan", plan)
                .param("case_id", id)
                .param("court", court)
                .param("kind", kind)
                .param("subject", subject)
                .param("facts", facts)
                .param("today", today)
                .param("by", by)
                .query(Long.class)
                .optional();
    }

    private static final String BREACH = """
            select id, line_id, plan_id, case_id, kind, facts, found_on, found_by, state, decided_by, decided_on, decided_because
              from livesealing.breach
            """;

    static final String BREACHES = BREACH + " where case_id = :case_id order by id desc";

    List<Breach> breaches(CaseId id) {
        return jdbc.sql(BREACHES).param("case_id", id).query(Breach.class).list();
    }

    static final String LOCK_BREACH = BREACH + " where id = :id for update";

    Optional<Breach> lockBreach(long id) {
        return jdbc.sql(LOCK_BREACH).param("id", id).query(Breach.class).optional();
    }

    record Breach(
            long id,
            long lineId,
            long planId,
            CaseId caseId,
            String kind,
            String facts,
            LocalDate foundOn,
            String foundBy,
            String state,
            @Nullable String decidedBy,
            @Nullable LocalDate decidedOn,
            @Nullable String decidedBecause) {}

    static final String DECIDE_BREACHES = """
            update livesealing.breach set state = :state, decided_by = :by, decided_on = :today, decided_because = :because::text
             where plan_id = :plan and state = 'OPEN'
            """;

    /** What stood open against a plan ends with it. @param state ENDED or TIGHTENED */
    void settleBreaches(long plan, String state, String by, LocalDate today, @Nullable String because) {
        jdbc.sql(DECIDE_BREACHES)
                .param("plan", plan)
                .param("state", state)
                .param("by", by)
                .param("today", today)
                .param("because", because)
                .update();
    }

    static final String DISMISS = """
            update livesealing.breach set state = 'DISMISSED', decided_by = :by, decided_on = :today, decided_because = :because
             where id = :id and state = 'OPEN'
            """;

    void dismiss(long id, String by, LocalDate today, String because) {
        jdbc.sql(DISMISS)
                .param("id", id)
                .param("by", by)
                .param("today", today)
                .param("because", because)
                .update();
    }
}
