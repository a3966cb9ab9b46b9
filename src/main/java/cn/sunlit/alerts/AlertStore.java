package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what stands: alerts with where they have climbed to and how they were explained. */
@Repository
class AlertStore {

    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lamp that a node shows today, with the newest step and the newest explanation of that very alert. */
    private static final String STANDING = """
            select a.id, n.id as node_id, n.case_id, f.number, n.court, n.owner, d.version_id, n.code, n.due_on, n.authority,
                   l.level, a.turned_on, c.id as climb_id, coalesce(c.rung, 'OWNER') as rung, c.on_day, c.cause, c.next_on,
                   e.id as explanation_id, e.until_on, e.climb_id is not distinct from c.id as explained_here
            from docket.node n
            join lateral (select case when n.overdue_on <= :today then 'OVERDUE'
                                      when n.red_on <= :today then 'RED' else 'YELLOW' end as level) l on true
            join docket.alert a on a.node_id = n.id and a.level = l.level and a.due_on = n.due_on
            join docket.docket d on d.case_id = n.case_id
            join cases.file f on f.id = n.case_id
            left join lateral (select * from alerts.climb c where c.alert_id = a.id order by c.on_day desc limit 1) c on true
            left join lateral (select * from alerts.explanation e where e.alert_id = a.id order by e.id desc limit 1) e on true
            where n.state = 'OPEN' and n.yellow_on <= :today
            """;

    private static final String SIFTED = """
              and (:level::text is null or l.level = :level) and (:stage::text is null or starts_with(n.code, :stage))
            order by n.due_on, n.id
            limit :most offset :offset
            """;

    static final String OF_COURTS = STANDING + " and n.court = any(:courts)" + SIFTED;

    static final String OF_OWNERS =
            STANDING + " and n.court = any(:courts) and coalesce(n.owner, '') = any(:owners)" + SIFTED;

    /** One's own, and what came up to one and is still there or above. */
    static final String MINE = STANDING + """
              and n.court = any(:courts)
              and n.id in (select m.id from docket.node m
                           where m.court = :court and m.owner = :login and m.state = 'OPEN' and m.yellow_on <= :today
                           union
                           select s.node_id from alerts.receiver r
                           join alerts.climb s on s.court = r.court and s.on_day = r.on_day and s.rung = r.rung
                                              and coalesce(s.owner, '') = r.owner
                           where r.login = :login)
            """ + SIFTED;

    /**
     * What is looked for.
     *
     * @param owners log-ins, or null for everybody
     * @param level one lamp, or null
     * @param stage the first letter of a node's code, or null
     */
    record Sought(
            Collection<CourtCode> courts,
            @Nullable Collection<String> owners,
            @Nullable Alert level,
            @Nullable String stage) {}

    /** A standing alert as stored. */
    record Row(
            long id,
            long nodeId,
            CaseId caseId,
            CaseNumber number,
            CourtCode court,
            @Nullable String owner,
            long version,
            String code,
            LocalDate dueOn,
            String authority,
            Alert level,
            LocalDate turnedOn,
            @Nullable Long climb,
            Rung rung,
            @Nullable LocalDate reachedOn,
            @Nullable LocalDate nextOn,
            @Nullable LocalDate explainedUntil,
            boolean explainedHere) {}

    List<Row> standing(Sought sought, LocalDate today, int most, long offset) {
        JdbcClient.StatementSpec statement = sought.owners() == null
                ? jdbc.sql(OF_COURTS)
                : jdbc.sql(OF_OWNERS).param("owners", sought.owners().toArray(String[]::new));
        return sifted(statement, sought, today, most, offset);
    }

    List<Row> mine(String login, CourtCode court, Sought sought, LocalDate today, int most, long offset) {
        return sifted(jdbc.sql(MINE).param("login", login).param("court", court.value()), sought, today, most, offset);
    }

    private static List<Row> sifted(
            JdbcClient.StatementSpec statement, Sought sought, LocalDate today, int most, long offset) {
        return statement
                .param("courts", codes(sought.courts()))
                .param("today", today)
                .param("level", sought.level() == null ? null : sought.level().name(), Types.VARCHAR)
                .param("stage", sought.stage(), Types.VARCHAR)
                .param("most", most)
                .param("offset", offset)
                .query(AlertStore::row)
                .list();
    }

    static final String ONE = STANDING + " and a.id = :id";

    /** An alert that still stands. */
    Optional<Row> one(long id, LocalDate today) {
        return jdbc.sql(ONE)
                .param("id", id)
                .param("today", today)
                .query(AlertStore::row)
                .optional();
    }

    static final String COURT_OF = """
            select court from docket.alert where id = :id
            """;

    Optional<CourtCode> courtOf(long id) {
        return jdbc.sql(COURT_OF).param("id", id).query(String.class).optional().map(CourtCode::new);
    }

    static final String RECEIVED = """
            select exists (select 1 from alerts.climb c
                           join alerts.receiver r on r.on_day = c.on_day and r.rung = c.rung and r.court = c.court
                                                 and r.owner = coalesce(c.owner, '')
                           where c.alert_id = :id and r.login = :login)
            """;

    boolean received(long id, String login) {
        return jdbc.sql(RECEIVED)
                .param("id", id)
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    static final String EXPLAIN = """
            insert into alerts.explanation (alert_id, climb_id, node_id, case_id, court, owner, level, rung, kind, body, until_on,
                                            back_on, made_by, made_name, made_on, made_at)
            values (:alert, :climb, :node, :case, :court, :owner, :level, :rung, :kind, :body, :until, :back, :by, :name, :on, :at)
            on conflict do nothing
            """;

    /** @return false when it was explained at this rung before */
    boolean explain(
            Row alert,
            Excuse kind,
            String body,
            LocalDate until,
            LocalDate back,
            String login,
            String name,
            LocalDate on,
            Instant at) {
        return jdbc.sql(EXPLAIN)
                        .param("alert", alert.id())
                        .param("climb", alert.climb(), Types.BIGINT)
                        .param("node", alert.nodeId())
                        .param("case", alert.caseId().value())
                        .param("court", alert.court().value())
                        .param("owner", alert.owner(), Types.VARCHAR)
                        .param("level", alert.level().name())
                        .param("rung", alert.rung().name())
                        .param("kind", kind.name())
                        .param("body", body)
                        .param("until", until)
                        .param("back", back)
                        .param("by", login)
                        .param("name", name)
                        .param("on", on)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /**
     * Something that happened to a node's alerts.
     *
     * @param until the term of an explanation, null for a step
     * @param who by whom it was explained, or to whom it came
     */
    record Event(
            long nodeId,
            LocalDate on,
            Alert level,
            Rung rung,
            String what,
            @Nullable LocalDate until,
            String who) {}

    static final String EVENTS = """
            select node_id, on_day as day, level, rung,
                   case cause when 'AWAY' then '承办人不在岗，转至' when 'TERM' then '说明期满未办结，到' else '无人处理，升级至' end as what,
                   null::date as until_on,
                   coalesce((select string_agg(coalesce(s.name, r.login)
                                               || coalesce('（代' || (select name from identity.staff where login = r.instead_of) || '）', ''), '、'
                                               order by r.login)
                             from alerts.receiver r left join identity.staff s on s.login = r.login
                             where r.on_day = c.on_day and r.rung = c.rung and r.court = c.court
                               and r.owner = coalesce(c.owner, '')), '') as who, 0 as kind, id
            from alerts.climb c where node_id = any(:nodes)
            union all
            select node_id, made_on, level, rung, body, until_on, made_name, 1, id from alerts.explanation
            where node_id = any(:nodes)
            order by day, kind, id
            """;

    List<Event> events(Collection<Long> nodes) {
        return jdbc.sql(EVENTS)
                .param("nodes", nodes.toArray(Long[]::new))
                .query((r, n) -> new Event(
                        r.getLong("node_id"),
                        r.getObject("day", LocalDate.class),
                        Alert.valueOf(r.getString("level")),
                        Rung.valueOf(r.getString("rung")),
                        r.getString("what"),
                        r.getObject("until_on", LocalDate.class),
                        r.getString("who")))
                .list();
    }

    /** A node that turns colour on a day to come. */
    record Turning(
            LocalDate on,
            Alert level,
            CaseNumber number,
            CourtCode court,
            @Nullable String owner,
            long version,
            String code,
            LocalDate dueOn) {}

    private static final String TURNS = """
            with turning as (
                select n.*, 'YELLOW' as level, n.yellow_on as day from docket.node n
                where n.state = 'OPEN' and n.yellow_on > :today and n.yellow_on <= :until and n.court = any(:courts)
                union all
                select n.*, 'RED', n.red_on from docket.node n
                where n.state = 'OPEN' and n.red_on > :today and n.red_on <= :until and n.court = any(:courts)
                union all
                select n.*, 'OVERDUE', n.overdue_on from docket.node n
                where n.state = 'OPEN' and n.overdue_on > :today and n.overdue_on <= :until and n.court = any(:courts)
            )
            select t.day, t.level, f.number, t.court, t.owner, d.version_id, t.code, t.due_on
            from turning t join docket.docket d on d.case_id = t.case_id join cases.file f on f.id = t.case_id
            where (:level::text is null or t.level = :level) and (:stage::text is null or starts_with(t.code, :stage))
            """;

    static final String TURNS_OF_COURTS = TURNS + " order by t.day, t.level, t.due_on, t.id limit :most";

    static final String TURNS_OF_OWNERS =
            TURNS + " and coalesce(t.owner, '') = any(:owners) order by t.day, t.level, t.due_on, t.id limit :most";

    List<Turning> turning(Sought sought, LocalDate today, LocalDate until, int most) {
        JdbcClient.StatementSpec statement = sought.owners() == null
                ? jdbc.sql(TURNS_OF_COURTS)
                : jdbc.sql(TURNS_OF_OWNERS).param("owners", sought.owners().toArray(String[]::new));
        return statement
                .param("courts", codes(sought.courts()))
                .param("today", today)
                .param("until", until)
                .param("level", sought.level() == null ? null : sought.level().name(), Types.VARCHAR)
                .param("stage", sought.stage(), Types.VARCHAR)
                .param("most", most)
                .query((r, n) -> new Turning(
                        r.getObject("day", LocalDate.class),
                        Alert.valueOf(r.getString("level")),
                        CaseNumber.parseAnyForm(r.getString("number")),
                        new CourtCode(r.getString("court")),
                        r.getString("owner"),
                        r.getLong("version_id"),
                        r.getString("code"),
                        r.getObject("due_on", LocalDate.class)))
                .list();
    }

    private static String[] codes(Collection<CourtCode> courts) {
        return courts.stream().map(CourtCode::value).toArray(String[]::new);
    }

    private static Row row(ResultSet r, int n) throws SQLException {
        return new Row(
                r.getLong("id"),
                r.getLong("node_id"),
                new CaseId(r.getLong("case_id")),
                CaseNumber.parseAnyForm(r.getString("number")),
                new CourtCode(r.getString("court")),
                r.getString("owner"),
                r.getLong("version_id"),
                r.getString("code"),
                r.getObject("due_on", LocalDate.class),
                r.getString("authority"),
                Alert.valueOf(r.getString("level")),
                r.getObject("turned_on", LocalDate.class),
                r.getObject("climb_id", Long.class),
                Rung.valueOf(r.getString("rung")),
                r.getObject("on_day", LocalDate.class),
                r.getObject("next_on", LocalDate.class),
                r.getObject("until_on", LocalDate.class),
                r.getLong("explanation_id") > 0 && r.getBoolean("explained_here"));
    }
}
