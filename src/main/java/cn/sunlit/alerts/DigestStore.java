package cn.sunlit.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the morning's digest. */
@Repository
class DigestStore {

    private final JdbcClient jdbc;

    DigestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String MADE_UNTIL = """
            select done_until from alerts.watermark where job = 'digest'
            """;

    Optional<LocalDate> madeUntil() {
        return jdbc.sql(MADE_UNTIL).query(LocalDate.class).optional();
    }

    static final String CLIMBED_UNTIL = """
            select done_until from alerts.watermark where job = 'climb'
            """;

    /** Up to which day alerts have climbed. */
    Optional<LocalDate> climbedUntil() {
        return jdbc.sql(CLIMBED_UNTIL).query(LocalDate.class).optional();
    }

    static final String CONCERNS_UNTIL = """
            select done_until from alerts.watermark where job = 'concerns'
            """;

    /** Up to which day it is known what else stands; nothing where that was never asked. */
    Optional<LocalDate> concernsUntil() {
        return jdbc.sql(CONCERNS_UNTIL).query(LocalDate.class).optional();
    }

    static final String TAKE_TURN = """
            insert into alerts.watermark (job, done_until) values ('digest', :day)
            on conflict (job) do update set done_until = excluded.done_until where watermark.done_until < excluded.done_until
            """;

    /** @return false when another process has made that morning's digests */
    boolean takeTurn(LocalDate day) {
        return jdbc.sql(TAKE_TURN).param("day", day).update() > 0;
    }

    /** One row for each who has something to read; what stands is counted where a lamp is lit, not over all that is open. */
    static final String MAKE = """
            with lit as (
                select n.court, n.owner as login,
                       count(*) filter (where n.overdue_on <= :today::date) as overdue, count(*) as standing
                from docket.node n
                where n.state = 'OPEN' and n.yellow_on <= :today::date and n.owner is not null
                group by n.court, n.owner
            ), climbed as (
                select r.login, count(*) filter (where c.cause <> 'TERM') as climbed, count(*) filter (where c.cause = 'TERM') as returned
                from alerts.receiver r
                join alerts.climb c on c.on_day = r.on_day and c.rung = r.rung and c.court = r.court and coalesce(c.owner, '') = r.owner
                join docket.node n on n.id = c.node_id and n.state = 'OPEN'
                where r.on_day > :since and r.on_day <= :today::date
                group by r.login
            ), week as (
                select owner as login, count(*) as turning from (
                    select owner from docket.node where state = 'OPEN' and yellow_on > :today::date and yellow_on <= :today::date + 7
                    union all
                    select owner from docket.node where state = 'OPEN' and red_on > :today::date and red_on <= :today::date + 7
                    union all
                    select owner from docket.node where state = 'OPEN' and overdue_on > :today::date and overdue_on <= :today::date + 7) t
                where owner is not null group by owner
            ), concern as (
                select login, count(distinct concern) filter (where rung = 'OWNER') as standing,
                       count(distinct concern) filter (where rung <> 'OWNER' and raised_at > told.last) as climbed
                from (select coalesce(max(made_at), '-infinity') as last from alerts.digest where day >= :since) told
                cross join (select s.concern, s.rung, s.raised_at, unnest(s.receivers) as login
                            from alerts.concern c join alerts.concern_step s on s.concern = c.id
                            where c.ended_on is null) r
                group by login
            ), found as (
                select s.login, s.name, s.court, s.phone, coalesce(l.overdue, 0) as overdue, coalesce(l.standing, 0) as own,
                       coalesce(c.climbed, 0) as climbed, coalesce(c.returned, 0) as returned, coalesce(w.turning, 0) as week,
                       coalesce(m.standing, 0) as concerns, coalesce(m.climbed, 0) as concerns_climbed
                from identity.staff s
                left join lit l on l.login = s.login and l.court = s.court
                left join climbed c on c.login = s.login
                left join week w on w.login = s.login
                left join concern m on m.login = s.login
                where s.enabled and (m.standing > 0 or m.climbed > 0 or l.standing > 0 or c.climbed > 0 or c.returned > 0 or w.turning > 0)
            ), told as (
                insert into alerts.digest (login, day, court, own, climbed, returned, week, concerns, body, made_at)
                select login, :today::date, court, own, climbed, returned, week, concerns + concerns_climbed,
                       concat_ws('；',
                           case when own > 0 then '您承办的预警 ' || own || ' 项' || case when overdue > 0 then '，其中逾期 ' || overdue || ' 项' else '' end end,
                           case when climbed > 0 then '新升级到您的 ' || climbed || ' 项' end,
                           case when returned > 0 then '说明期满回到您的 ' || returned || ' 项' end,
                           case when concerns > 0 then '您经手的案款事项预警 ' || concerns || ' 项' end,
                           case when concerns_climbed > 0 then '新升级到您的案款事项预警 ' || concerns_climbed || ' 项' end,
                           case when week > 0 then '七天内将变色 ' || week || ' 项' end) || '。', :at
                from found
                on conflict do nothing
                returning login, body
            )
            select t.login, f.name, f.court, f.phone, t.body
            from told t join found f on f.login = t.login join alerts.choice c on c.login = t.login and c.by_sms
            """;

    /** One who wants it by SMS as well. */
    record ToSend(String login, String name, String court, String phone, String body) {}

    List<ToSend> make(LocalDate since, LocalDate today, Instant at) {
        return jdbc.sql(MAKE)
                .param("since", since)
                .param("today", today)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(ToSend.class)
                .list();
    }

    /** What somebody found in the morning. */
    record Note(LocalDate day, String body) {}

    static final String NEWEST = """
            select day, body from alerts.digest where login = :login order by day desc limit 1
            """;

    Optional<Note> newest(String login) {
        return jdbc.sql(NEWEST).param("login", login).query(Note.class).optional();
    }

    static final String CHOOSE = """
            insert into alerts.choice (login, by_sms, chosen_at) values (:login, :sms, :at)
            on conflict (login) do update set by_sms = excluded.by_sms, chosen_at = excluded.chosen_at
            """;

    void choose(String login, boolean bySms, Instant at) {
        jdbc.sql(CHOOSE)
                .param("login", login)
                .param("sms", bySms)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String CHOSEN = """
            select by_sms from alerts.choice where login = :login
            """;

    boolean wantsSms(String login) {
        return jdbc.sql(CHOSEN)
                .param("login", login)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
