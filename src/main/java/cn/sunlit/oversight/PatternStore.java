package cn.sunlit.oversight;

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

/** The SQL of the patterns: each night reads what the record grew by, and compares only officers with something new. */
@Repository
class PatternStore {

    private final JdbcClient jdbc;

    PatternStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Looking up a number, explaining an alert and supervision itself move no case. */
    static final String READ_TRACK = """
            insert into oversight.track (case_id, court, first_on, last_on)
            select e.case_id, f.court,
                   min((e.at at time zone 'Asia/Shanghai')::date) filter (where e.login = f.officer),
                   max((e.at at time zone 'Asia/Shanghai')::date)
            from audit.entry e join cases.file f on f.id = e.case_id
            where e.id > :from and e.kind in ('STAFF', 'MACHINE')
              and e.type not in ('PERSONAL_DATA_READ', 'ALERT_EXPLAINED') and not starts_with(e.type, 'DEMAND_')
            group by e.case_id, f.court
            on conflict (case_id) do update
               set first_on = least(track.first_on, excluded.first_on), last_on = greatest(track.last_on, excluded.last_on)
            """;

    void readTrack(long from) {
        jdbc.sql(READ_TRACK).param("from", from).update();
    }

    static final String READ_DEEDS = """
            with done as (
                select distinct case_id, facts ->> 'node' as code from audit.entry
                where id > :from and type = 'NODE_DONE' and kind = 'STAFF' and case_id is not null
            )
            insert into oversight.deed (node_id, case_id, court, officer, code, applicant, days, last_day, done_on)
            select n.id, n.case_id, n.court, n.owner, n.code,
                   (select p.party_id from cases.participant p
                    where p.case_id = n.case_id and p.side = 'APPLICANT' order by p.position limit 1),
                   greatest(n.done_on - n.started_on, 0),
                   case when n.due_on - n.started_on >= 3 then n.done_on = n.due_on end, n.done_on
            from done d join docket.node n on n.case_id = d.case_id and n.code = d.code
            where n.state = 'DONE' and n.owner is not null and n.due_on is not null
            on conflict do nothing
            returning court, officer
            """;

    /** Somebody of whom there is something new. */
    record Officer(CourtCode court, String login) {}

    List<Officer> readDeeds(long from) {
        return jdbc.sql(READ_DEEDS)
                .param("from", from)
                .query(PatternStore::officer)
                .list();
    }

    static final String EXPLAINED = """
            select distinct court, owner as officer from alerts.explanation where made_on >= :since and owner is not null
            """;

    List<Officer> explained(LocalDate since) {
        return jdbc.sql(EXPLAINED)
                .param("since", since)
                .query(PatternStore::officer)
                .list();
    }

    static final String PARTICULAR = """
            select distinct court from settings.practice where what = 'SILENCE_DAYS'
            """;

    /** Courts that have set for themselves when a case has been silent long enough. */
    List<CourtCode> particular() {
        return jdbc.sql(PARTICULAR).query(String.class).stream()
                .map(CourtCode::new)
                .toList();
    }

    static final String SILENT = """
            with silent as (
                select t.case_id, f.court, f.officer, f.number, t.last_on, count(n.id) as open
                from oversight.track t
                join cases.file f on f.id = t.case_id
                join docket.node n on n.case_id = t.case_id and n.state = 'OPEN' and n.due_on is not null
                where t.last_on = :last and f.stage = 'OPEN' and f.officer is not null
                  and case when :court::text is null then not f.court = any(:particular) else f.court = :court end
                group by t.case_id, f.court, f.officer, f.number, t.last_on
            ), found as (
                insert into oversight.finding (kind, court, officer, subject, holds, sentence, day, at)
                select 'SILENCE', s.court, s.officer, s.case_id::text, true,
                       s.number || '自' || s.last_on || '起没有办理记录，有' || s.open || '个节点未办结', :day, :at
                from silent s
                where not exists (select 1 from oversight.finding f where f.court = s.court and f.kind = 'SILENCE'
                                  and f.officer = s.officer and f.subject = s.case_id::text and f.day = :day)
                returning id, subject
            )
            insert into oversight.finding_row (finding_id, position, case_id, side, body)
            select f.id, row_number() over (partition by f.id order by n.due_on, n.id), n.case_id, '未办结的节点',
                   n.code || '，' || n.started_on || '起算，最迟' || n.due_on
            from found f join docket.node n on n.case_id = f.subject::bigint and n.state = 'OPEN' and n.due_on is not null
            """;

    /** Cases whose last act lies on that very day: they are found once for each silence. */
    void findSilent(@Nullable CourtCode court, List<CourtCode> particular, LocalDate last, LocalDate day, Instant at) {
        jdbc.sql(SILENT)
                .param("court", court == null ? null : court.value(), Types.VARCHAR)
                .param("particular", particular.stream().map(CourtCode::value).toArray(String[]::new))
                .param("last", last)
                .param("day", day)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String DEEDS = """
            select d.case_id, d.code, d.applicant,
                   (select p.name from cases.participant p where p.case_id = d.case_id and p.side = 'APPLICANT'
                    order by p.position limit 1) as name, d.days, d.last_day
            from oversight.deed d
            where d.court = :court and d.officer = :officer and d.done_on >= :since
            order by d.done_on desc, d.node_id limit 5000
            """;

    List<Patterns.Deed> deeds(Officer of, LocalDate since) {
        return jdbc.sql(DEEDS)
                .param("court", of.court().value())
                .param("officer", of.login())
                .param("since", since)
                .query((r, n) -> new Patterns.Deed(
                        r.getLong("case_id"),
                        r.getString("code"),
                        r.getObject("applicant", Long.class),
                        r.getString("name"),
                        r.getInt("days"),
                        r.getObject("last_day", Boolean.class)))
                .list();
    }

    static final String WAITING = """
            select f.id, f.claimed_fen, exists (select 1 from cases.preserved p where p.case_id = f.id) as secured,
                   coalesce(t.first_on, :day) - f.filed_on as days, t.first_on is not null as begun
            from cases.file f left join oversight.track t on t.case_id = f.id
            where f.officer = :officer and f.court = :court and f.filed_on >= :since and f.filed_on <= :day and not f.imported
              and (t.first_on is not null or f.stage = 'OPEN')
            order by f.id desc limit 2000
            """;

    List<Patterns.Waiting> waiting(Officer of, LocalDate since, LocalDate day) {
        return jdbc.sql(WAITING)
                .param("court", of.court().value())
                .param("officer", of.login())
                .param("since", since)
                .param("day", day)
                .query((r, n) -> new Patterns.Waiting(
                        r.getLong("id"),
                        r.getLong("claimed_fen"),
                        r.getBoolean("secured"),
                        Math.max(0, r.getInt("days")),
                        r.getBoolean("begun")))
                .list();
    }

    static final String TOLD = """
            select case_id, body from alerts.explanation
            where court = :court and owner = :officer and level = 'OVERDUE' and made_on >= :since order by id
            """;

    List<Patterns.Told> told(Officer of, LocalDate since) {
        return jdbc.sql(TOLD)
                .param("court", of.court().value())
                .param("officer", of.login())
                .param("since", since)
                .query((r, n) -> new Patterns.Told(r.getLong("case_id"), r.getString("body")))
                .list();
    }

    static final String STANDING = """
            select kind, subject from (
                select distinct on (kind, subject) kind, subject, holds from oversight.finding
                where court = :court and officer = :officer and kind <> 'SILENCE' order by kind, subject, id desc) newest
            where holds
            """;

    record Known(String kind, String subject) {}

    List<Known> standing(Officer of) {
        return jdbc.sql(STANDING)
                .param("court", of.court().value())
                .param("officer", of.login())
                .query(Known.class)
                .list();
    }

    static final String FIND = """
            insert into oversight.finding (kind, court, officer, subject, holds, sentence, day, at)
            values (:kind, :court, :officer, :subject, :holds, :sentence, :day, :at)
            returning id
            """;

    long find(Officer of, String kind, String subject, boolean holds, String sentence, LocalDate day, Instant at) {
        return jdbc.sql(FIND)
                .param("kind", kind)
                .param("court", of.court().value())
                .param("officer", of.login())
                .param("subject", subject)
                .param("holds", holds)
                .param("sentence", sentence)
                .param("day", day)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static final String BEHIND = """
            insert into oversight.finding_row (finding_id, position, case_id, side, body)
            select :finding, r.position, r.case_id, r.side, r.body
            from unnest(:cases::bigint[], :sides::text[], :bodies::text[]) with ordinality as r (case_id, side, body, position)
            """;

    void behind(long finding, List<Patterns.Behind> rows) {
        jdbc.sql(BEHIND)
                .param("finding", finding)
                .param("cases", rows.stream().map(Patterns.Behind::caseId).toArray(Long[]::new))
                .param("sides", rows.stream().map(Patterns.Behind::side).toArray(String[]::new))
                .param("bodies", rows.stream().map(Patterns.Behind::text).toArray(String[]::new))
                .update();
    }

    /** The newest of each, as far as it holds; a silence ends with the next act. */
    private static final String NEWEST = """
            select n.id, n.kind, n.court, n.officer, coalesce(s.name, n.officer) as name, n.day, n.sentence
            from (select distinct on (court, kind, officer, subject) * from oversight.finding
                  where court = any(:courts) order by court, kind, officer, subject, id desc) n
            left join identity.staff s on s.login = n.officer
            where n.holds
              and (n.kind <> 'SILENCE'
                   or exists (select 1 from oversight.track t join cases.file f on f.id = t.case_id
                              where t.case_id::text = n.subject and t.last_on < n.day and f.stage = 'OPEN' and f.officer = n.officer))
            """;

    static final String ALL = NEWEST + " order by n.kind, n.day desc, n.id desc limit 500";

    List<Finding> all(Collection<CourtCode> courts) {
        return jdbc.sql(ALL)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(PatternStore::finding)
                .list();
    }

    static final String ONE = """
            select n.id, n.kind, n.court, n.officer, coalesce(s.name, n.officer) as name, n.day, n.sentence
            from oversight.finding n left join identity.staff s on s.login = n.officer where n.id = :id
            """;

    Optional<Finding> one(long id) {
        return jdbc.sql(ONE).param("id", id).query(PatternStore::finding).optional();
    }

    static final String ROWS = """
            select f.number, r.side, r.body as text from oversight.finding_row r join cases.file f on f.id = r.case_id
            where r.finding_id = :id order by r.position
            """;

    List<Finding.Row> rows(long id) {
        return jdbc.sql(ROWS).param("id", id).query(Finding.Row.class).list();
    }

    private static Officer officer(ResultSet r, int n) throws SQLException {
        return new Officer(new CourtCode(r.getString("court")), r.getString("officer"));
    }

    private static Finding finding(ResultSet r, int n) throws SQLException {
        return new Finding(
                r.getLong("id"),
                Finding.Kind.valueOf(r.getString("kind")),
                new CourtCode(r.getString("court")),
                r.getString("officer"),
                r.getString("name"),
                r.getObject("day", LocalDate.class),
                r.getString("sentence"));
    }
}
