package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Renewals that the guardian proposed: what runs out and was not proposed yet, what became of each, to whom it climbed. */
@Repository
class RenewalStore {

    private final JdbcClient jdbc;

    RenewalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // --- what is to be proposed

    /**
     * A hold that may need a proposal.
     *
     * @param tells whether it preserves for a suit, so that who applied for it is told until when it holds
     */
    record Candidate(
            long measure,
            CaseId caseId,
            CourtCode court,
            String institution,
            String kind,
            LocalDate endsOn,
            String title,
            String place,
            boolean tells) {}

    private static final String CANDIDATE = """
            select g.measure_id, g.case_id, g.court, g.institution, g.kind, g.ends_on, a.title, a.holder_place,
                   m.state = 'EFFECTIVE' and not f.imported and (m.inherited or f.type = 'PRESERVATION_ENFORCEMENT') as tells
              from (%s) g
              join property.measure m on m.id = g.measure_id
              join property.asset a on a.id = m.asset_id
              join cases.file f on f.id = g.case_id
             order by g.ends_on, g.measure_id
            """;

    static final String FRESH = CANDIDATE.formatted("""
            select * from property.guard where fresh order by measure_id limit :most for update skip locked""");

    /** Those whose last day came to be what it is since they were looked at. */
    List<Candidate> fresh(int most) {
        return jdbc.sql(FRESH).param("most", most).query((r, n) -> candidate(r)).list();
    }

    static final String UNASKED = "with p as materialized (select :calm::jsonb as calm) "
            + CANDIDATE.formatted("""
            select g.* from p, property.guard g
             where g.court = :court and not g.lost and not g.asked and not g.let_go and not g.fresh
               and g.ends_on < :before and g.ends_on < %s
             order by g.ends_on
             limit :most for update of g skip locked""".formatted(GuardianStore.day("p.calm")));

    /** Those of a court that are no longer calm and for which nothing was proposed. */
    List<Candidate> unasked(GuardianStore.Place place, int most) {
        return jdbc.sql(UNASKED)
                .param("court", place.court())
                .param("calm", GuardianStore.json(place, GuardianRules.Marks::calm))
                .param("before", place.latestCalm())
                .param("most", most)
                .query((r, n) -> candidate(r))
                .list();
    }

    private static Candidate candidate(ResultSet r) throws SQLException {
        return new Candidate(
                r.getLong("measure_id"),
                new CaseId(r.getLong("case_id")),
                new CourtCode(r.getString("court")),
                r.getString("institution"),
                r.getString("kind"),
                r.getObject("ends_on", LocalDate.class),
                r.getString("title"),
                r.getString("holder_place"),
                r.getBoolean("tells"));
    }

    static final String COURTS = """
            with recursive c as (
                (select court from property.guard where not lost order by court limit 1)
                union all
                select (select g.court from property.guard g where not g.lost and g.court > c.court order by g.court limit 1)
                  from c where c.court is not null)
            select court from c where court is not null
            """;

    /** The courts that hold anything, found without reading what they hold. */
    List<CourtCode> courts() {
        return jdbc.sql(COURTS).query(String.class).list().stream()
                .map(CourtCode::new)
                .toList();
    }

    static final String LOOKED_AT = """
            update property.guard set fresh = false, asked = asked or measure_id = any (:asked) where measure_id = any (:ids)
            """;

    void lookedAt(Collection<Long> all, Collection<Long> asked) {
        jdbc.sql(LOOKED_AT)
                .param("ids", all.toArray(Long[]::new))
                .param("asked", asked.toArray(Long[]::new))
                .update();
    }

    static final String PROPOSE = """
            insert into property.renewal (measure_id, case_id, court, ends_on, last_act_on, lead, proposed_on, state)
            values (:measure, :case_id, :court, :ends, :last_act, :lead, :on, 'PROPOSED')
            on conflict (measure_id, ends_on) do nothing
            """;

    /** @return false when it was proposed before */
    boolean propose(Candidate c, LocalDate lastDayToAct, String lead, LocalDate on) {
        return jdbc.sql(PROPOSE)
                        .param("measure", c.measure())
                        .param("case_id", c.caseId())
                        .param("court", c.court())
                        .param("ends", c.endsOn())
                        .param("last_act", lastDayToAct)
                        .param("lead", lead)
                        .param("on", on)
                        .update()
                == 1;
    }

    static final String DONE_UNTIL = """
            select done_until from property.guardian_day where job = :job
            """;

    Optional<LocalDate> doneUntil(String job) {
        return jdbc.sql(DONE_UNTIL).param("job", job).query(LocalDate.class).optional();
    }

    static final String DONE = """
            insert into property.guardian_day (job, done_until) values (:job, :day)
            on conflict (job) do update set done_until = excluded.done_until where guardian_day.done_until <> excluded.done_until
            """;

    /** @return false when another process has done that day */
    boolean done(String job, LocalDate day) {
        return jdbc.sql(DONE).param("job", job).param("day", day).update() == 1;
    }

    // --- what becomes of a proposal

    /**
     * A proposal as it stands.
     *
     * @param standing whether the hold still stands and ends on the day for which it was proposed
     * @param order the state of what was ordered, or null
     */
    record Renewal(
            long id,
            long measure,
            long asset,
            CaseId caseId,
            CaseNumber number,
            CourtCode court,
            LocalDate endsOn,
            LocalDate lastDayToAct,
            String state,
            boolean standing,
            boolean waiting,
            boolean preservation,
            String title,
            String place,
            @Nullable String order) {

        boolean isOpen() {
            return state.equals("PROPOSED") || "FAILED".equals(order);
        }
    }

    private static final String RENEWAL = """
            select r.id, r.measure_id, m.asset_id, r.case_id, f.number, r.court, r.ends_on, r.last_act_on, r.state, m.state as held,
                   coalesce(g.ends_on = r.ends_on and not g.lost, false) as standing, f.type, a.title, a.holder_place, o.state as order_state
              from property.renewal r
              join property.measure m on m.id = r.measure_id
              join property.asset a on a.id = m.asset_id
              join cases.file f on f.id = r.case_id
              left join property.guard g on g.measure_id = r.measure_id
              left join property.measure o on o.id = r.order_id
            """;

    static final String FIND = RENEWAL + " where r.id = :id";

    Optional<Renewal> find(long id) {
        return jdbc.sql(FIND).param("id", id).query((r, n) -> renewal(r)).optional();
    }

    static final String LOCK = RENEWAL + " where r.id = :id for update of r";

    Optional<Renewal> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query((r, n) -> renewal(r)).optional();
    }

    private static Renewal renewal(ResultSet r) throws SQLException {
        return new Renewal(
                r.getLong("id"),
                r.getLong("measure_id"),
                r.getLong("asset_id"),
                new CaseId(r.getLong("case_id")),
                CaseNumber.parseAnyForm(r.getString("number")),
                new CourtCode(r.getString("court")),
                r.getObject("ends_on", LocalDate.class),
                r.getObject("last_act_on", LocalDate.class),
                r.getString("state"),
                r.getBoolean("standing"),
                r.getString("held").equals("WAITING"),
                r.getString("type").equals("PRESERVATION_ENFORCEMENT"),
                r.getString("title"),
                r.getString("holder_place"),
                r.getString("order_state"));
    }

    static final String ORDERED = """
            update property.renewal
               set state = 'ORDERED', order_id = :order, reason = coalesce(:reason, reason), decided_by = :by, decided_on = :on
             where id = :id
            """;

    void ordered(long id, long order, @Nullable String reason, String by, LocalDate on) {
        jdbc.sql(ORDERED)
                .param("id", id)
                .param("order", order)
                .param("reason", reason)
                .param("by", by)
                .param("on", on)
                .update();
    }

    static final String DECLINED = """
            with declined as (
                update property.renewal
                   set state = 'DECLINED', order_id = null, reason = :reason, decided_by = :by, decided_on = :on
                 where id = :id
                returning measure_id, ends_on)
            update property.guard g set let_go = true from declined d where g.measure_id = d.measure_id and g.ends_on = d.ends_on
            """;

    void declined(long id, String reason, String by, LocalDate on) {
        jdbc.sql(DECLINED)
                .param("id", id)
                .param("reason", reason)
                .param("by", by)
                .param("on", on)
                .update();
    }

    static final String REGISTERED_AGAIN = """
            update property.measure set remind_on = :until where id = :id and state = 'WAITING'
            """;

    /** A register keeps a waiting place until another day. */
    void registeredAgain(long measure, LocalDate until) {
        jdbc.sql(REGISTERED_AGAIN).param("id", measure).param("until", until).update();
    }

    // --- climbing

    /** A renewal that is not done, with whoever must act. */
    record Undone(
            long id,
            CaseNumber number,
            CourtCode court,
            @Nullable String officer,
            String institution,
            String kind,
            LocalDate endsOn,
            LocalDate lastDayToAct,
            @Nullable String order,
            @Nullable LocalDate orderedOn,
            boolean leaderKnows) {}

    static final String UNDONE = """
            select r.id, f.number, r.court, f.officer, g.institution, g.kind, r.ends_on, r.last_act_on, o.state as order_state,
                   r.decided_on, exists (select 1 from property.renewal_step s where s.renewal_id = r.id) as leader_knows
              from property.guard g
              join property.renewal r on r.measure_id = g.measure_id and r.ends_on = g.ends_on
              join cases.file f on f.id = g.case_id
              left join property.measure o on o.id = r.order_id
             where g.court = any (:courts) and not g.lost and g.asked and not g.let_go and g.ends_on < :before
               and (r.last_act_on < :today or o.state in ('ORDERED', 'FAILED'))
               and not exists (select 1 from property.renewal_step s where s.renewal_id = r.id and s.rung = 'DIRECTOR')
             order by r.id
            """;

    /** What was proposed for the holds that end before a day and should be looked at by somebody else. */
    List<Undone> undone(List<CourtCode> courts, LocalDate before, LocalDate today) {
        return jdbc.sql(UNDONE)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("before", before)
                .param("today", today)
                .query((r, n) -> new Undone(
                        r.getLong("id"),
                        CaseNumber.parseAnyForm(r.getString("number")),
                        new CourtCode(r.getString("court")),
                        r.getString("officer"),
                        r.getString("institution"),
                        r.getString("kind"),
                        r.getObject("ends_on", LocalDate.class),
                        r.getObject("last_act_on", LocalDate.class),
                        r.getString("order_state"),
                        date(r, "decided_on"),
                        r.getBoolean("leader_knows")))
                .list();
    }

    static final String STEP = """
            insert into property.renewal_step (renewal_id, rung, receiver, why, on_day)
            values (:renewal, :rung, :receiver, :why, :on)
            on conflict do nothing
            """;

    /** @return false when it had climbed there before */
    boolean step(long renewal, String rung, String receiver, String why, LocalDate on) {
        return jdbc.sql(STEP)
                        .param("renewal", renewal)
                        .param("rung", rung)
                        .param("receiver", receiver)
                        .param("why", why)
                        .param("on", on)
                        .update()
                == 1;
    }

    private static @Nullable LocalDate date(ResultSet r, String column) throws SQLException {
        Date day = r.getDate(column);
        return day == null ? null : day.toLocalDate();
    }
}
