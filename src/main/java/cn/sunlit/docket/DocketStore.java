package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the docket. */
@Repository
class DocketStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private final JdbcClient jdbc;

    DocketStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ADD_VERSION = """
            insert into docket.catalogue_version (court, version, effective_from, hash, inner_yaml, public_yaml, loaded_at)
            values (null, :version, :effectiveFrom, :hash, :inner, :open, :at)
            on conflict (court, hash) do nothing
            """;

    void addVersion(Catalogue catalogue, String inner, String open, Instant at) {
        jdbc.sql(ADD_VERSION)
                .param("version", catalogue.version())
                .param("effectiveFrom", catalogue.effectiveFrom())
                .param("hash", catalogue.hash())
                .param("inner", inner)
                .param("open", open)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    record VersionText(String hash, String inner, String open) {}

    static final String VERSION = """
            select hash, inner_yaml, public_yaml from docket.catalogue_version where id = :id
            """;

    VersionText version(long id) {
        return jdbc.sql(VERSION)
                .param("id", id)
                .query((r, n) ->
                        new VersionText(r.getString("hash"), r.getString("inner_yaml"), r.getString("public_yaml")))
                .single();
    }

    /** The version in force on that day, a court's own before the common one; before the first version, the first. */
    static final String OPEN = """
            insert into docket.docket (case_id, court, version_id, opened_on)
            select :caseId, :court, v.id, :on
            from docket.catalogue_version v
            where v.court is null or v.court = :court
            order by v.effective_from <= :on desc,
                     case when v.effective_from <= :on then v.effective_from end desc nulls last,
                     v.effective_from, v.court nulls last, v.id desc
            limit 1
            on conflict (case_id) do nothing
            """;

    void open(CaseId id, CourtCode court, LocalDate on) {
        jdbc.sql(OPEN)
                .param("caseId", id.value())
                .param("court", court.value())
                .param("on", on)
                .update();
    }

    record Head(
            CaseId caseId,
            CourtCode court,
            long versionId,
            @Nullable String owner) {}

    static final String HEAD = """
            select case_id, court, version_id, owner from docket.docket where case_id = :caseId
            """;

    Optional<Head> head(CaseId id) {
        return jdbc.sql(HEAD)
                .param("caseId", id.value())
                .query((r, n) -> new Head(
                        new CaseId(r.getLong("case_id")),
                        new CourtCode(r.getString("court")),
                        r.getLong("version_id"),
                        r.getString("owner")))
                .optional();
    }

    static final String ROWS = """
            select n.*, coalesce(e.items, '[]') as evidence
            from docket.node n
            left join lateral (
                select json_agg(json_build_object('kind', kind, 'reference', reference, 'title', title, 'sha256', sha256)
                                order by id) as items
                from docket.evidence where node_id = n.id
            ) e on true
            where n.case_id = :caseId
            order by n.id
            """;

    List<NodeRow> rows(CaseId id) {
        return jdbc.sql(ROWS)
                .param("caseId", id.value())
                .query(DocketStore::row)
                .list();
    }

    /** A run to be begun. */
    record Begin(
            String code,
            String subject,
            int run,
            String startEvent,
            String startCause,
            LocalDate startedOn,
            DueDays days,
            Authority authority) {}

    /** Shape in which {@link Begin} travels to the database. */
    private record BeginJson(
            String code,
            String subject,
            int run,
            String start_event,
            String start_cause,
            String started_on,
            @Nullable String due_on,
            @Nullable String yellow_on,
            @Nullable String red_on,
            @Nullable String overdue_on,
            boolean provisional,
            String due_proof,
            String authority) {
        static BeginJson of(Begin b) {
            DueDays d = b.days();
            return new BeginJson(
                    b.code(),
                    b.subject(),
                    b.run(),
                    b.startEvent(),
                    b.startCause(),
                    b.startedOn().toString(),
                    text(d.dueOn()),
                    text(d.yellowOn()),
                    text(d.redOn()),
                    text(d.overdueOn()),
                    d.provisional(),
                    d.proof(),
                    b.authority().name());
        }

        private static @Nullable String text(@Nullable LocalDate day) {
            return day == null ? null : day.toString();
        }
    }

    /** A run whose lamps are on when it begins raises its alerts at once; the sweep only sees days still to come. */
    static final String BEGIN = """
            with begun as (
                insert into docket.node (case_id, court, owner, code, subject, run, start_event, start_cause, started_on,
                                         due_on, yellow_on, red_on, overdue_on, provisional, due_proof, authority, state)
                select :caseId, :court, :owner, b.code, b.subject, b.run, b.start_event, b.start_cause, b.started_on,
                       b.due_on, b.yellow_on, b.red_on, b.overdue_on, b.provisional, b.due_proof, b.authority, 'OPEN'
                from jsonb_to_recordset(:runs::jsonb) as b (
                    code text, subject text, run int, start_event text, start_cause text, started_on date, due_on date,
                    yellow_on date, red_on date, overdue_on date, provisional boolean, due_proof text, authority text)
                on conflict do nothing
                returning *
            ), alerted as (
                insert into docket.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, raised_at)
                select n.id, n.case_id, n.court, n.owner, n.code, l.level, n.due_on, l.day, :at
                from begun n,
                     lateral (values ('YELLOW', n.yellow_on), ('RED', n.red_on), ('OVERDUE', n.overdue_on)) l (level, day)
                where l.day <= :today
                on conflict do nothing
            )
            select id, code from begun order by id
            """;

    record Begun(long id, String code) {}

    List<Begun> begin(Head head, List<Begin> runs, LocalDate today, Instant at) {
        return jdbc.sql(BEGIN)
                .param("caseId", head.caseId().value())
                .param("court", head.court().value())
                .param("owner", head.owner(), Types.VARCHAR)
                .param(
                        "runs",
                        JSON.writeValueAsString(runs.stream().map(BeginJson::of).toList()))
                .param("today", today)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((r, n) -> new Begun(r.getLong("id"), r.getString("code")))
                .list();
    }

    static final String COMPLETE = """
            with done as (
                update docket.node set state = 'DONE', done_on = :on, done_by = :by, recorded_at = :at, late = :late,
                                       before_cause = :beforeCause
                where id = :id and state = 'OPEN'
                returning id
            ), proved as (
                insert into docket.evidence (node_id, kind, reference, title, sha256)
                select done.id, e.kind, e.reference, e.title, e.sha256
                from done, jsonb_to_recordset(:evidence::jsonb) as e (kind text, reference text, title text, sha256 text)
                on conflict (node_id, kind, reference) do nothing
            )
            select id from done
            """;

    /** @return whether the run was still open */
    boolean complete(
            long nodeId,
            LocalDate on,
            String by,
            Instant at,
            boolean late,
            boolean beforeCause,
            List<Evidence> evidence) {
        return jdbc.sql(COMPLETE)
                .param("id", nodeId)
                .param("on", on)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("late", late)
                .param("beforeCause", beforeCause)
                .param("evidence", JSON.writeValueAsString(evidence))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    static final String COMPLETE_AT_ONCE = """
            with done as (
                insert into docket.node (case_id, court, owner, code, subject, run, start_event, start_cause, started_on,
                                         due_on, yellow_on, red_on, overdue_on, provisional, due_proof, authority, state,
                                         done_on, done_by, recorded_at, late, before_cause)
                select :caseId, :court, :owner, b.code, b.subject, b.run, b.start_event, b.start_cause, b.started_on,
                       b.due_on, b.yellow_on, b.red_on, b.overdue_on, b.provisional, b.due_proof, b.authority, 'DONE',
                       b.started_on, :by, :at, false, :beforeCause
                from jsonb_to_record(:run::jsonb) as b (
                    code text, subject text, run int, start_event text, start_cause text, started_on date, due_on date,
                    yellow_on date, red_on date, overdue_on date, provisional boolean, due_proof text, authority text)
                on conflict do nothing
                returning id
            ), proved as (
                insert into docket.evidence (node_id, kind, reference, title, sha256)
                select done.id, e.kind, e.reference, e.title, e.sha256
                from done, jsonb_to_recordset(:evidence::jsonb) as e (kind text, reference text, title text, sha256 text)
                on conflict (node_id, kind, reference) do nothing
            )
            select id from done
            """;

    /** A node that was done without having been begun: both on the same day. */
    Optional<Long> completeAtOnce(
            Head head, Begin run, String by, Instant at, boolean beforeCause, List<Evidence> evidence) {
        return jdbc.sql(COMPLETE_AT_ONCE)
                .param("caseId", head.caseId().value())
                .param("court", head.court().value())
                .param("owner", head.owner(), Types.VARCHAR)
                .param("run", JSON.writeValueAsString(BeginJson.of(run)))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("beforeCause", beforeCause)
                .param("evidence", JSON.writeValueAsString(evidence))
                .query(Long.class)
                .optional();
    }

    static final String WAIVE = """
            update docket.node set state = 'WAIVED', waived_for = :reason, done_by = :by, recorded_at = :at
            where case_id = :caseId and code = :code and state = 'OPEN'
              and (:subject::text is null or subject = :subject)
            """;

    int waive(CaseId id, String code, @Nullable String subject, String reason, String by, Instant at) {
        return jdbc.sql(WAIVE)
                .param("caseId", id.value())
                .param("code", code)
                .param("subject", subject, Types.VARCHAR)
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String REFERENCE_KNOWN = """
            with set as (
                update docket.node set due_on = :dueOn, yellow_on = :yellowOn, red_on = :redOn, overdue_on = :overdueOn,
                                       due_proof = :proof
                where case_id = :caseId and code = :code and subject = :subject and state = 'OPEN'
                returning *
            ), alerted as (
                insert into docket.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, raised_at)
                select n.id, n.case_id, n.court, n.owner, n.code, l.level, n.due_on, l.day, :at
                from set n,
                     lateral (values ('YELLOW', n.yellow_on), ('RED', n.red_on), ('OVERDUE', n.overdue_on)) l (level, day)
                where l.day <= :today
                on conflict do nothing
            )
            select count(*) from set
            """;

    /** @return whether there was such an open run */
    boolean referenceKnown(CaseId id, String code, String subject, DueDays days, LocalDate today, Instant at) {
        return jdbc.sql(REFERENCE_KNOWN)
                        .param("caseId", id.value())
                        .param("code", code)
                        .param("subject", subject)
                        .param("dueOn", days.dueOn(), Types.DATE)
                        .param("yellowOn", days.yellowOn(), Types.DATE)
                        .param("redOn", days.redOn(), Types.DATE)
                        .param("overdueOn", days.overdueOn(), Types.DATE)
                        .param("proof", days.proof())
                        .param("today", today)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    static final String SET_OWNER = """
            with docket as (
                update docket.docket set owner = :owner where case_id = :caseId
            )
            update docket.node set owner = :owner where case_id = :caseId and state = 'OPEN'
            """;

    void setOwner(CaseId id, String owner) {
        jdbc.sql(SET_OWNER).param("owner", owner).param("caseId", id.value()).update();
    }

    record DueRow(
            CaseId caseId,
            CourtCode court,
            long versionId,
            String code,
            LocalDate dueOn,
            Alert alert,
            String authority) {}

    static final String DUE_OF_OWNER = """
            select n.case_id, n.court, d.version_id, n.code, n.due_on, n.yellow_on, n.red_on, n.overdue_on, n.authority
            from docket.node n join docket.docket d using (case_id)
            where n.court = :court and n.owner = :owner and n.state = 'OPEN' and n.due_on <= :until
            order by n.due_on, n.id limit 500
            """;

    static final String DUE_OF_COURT = """
            select n.case_id, n.court, d.version_id, n.code, n.due_on, n.yellow_on, n.red_on, n.overdue_on, n.authority
            from docket.node n join docket.docket d using (case_id)
            where n.court = :court and n.state = 'OPEN' and n.due_on <= :until
            order by n.due_on, n.id limit 500
            """;

    List<DueRow> due(CourtCode court, @Nullable String owner, LocalDate until, LocalDate today) {
        JdbcClient.StatementSpec statement =
                owner == null ? jdbc.sql(DUE_OF_COURT) : jdbc.sql(DUE_OF_OWNER).param("owner", owner);
        return statement
                .param("court", court.value())
                .param("until", until)
                .query((r, n) -> new DueRow(
                        new CaseId(r.getLong("case_id")),
                        new CourtCode(r.getString("court")),
                        r.getLong("version_id"),
                        r.getString("code"),
                        r.getObject("due_on", LocalDate.class),
                        DueDays.alert(day(r, "yellow_on"), day(r, "red_on"), day(r, "overdue_on"), today),
                        r.getString("authority")))
                .list();
    }

    static final String BEGIN_WATERMARK = """
            insert into docket.watermark (job, done_until) values ('alerts', :today) on conflict (job) do nothing
            """;

    static final String WATERMARK = """
            select done_until from docket.watermark where job = 'alerts'
            """;

    /** Up to which day alerts were raised; the very first time it is set to today, since beginnings raise their own. */
    LocalDate watermark(LocalDate today) {
        return jdbc.sql(WATERMARK).query(LocalDate.class).optional().orElseGet(() -> {
            jdbc.sql(BEGIN_WATERMARK).param("today", today).update();
            return today;
        });
    }

    static final String LOCK_WATERMARK = """
            select done_until from docket.watermark where job = 'alerts' for update skip locked
            """;

    Optional<LocalDate> lockWatermark() {
        return jdbc.sql(LOCK_WATERMARK).query(LocalDate.class).optional();
    }

    /**
     * The window begins a day early: a run begun a moment before midnight may have become visible after that day's sweep.
     */
    static final String RAISE = """
            insert into docket.alert (node_id, case_id, court, owner, code, level, due_on, turned_on, raised_at)
            select id, case_id, court, owner, code, 'YELLOW', due_on, yellow_on, :at::timestamptz from docket.node
            where state = 'OPEN' and yellow_on >= :since and yellow_on <= :today
            union all
            select id, case_id, court, owner, code, 'RED', due_on, red_on, :at::timestamptz from docket.node
            where state = 'OPEN' and red_on >= :since and red_on <= :today
            union all
            select id, case_id, court, owner, code, 'OVERDUE', due_on, overdue_on, :at::timestamptz from docket.node
            where state = 'OPEN' and overdue_on >= :since and overdue_on <= :today
            on conflict (node_id, level, due_on) do nothing
            """;

    int raise(LocalDate since, LocalDate today, Instant at) {
        return jdbc.sql(RAISE)
                .param("since", since)
                .param("today", today)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String ADVANCE_WATERMARK = """
            update docket.watermark set done_until = :today where job = 'alerts'
            """;

    void advanceWatermark(LocalDate today) {
        jdbc.sql(ADVANCE_WATERMARK).param("today", today).update();
    }

    private static @Nullable LocalDate day(ResultSet r, String column) throws SQLException {
        return r.getObject(column, LocalDate.class);
    }

    private static NodeRow row(ResultSet r, int n) throws SQLException {
        return new NodeRow(
                r.getLong("id"),
                r.getString("code"),
                r.getString("subject"),
                r.getInt("run"),
                r.getString("start_event"),
                r.getString("start_cause"),
                r.getObject("started_on", LocalDate.class),
                day(r, "due_on"),
                day(r, "yellow_on"),
                day(r, "red_on"),
                day(r, "overdue_on"),
                r.getBoolean("provisional"),
                r.getString("due_proof"),
                State.valueOf(r.getString("state")),
                day(r, "done_on"),
                r.getString("done_by"),
                r.getBoolean("late"),
                r.getBoolean("before_cause"),
                r.getString("waived_for"),
                JSON.readValue(r.getString("evidence"), EVIDENCE));
    }
}
