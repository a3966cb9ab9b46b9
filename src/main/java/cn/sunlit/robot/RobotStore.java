package cn.sunlit.robot;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the robot's plan and of how far its daily look has come. */
@Repository
class RobotStore {

    private final JdbcClient jdbc;
    private final Deferred<List<First>> deferred = new Deferred<>(80, Set.of("robot.run"), ArrayList::new, this::write);

    RobotStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // --- plan

    static final String PLAN = """
            insert into robot.run (case_id, court, reason, period, because, institutions, party_id, due_on, state)
            values (:case_id, :court, :reason, :period, :because, string_to_array(:institutions, ','), :party, :due, 'PLANNED')
            on conflict (case_id, reason, period) do nothing
            """;

    /** @return false when it was planned before */
    boolean plan(Run run) {
        return jdbc.sql(PLAN)
                        .param("case_id", run.caseId())
                        .param("court", run.court())
                        .param("reason", run.reason().name())
                        .param("period", run.period())
                        .param("because", run.because())
                        .param("institutions", String.join(",", run.institutions()))
                        .param("party", run.about() == null ? null : run.about().value())
                        .param("due", run.dueOn())
                        .update()
                == 1;
    }

    /** What became of a first round in the very transaction that filed the case. */
    record First(CaseId caseId, CourtCode court, @Nullable Long batch, String state, String because, LocalDate on) {}

    static final String ADD_FIRST = """
            insert into robot.run (case_id, court, reason, period, because, due_on, state, batch_id, asked_on)
            select case_id, court, 'FIRST', '1', because, on_day, state, batch_id,
                   case when batch_id is not null then on_day end
              from unnest(:cases::bigint[], :courts::text[], :because::text[], :days::date[], :states::text[], :batches::bigint[])
                       as f (case_id, court, because, on_day, state, batch_id)
            """;

    /** Written when the transaction ends. */
    void addFirst(First first) {
        deferred.change(waiting -> waiting.add(first));
    }

    private void write(List<First> waiting) {
        List<First> all = List.copyOf(waiting);
        waiting.clear();
        jdbc.sql(ADD_FIRST)
                .param("cases", all.stream().map(f -> f.caseId().value()).toArray(Long[]::new))
                .param("courts", all.stream().map(f -> f.court().value()).toArray(String[]::new))
                .param("because", all.stream().map(First::because).toArray(String[]::new))
                .param("days", all.stream().map(f -> f.on().toString()).toArray(String[]::new))
                .param("states", all.stream().map(First::state).toArray(String[]::new))
                .param("batches", all.stream().map(First::batch).toArray(Long[]::new))
                .update();
    }

    static final String CLAIM = """
            select r.id, r.case_id, r.court, r.reason, r.period, r.because, array_to_string(r.institutions, ',') as institutions,
                   r.party_id, r.due_on
              from robot.run r
             where r.state = 'PLANNED' and r.due_on <= :today and (r.due_on, r.id) > (:after_day, :after)
               and coalesce((select s.runs from robot.switch s where s.court = r.court order by s.id desc limit 1), true)
             order by r.due_on, r.id
             limit 1
               for update of r skip locked
            """;

    /** The next one that is due, of a court for which the robot runs; locked until the transaction ends. */
    Optional<Run> claim(LocalDate today, LocalDate afterDay, long after) {
        return jdbc.sql(CLAIM)
                .param("today", today)
                .param("after_day", afterDay)
                .param("after", after)
                .query((row, n) -> run(row))
                .optional();
    }

    static final String BY_BATCH = """
            select r.id, r.case_id, r.court, r.reason, r.period, r.because, array_to_string(r.institutions, ',') as institutions,
                   r.party_id, r.due_on
              from robot.run r
             where r.batch_id = :batch
            """;

    Optional<Run> byBatch(long batch) {
        return jdbc.sql(BY_BATCH)
                .param("batch", batch)
                .query((row, n) -> run(row))
                .optional();
    }

    private static Run run(ResultSet row) throws SQLException {
        String institutions = row.getString("institutions");
        long party = row.getLong("party_id");
        PartyId about = row.wasNull() ? null : new PartyId(party);
        return new Run(
                row.getLong("id"),
                new CaseId(row.getLong("case_id")),
                new CourtCode(row.getString("court")),
                Reason.valueOf(row.getString("reason")),
                row.getString("period"),
                row.getString("because"),
                institutions.isEmpty() ? Set.of() : Set.of(institutions.split(",")),
                about,
                row.getObject("due_on", LocalDate.class));
    }

    static final String ASKED = """
            update robot.run set state = 'ASKED', batch_id = :batch, asked_on = :today where id = :id and state = 'PLANNED'
            """;

    void asked(long id, long batch, LocalDate today) {
        jdbc.sql(ASKED)
                .param("id", id)
                .param("batch", batch)
                .param("today", today)
                .update();
    }

    static final String LEFT = """
            update robot.run set state = 'LEFT' where id = :id and state in ('PLANNED', 'ASKED')
            """;

    /** It is not going to happen, or nothing came of it. */
    void left(long id) {
        jdbc.sql(LEFT).param("id", id).update();
    }

    static final String ENDED = """
            update robot.run set state = 'ENDED' where id = :id and state = 'ASKED'
            """;

    void ended(long id) {
        jdbc.sql(ENDED).param("id", id).update();
    }

    static final String POSTPONE = """
            update robot.run set due_on = :until, failures = failures + 1 where id = :id and state = 'PLANNED'
            returning failures
            """;

    /** @return how often it has failed now */
    int postpone(long id, LocalDate until) {
        return jdbc.sql(POSTPONE)
                .param("id", id)
                .param("until", until)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    static final String WAITING = """
            select count(*) from robot.run where court = :court and state = 'PLANNED' and due_on <= :today
            """;

    /** How many are due and not begun. */
    long waiting(CourtCode court, LocalDate today) {
        return jdbc.sql(WAITING)
                .param("court", court)
                .param("today", today)
                .query(Long.class)
                .single();
    }

    // --- the daily look at cases that near their end

    static final String NEAR_TERM = """
            select n.id, n.case_id, n.court, n.code, n.due_on, n.started_on
              from docket.node n
              join cases.file f on f.id = n.case_id
             where n.state = 'OPEN' and f.stage = 'OPEN' and n.id > :after
               and ((n.code = 'I03' and n.yellow_on between :since and :today)
                 or (n.code = 'I02' and n.yellow_on between :since and :ahead))
               and not exists (select 1 from robot.run r
                                where r.case_id = n.case_id
                                  and r.reason = case n.code when 'I03' then 'BEFORE_TERM' else 'BEFORE_CLOSING' end
                                  and r.period = coalesce(case n.code when 'I03' then n.due_on else n.started_on end, n.started_on)::text)
             order by n.id
             limit 200
            """;

    /** Cases whose term turns yellow, or for which the end of this procedure is being prepared. */
    List<Near> near(LocalDate since, LocalDate today, LocalDate ahead, long after) {
        return jdbc.sql(NEAR_TERM)
                .param("since", since)
                .param("today", today)
                .param("ahead", ahead)
                .param("after", after)
                .query((row, n) -> new Near(
                        row.getLong("id"),
                        new CaseId(row.getLong("case_id")),
                        new CourtCode(row.getString("court")),
                        row.getString("code"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("started_on", LocalDate.class)))
                .list();
    }

    /** @param code I03 the closing, I02 the review before closing without result */
    record Near(
            long node,
            CaseId caseId,
            CourtCode court,
            String code,
            @Nullable LocalDate dueOn,
            LocalDate startedOn) {}

    static final String DONE_UNTIL = """
            select done_until from robot.watermark where job = :job
            """;

    Optional<LocalDate> doneUntil(String job) {
        return jdbc.sql(DONE_UNTIL).param("job", job).query(LocalDate.class).optional();
    }

    static final String BEGIN_JOB = """
            insert into robot.watermark (job, done_until) values (:job, :day) on conflict (job) do nothing
            """;

    void beginJob(String job, LocalDate day) {
        jdbc.sql(BEGIN_JOB).param("job", job).param("day", day).update();
    }

    static final String LOCK_JOB = """
            select done_until from robot.watermark where job = :job for update skip locked
            """;

    /** Empty while another process is at it. */
    Optional<LocalDate> lockJob(String job) {
        return jdbc.sql(LOCK_JOB).param("job", job).query(LocalDate.class).optional();
    }

    static final String JOB_DONE = """
            update robot.watermark set done_until = :day where job = :job
            """;

    void jobDone(String job, LocalDate day) {
        jdbc.sql(JOB_DONE).param("job", job).param("day", day).update();
    }

    // --- what was found after the end of the procedure

    static final String FOUND_SINCE = """
            select a.kind, a.title, a.available_fen, c.found_on >= :since as is_new
              from property.asset_case c
              join property.asset a on a.id = c.asset_id
             where c.case_id = :case_id and c.source = 'INQUIRY' and c.screening <> 'NOT_EXECUTABLE' and a.as_of >= :begins
             order by a.id
             limit 500
            """;

    /** What the institutions have named since that day and nobody has found unfit for execution. */
    List<Seen> foundSince(CaseId id, LocalDate since) {
        return jdbc.sql(FOUND_SINCE)
                .param("case_id", id)
                .param("since", since)
                // The court's midnight, wherever the session of the database has its own.
                .param("begins", AnswerQuality.start(since))
                .query((row, n) -> {
                    long available = row.getLong("available_fen");
                    Long known = row.wasNull() ? null : available;
                    return new Seen(row.getString("kind"), row.getString("title"), known, row.getBoolean("is_new"));
                })
                .list();
    }

    /** @param isNew whether the case did not know of it before */
    record Seen(String kind, String title, @Nullable Long availableFen, boolean isNew) {}
}
