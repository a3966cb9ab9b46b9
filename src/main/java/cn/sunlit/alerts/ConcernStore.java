package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of concerns: what stands is few and found by index, what has ended is not read again. */
@Repository
class ConcernStore {

    private final JdbcClient jdbc;

    ConcernStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String BEGIN = """
            insert into alerts.watermark (job, done_until) values ('concerns', :today) on conflict (job) do nothing
            """;

    static final String LOCK = """
            select done_until from alerts.watermark where job = 'concerns' for update skip locked
            """;

    /** @return false where another process is at it */
    boolean lock(LocalDate today) {
        jdbc.sql(BEGIN).param("today", today).update();
        return jdbc.sql(LOCK).query(LocalDate.class).optional().isPresent();
    }

    static final String DONE = """
            update alerts.watermark set done_until = :today where job = 'concerns' and done_until <> :today
            """;

    void done(LocalDate today) {
        jdbc.sql(DONE).param("today", today).update();
    }

    /**
     * What stands.
     *
     * @param owner the officer of its case, as of now; null where it is a desk's or nobody has the case
     * @param taken the steps that it has gone, as {@code RED LEADER}
     * @param held to which day it is held at a step by an explanation
     */
    record Standing(
            long id,
            String kind,
            String subject,
            CourtCode court,
            @Nullable Role desk,
            @Nullable String owner,
            Lamps lamps,
            Set<String> taken,
            Map<String, LocalDate> held) {

        @Nullable
        LocalDate back(Alert level, Rung rung) {
            return held.get(level + " " + rung);
        }
    }

    static final String STANDING = """
            select c.id, c.kind, c.subject, c.court, c.desk, case when c.desk is null then f.officer end as owner, c.yellow_on, c.red_on,
                   c.overdue_on, array(select s.level || ' ' || s.rung from alerts.concern_step s where s.concern = c.id) as taken,
                   array(select e.level || ' ' || e.rung || '=' || e.back_on from alerts.concern_explanation e
                         where e.concern = c.id) as held
            from alerts.concern c left join cases.file f on f.id = c.case_id
            where c.ended_on is null
            order by c.id
            """;

    List<Standing> standing() {
        return jdbc.sql(STANDING)
                .query((r, n) -> new Standing(
                        r.getLong("id"),
                        r.getString("kind"),
                        r.getString("subject"),
                        new CourtCode(r.getString("court")),
                        desk(r),
                        r.getString("owner"),
                        lamps(r),
                        Set.of((String[]) r.getArray("taken").getArray()),
                        held(r)))
                .list();
    }

    static final String ENDED_BEFORE = """
            select exists (select 1 from alerts.concern where kind = :kind and subject = :subject and ended_on is not null)
            """;

    boolean endedBefore(Concern c) {
        return jdbc.sql(ENDED_BEFORE)
                .param("kind", c.kind())
                .param("subject", c.subject())
                .query(Boolean.class)
                .single();
    }

    static final String RAISE = """
            insert into alerts.concern (kind, subject, court, case_id, desk, body, path, fen, since, yellow_on, red_on, overdue_on,
                                        raised_on, raised_at)
            values (:kind, :subject, :court, :case, :desk, :body, :path, :fen, :since, :yellow, :red, :overdue, :today, :at)
            """;

    void raise(Concern c, Lamps lamps, LocalDate today, Instant at) {
        jdbc.sql(RAISE)
                .param("kind", c.kind())
                .param("subject", c.subject())
                .param("court", c.court().value())
                .param("case", c.caseId() == null ? null : c.caseId().value(), Types.BIGINT)
                .param("desk", c.desk() == null ? null : c.desk().name(), Types.VARCHAR)
                .param("body", c.body())
                .param("path", c.path())
                .param("fen", c.amount() == null ? null : c.amount().fen(), Types.BIGINT)
                .param("since", c.since())
                .param("yellow", lamps.yellowOn())
                .param("red", lamps.redOn())
                .param("overdue", lamps.overdueOn())
                .param("today", today)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String END = """
            update alerts.concern set ended_on = :today where id = any(:ids) and ended_on is null
            """;

    void end(Collection<Long> ids, LocalDate today) {
        jdbc.sql(END)
                .param("today", today)
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    static final String STEP = """
            insert into alerts.concern_step (concern, level, rung, on_day, receivers, raised_at)
            values (:concern, :level, :rung, :on, :receivers, :at) on conflict do nothing
            """;

    void step(long concern, ConcernSteps.Step step, List<String> receivers, Instant at) {
        jdbc.sql(STEP)
                .param("concern", concern)
                .param("level", step.level().name())
                .param("rung", step.rung().name())
                .param("on", step.on())
                .param("receivers", receivers.toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * A standing concern as it is shown.
     *
     * @param number of its case, null where it belongs to none
     * @param stepLevel its colour when it came to whom it is with now
     * @param rung with whom it is now
     * @param received whether it ever came to who asks
     * @param held to which day it is held at a step by an explanation
     * @param explainedUntil the term of the explanation given where it is now
     */
    record Row(
            long id,
            CourtCode court,
            @Nullable CaseNumber number,
            @Nullable Role desk,
            @Nullable String owner,
            String body,
            String path,
            @Nullable Money amount,
            Alert level,
            LocalDate since,
            Lamps lamps,
            Alert stepLevel,
            Rung rung,
            @Nullable LocalDate reachedOn,
            boolean received,
            Map<String, LocalDate> held,
            @Nullable LocalDate explainedUntil) {

        @Nullable
        LocalDate back(Alert colour, Rung at) {
            return held.get(colour + " " + at);
        }
    }

    private static final String SHOWN = """
            select c.id, c.court, f.number, c.desk, case when c.desk is null then f.officer end as owner, c.body, c.path, c.fen, c.since,
                   c.yellow_on, c.red_on, c.overdue_on, coalesce(s.level, 'YELLOW') as step_level, coalesce(s.rung, 'OWNER') as rung,
                   s.on_day, x.until_on,
                   exists (select 1 from alerts.concern_step r where r.concern = c.id and :login = any(r.receivers)) as received,
                   array(select e.level || ' ' || e.rung || '=' || e.back_on from alerts.concern_explanation e
                         where e.concern = c.id) as held
            from alerts.concern c left join cases.file f on f.id = c.case_id
            left join lateral (select * from alerts.concern_step s where s.concern = c.id
                               order by s.on_day desc, s.raised_at desc limit 1) s on true
            left join alerts.concern_explanation x on x.concern = c.id and x.level = s.level and x.rung = s.rung
            where c.ended_on is null and c.yellow_on <= :today and c.court = any(:courts)
              and (:level::text is null or :level = case when c.overdue_on <= :today then 'OVERDUE'
                                                        when c.red_on <= :today then 'RED' else 'YELLOW' end)
            """;

    static final String ONE = SHOWN + " and c.id = :id";

    /** A concern that stands, in hand, as it is for who asks. */
    Optional<Row> one(long id, CourtCode court, String login, LocalDate today) {
        return rows(
                        jdbc.sql(ONE).param("id", id),
                        new AlertStore.Sought(List.of(court), null, null, null),
                        login,
                        today,
                        1)
                .stream()
                .findFirst();
    }

    static final String PLACE = "select court, case_id from alerts.concern where id = :id";

    /** Whose a concern is, standing or ended. */
    record Place(CourtCode court, @Nullable CaseId caseId) {}

    Optional<Place> place(long id) {
        return jdbc.sql(PLACE).param("id", id).query(Place.class).optional();
    }

    static final String EXPLAIN = """
            insert into alerts.concern_explanation (concern, level, rung, kind, body, until_on, back_on, made_by, made_name, made_on, made_at)
            values (:concern, :level, :rung, :kind, :body, :until, :back, :by, :name, :on, :at) on conflict do nothing
            """;

    /** An explanation: the term that it asks for, and the first day after it. */
    record Explanation(Excuse kind, String body, LocalDate until, LocalDate back) {}

    /** @return false when it was explained at this rung and colour before */
    boolean explain(Row concern, Explanation e, String login, String name, LocalDate on, Instant at) {
        return jdbc.sql(EXPLAIN)
                        .param("concern", concern.id())
                        .param("level", concern.stepLevel().name())
                        .param("rung", concern.rung().name())
                        .param("kind", e.kind().name())
                        .param("body", e.body())
                        .param("until", e.until())
                        .param("back", e.back())
                        .param("by", login)
                        .param("name", name)
                        .param("on", on)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static final String ORDER = " order by c.overdue_on, c.id limit :most";

    static final String OF_COURTS = SHOWN + ORDER;

    static final String OF_OWNERS = SHOWN + " and c.desk is null and coalesce(f.officer, '') = any(:owners)" + ORDER;

    /** One's own, one's desk's, and what came up to one. */
    static final String MINE = SHOWN + """
              and (c.desk is null and f.officer = :login
                   or c.court = :court and c.desk = any(:roles)
                   or exists (select 1 from alerts.concern_step r where r.concern = c.id and :login = any(r.receivers)))
            """ + ORDER;

    List<Row> ofCourts(AlertStore.Sought sought, String login, LocalDate today, int most) {
        JdbcClient.StatementSpec statement = sought.owners() == null
                ? jdbc.sql(OF_COURTS)
                : jdbc.sql(OF_OWNERS).param("owners", sought.owners().toArray(String[]::new));
        return rows(statement, sought, login, today, most);
    }

    List<Row> mine(
            String login, CourtCode court, Set<Role> roles, AlertStore.Sought sought, LocalDate today, int most) {
        return rows(
                jdbc.sql(MINE)
                        .param("court", court.value())
                        .param("roles", roles.stream().map(Role::name).toArray(String[]::new)),
                sought,
                login,
                today,
                most);
    }

    private static List<Row> rows(
            JdbcClient.StatementSpec statement, AlertStore.Sought sought, String login, LocalDate today, int most) {
        return statement
                .param("login", login)
                .param("courts", sought.courts().stream().map(CourtCode::value).toArray(String[]::new))
                .param("level", sought.level() == null ? null : sought.level().name(), Types.VARCHAR)
                .param("today", today)
                .param("most", most)
                .query((r, n) -> row(r, today))
                .list();
    }

    private static Row row(ResultSet r, LocalDate today) throws SQLException {
        Lamps lamps = lamps(r);
        return new Row(
                r.getLong("id"),
                new CourtCode(r.getString("court")),
                Optional.ofNullable(r.getString("number"))
                        .map(CaseNumber::parseAnyForm)
                        .orElse(null),
                desk(r),
                r.getString("owner"),
                r.getString("body"),
                r.getString("path"),
                Optional.ofNullable(r.getObject("fen", Long.class))
                        .map(Money::new)
                        .orElse(null),
                lamps.on(today),
                r.getObject("since", LocalDate.class),
                lamps,
                Alert.valueOf(r.getString("step_level")),
                Rung.valueOf(r.getString("rung")),
                r.getObject("on_day", LocalDate.class),
                r.getBoolean("received"),
                held(r),
                r.getObject("until_on", LocalDate.class));
    }

    private static Map<String, LocalDate> held(ResultSet r) throws SQLException {
        return Arrays.stream((String[]) r.getArray("held").getArray())
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> LocalDate.parse(each[1])));
    }

    /**
     * A step of a concern with the names of who got it, or an explanation.
     *
     * @param body what was explained, null for a step
     * @param until the term of an explanation
     */
    record Event(
            long concern,
            LocalDate on,
            Alert level,
            Rung rung,
            String who,
            @Nullable String body,
            @Nullable LocalDate until) {}

    static final String EVENTS = """
            select s.concern, s.on_day, s.level, s.rung,
                   coalesce((select string_agg(coalesce(p.name, r.login), '、' order by r.login)
                             from unnest(s.receivers) r (login) left join identity.staff p on p.login = r.login), '') as who,
                   null as body, null::date as until, s.raised_at as at
            from alerts.concern_step s where s.concern = any(:concerns)
            union all
            select e.concern, e.made_on, e.level, e.rung, e.made_name, e.body, e.until_on, e.made_at
            from alerts.concern_explanation e where e.concern = any(:concerns)
            order by concern, on_day, at, level desc
            """;

    List<Event> events(Collection<Long> concerns) {
        return jdbc.sql(EVENTS)
                .param("concerns", concerns.toArray(Long[]::new))
                .query((r, n) -> new Event(
                        r.getLong("concern"),
                        r.getObject("on_day", LocalDate.class),
                        Alert.valueOf(r.getString("level")),
                        Rung.valueOf(r.getString("rung")),
                        r.getString("who"),
                        r.getString("body"),
                        r.getObject("until", LocalDate.class)))
                .list();
    }

    private static Lamps lamps(ResultSet r) throws SQLException {
        return new Lamps(
                r.getObject("yellow_on", LocalDate.class),
                r.getObject("red_on", LocalDate.class),
                r.getObject("overdue_on", LocalDate.class));
    }

    private static @Nullable Role desk(ResultSet r) throws SQLException {
        String desk = r.getString("desk");
        return desk == null ? null : Role.valueOf(desk);
    }
}
