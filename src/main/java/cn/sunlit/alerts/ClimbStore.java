package cn.sunlit.alerts;

import cn.sunlit.database.Columns;
import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the job that lets alerts climb: each statement reads what falls due on one day and adds rows, nothing else. */
@Repository
class ClimbStore {

    private final JdbcClient jdbc;

    ClimbStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String BEGIN_WATERMARK = """
            insert into alerts.watermark (job, done_until) values ('climb', :today) on conflict (job) do nothing
            """;

    static final String WATERMARK = """
            select done_until from alerts.watermark where job = 'climb'
            """;

    /** Up to which day alerts have climbed; the very first time today, since none of those that stand began earlier. */
    LocalDate watermark(LocalDate today) {
        return jdbc.sql(WATERMARK).query(LocalDate.class).optional().orElseGet(() -> {
            jdbc.sql(BEGIN_WATERMARK).param("today", today).update();
            return today;
        });
    }

    static final String LOCK_WATERMARK = """
            select done_until from alerts.watermark where job = 'climb' for update skip locked
            """;

    Optional<LocalDate> lockWatermark() {
        return jdbc.sql(LOCK_WATERMARK).query(LocalDate.class).optional();
    }

    static final String ADVANCE_WATERMARK = """
            update alerts.watermark set done_until = :day where job = 'climb'
            """;

    void advanceWatermark(LocalDate day) {
        jdbc.sql(ADVANCE_WATERMARK).param("day", day).update();
    }

    static final String SET_BACK = """
            update alerts.watermark set done_until = :today where job = 'climb' and done_until > :today
            """;

    void setBack(LocalDate today) {
        jdbc.sql(SET_BACK).param("today", today).update();
    }

    static final String RAISED_UNTIL = """
            select done_until from docket.watermark where job = 'alerts'
            """;

    /** Up to which day alerts are raised: none climbs before it is there. */
    Optional<LocalDate> raisedUntil() {
        return jdbc.sql(RAISED_UNTIL).query(LocalDate.class).optional();
    }

    static final String PARTICULAR = """
            select distinct court from settings.practice
            where what in ('CLIMB_TO_LEADER_DAYS', 'CLIMB_TO_DIRECTOR_DAYS', 'CLIMB_TO_SUPERVISOR_DAYS')
            """;

    /** Courts with periods of their own; all others have the product's. */
    List<CourtCode> particular() {
        return jdbc.sql(PARTICULAR).query(String.class).stream()
                .map(CourtCode::new)
                .toList();
    }

    /**
     * The days of one court, or of all others.
     *
     * @param court null for all courts that have set nothing
     * @param first from which days an alert climbs to the leader today; null on a day off
     * @param leaderNext when what reaches the leader today goes on, and so forth
     */
    record Periods(
            @Nullable CourtCode court,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            LocalDate leaderNext,
            LocalDate directorNext) {}

    /** An alert whose owner is not there goes to who stands in on its first day. */
    static final String AWAY = """
            insert into alerts.climb (alert_id, node_id, case_id, court, owner, level, rung, cause, on_day, next_on, raised_at)
            select a.id, a.node_id, a.case_id, a.court, n.owner, a.level, 'OWNER', 'AWAY', :day, null, :at
            from docket.alert a join docket.node n on n.id = a.node_id
            where a.climbs_from = :day and (n.owner is null or n.owner = any(:away))
              and n.state = 'OPEN' and n.due_on = a.due_on
            on conflict do nothing
            returning court, rung, owner
            """;

    /**
     * What nobody answered at the rung below. An explanation given since it arrived there holds it; it comes back by the next
     * statement. A red alert stays where it is when the node is overdue meanwhile: that one climbs.
     */
    static final String PERIOD = """
            with period as (
                select * from unnest(:courts::text[], :firsts::text[]::date[], :lasts::text[]::date[], :leaderNext::text[]::date[], :directorNext::text[]::date[])
                    as p (court, first, last, leader_next, director_next)
            ), waiting as (
                select a.id as alert_id, a.node_id, a.level, a.due_on, a.climbs_from as since, 'LEADER' as rung,
                       case a.level when 'OVERDUE' then p.leader_next end as next_on
                from period p
                join docket.alert a on a.climbs_from between p.first and p.last
                                   and case p.court when '' then not a.court = any(:courts) else a.court = p.court end
                where a.level <> 'YELLOW'
                union all
                select c.alert_id, c.node_id, c.level, a.due_on, c.on_day,
                       case c.rung when 'LEADER' then 'DIRECTOR' else 'SUPERVISOR' end,
                       case c.rung when 'LEADER' then p.director_next end
                from alerts.climb c
                join docket.alert a on a.id = c.alert_id
                join period p on case p.court when '' then not c.court = any(:courts) else c.court = p.court end
                where c.next_on = :day and c.rung in ('LEADER', 'DIRECTOR')
            )
            insert into alerts.climb (alert_id, node_id, case_id, court, owner, level, rung, cause, on_day, next_on, raised_at)
            select w.alert_id, n.id, n.case_id, n.court, n.owner, w.level, w.rung, 'PERIOD', :day, w.next_on, :at
            from waiting w join docket.node n on n.id = w.node_id
            where n.state = 'OPEN' and n.due_on = w.due_on and (w.level = 'OVERDUE' or n.overdue_on > :day)
              and not exists (select 1 from alerts.explanation e
                              where e.alert_id = w.alert_id and e.made_on >= w.since and e.made_on < :day)
              and not exists (select 1 from alerts.climb c
                              where c.alert_id = w.alert_id and c.on_day > w.since and c.rung <> 'OWNER')
            on conflict do nothing
            returning court, rung, owner
            """;

    /** An explanation whose term is over: the alert goes one up, or comes back where there is nobody above. */
    static final String TERM = """
            with period as (
                select * from unnest(:courts::text[], :leaderNext::text[]::date[], :directorNext::text[]::date[])
                    as p (court, leader_next, director_next)
            ), over as (
                select e.alert_id, e.node_id, e.level, a.due_on, p.leader_next, p.director_next,
                       coalesce((select c.rung from alerts.climb c
                                 where c.alert_id = e.alert_id and c.on_day < :day order by c.on_day desc limit 1), 'OWNER') as at
                from alerts.explanation e
                join docket.alert a on a.id = e.alert_id
                join period p on case p.court when '' then not e.court = any(:courts) else e.court = p.court end
                where e.back_on = :day
                  and not exists (select 1 from alerts.explanation later where later.alert_id = e.alert_id and later.id > e.id)
            ), up as (
                select o.*, case when o.level = 'YELLOW' then 'OWNER'
                                 when o.level = 'RED' or o.at = 'OWNER' then 'LEADER'
                                 when o.at = 'LEADER' then 'DIRECTOR'
                                 else 'SUPERVISOR' end as rung
                from over o
            )
            insert into alerts.climb (alert_id, node_id, case_id, court, owner, level, rung, cause, on_day, next_on, raised_at)
            select u.alert_id, n.id, n.case_id, n.court, n.owner, u.level, u.rung, 'TERM', :day,
                   case when u.level <> 'OVERDUE' then null
                        when u.rung = 'LEADER' then u.leader_next when u.rung = 'DIRECTOR' then u.director_next end, :at
            from up u join docket.node n on n.id = u.node_id
            where n.state = 'OPEN' and n.due_on = u.due_on
              and case u.level when 'YELLOW' then n.red_on > :day when 'RED' then n.overdue_on > :day else true end
            on conflict do nothing
            returning court, rung, owner
            """;

    /** What reached a rung, of whom. */
    record Arrived(CourtCode court, Rung rung, @Nullable String owner) {}

    List<Arrived> away(LocalDate day, Collection<String> away, Instant at) {
        return jdbc.sql(AWAY)
                .param("day", day)
                .param("away", away.toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(ClimbStore::arrived)
                .list();
    }

    List<Arrived> period(LocalDate day, List<Periods> all, Instant at) {
        return with(jdbc.sql(PERIOD), day, all, at)
                .param("firsts", Columns.of(all, Periods::first))
                .param("lasts", Columns.of(all, Periods::last))
                .query(ClimbStore::arrived)
                .list();
    }

    List<Arrived> term(LocalDate day, List<Periods> all, Instant at) {
        return with(jdbc.sql(TERM), day, all, at).query(ClimbStore::arrived).list();
    }

    private static JdbcClient.StatementSpec with(
            JdbcClient.StatementSpec statement, LocalDate day, List<Periods> all, Instant at) {
        return statement
                .param("day", day)
                .param(
                        "courts",
                        all.stream()
                                .map(p -> p.court() == null ? "" : p.court().value())
                                .toArray(String[]::new))
                .param("leaderNext", Columns.of(all, Periods::leaderNext))
                .param("directorNext", Columns.of(all, Periods::directorNext))
                .param("at", at.atOffset(ZoneOffset.UTC));
    }

    private static Arrived arrived(java.sql.ResultSet r, int n) throws java.sql.SQLException {
        return new Arrived(
                new CourtCode(r.getString("court")), Rung.valueOf(r.getString("rung")), r.getString("owner"));
    }

    static final String RECEIVE = """
            insert into alerts.receiver (on_day, rung, court, owner, login, instead_of)
            select :day, * from unnest(:rungs::text[], :courts::text[], :owners::text[], :logins::text[], :insteadOf::text[])
            on conflict do nothing
            """;

    /** One who gets what reached a rung today. */
    record Received(Arrived what, Receivers.Receiver by) {}

    void receive(LocalDate day, List<Received> all) {
        jdbc.sql(RECEIVE)
                .param("day", day)
                .param("rungs", all.stream().map(r -> r.what().rung().name()).toArray(String[]::new))
                .param("courts", all.stream().map(r -> r.what().court().value()).toArray(String[]::new))
                .param(
                        "owners",
                        all.stream()
                                .map(r ->
                                        r.what().owner() == null ? "" : r.what().owner())
                                .toArray(String[]::new))
                .param("logins", all.stream().map(r -> r.by().login()).toArray(String[]::new))
                .param("insteadOf", all.stream().map(r -> r.by().insteadOf()).toArray(String[]::new))
                .update();
    }
}
