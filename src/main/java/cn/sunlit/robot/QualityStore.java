package cn.sunlit.robot;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import cn.sunlit.robot.QualityRules.Named;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what was named, what contradicts, and of the figures by institution and month. */
@Repository
class QualityStore {

    private final JdbcClient jdbc;

    QualityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // --- what was named

    /** @param names the institution at which a register says that the account is */
    record Seen(
            byte[] account,
            @Nullable String names,
            @Nullable Long balanceFen) {}

    static final String SEE = """
            insert into robot.seen (request_id, case_id, party_id, institution, register, names, key_index, balance_fen, at)
            select :request, :case_id, :party, :institution, :register, names, key_index, balance, :now
              from unnest(:accounts::bytea[], :names::text[], :balances::bigint[]) as s (key_index, names, balance)
            on conflict (request_id, key_index) do nothing
            """;

    void see(
            long request,
            CaseId id,
            PartyId about,
            String institution,
            boolean register,
            List<Seen> seen,
            Instant now) {
        jdbc.sql(SEE)
                .param("request", request)
                .param("case_id", id)
                .param("party", about.value())
                .param("institution", institution)
                .param("register", register)
                .param("accounts", seen.stream().map(Seen::account).toArray(byte[][]::new))
                .param("names", seen.stream().map(Seen::names).toArray(String[]::new))
                .param("balances", seen.stream().map(Seen::balanceFen).toArray(Long[]::new))
                .param("now", now)
                .update();
    }

    static final String KNOWN = """
            select i.name, s.register, s.key_index, s.balance_fen, s.at
              from robot.seen s
              join inquiries.institution i on i.code = s.institution
             where s.key_index = any(:accounts) and s.at >= :since and s.request_id <> :request
             order by s.at desc
             limit 500
            """;

    List<Named> known(byte[][] accounts, Instant since, long request) {
        return jdbc.sql(KNOWN)
                .param("accounts", accounts)
                .param("since", Timestamp.from(since))
                .param("request", request)
                .query((row, n) -> {
                    long balance = row.getLong("balance_fen");
                    Long known = row.wasNull() ? null : Long.valueOf(balance);
                    return new Named(
                            row.getString("name"),
                            row.getBoolean("register"),
                            HexFormat.of().formatHex(row.getBytes("key_index")),
                            known,
                            row.getTimestamp("at").toInstant());
                })
                .list();
    }

    static final String ASKED_AT = """
            select created_at from inquiries.request where id = :id
            """;

    Instant askedAt(long request) {
        return jdbc.sql(ASKED_AT)
                .param("id", request)
                .query((row, n) -> row.getTimestamp("created_at").toInstant())
                .single();
    }

    static final String FIND = """
            insert into robot.finding (request_id, case_id, court, kind, detail, at)
            values (:request, :case_id, :court, :kind, :detail, :now)
            on conflict (request_id, kind) do nothing
            """;

    void find(long request, CaseId id, CourtCode court, Fault kind, String detail, Instant now) {
        jdbc.sql(FIND)
                .param("request", request)
                .param("case_id", id)
                .param("court", court)
                .param("kind", kind.name())
                .param("detail", detail)
                .param("now", now)
                .update();
    }

    static final String EMPTY_THERE = """
            insert into robot.finding (request_id, case_id, court, kind, detail, at)
            select distinct on (r.id) r.id, r.case_id, r.court, 'CONTRADICTORY', i.name || '登记有账户，而该行反馈查无', :now::timestamptz
              from inquiries.request r
              join robot.seen s on s.case_id = r.case_id and s.party_id = r.party_id and s.names = r.institution
              join inquiries.institution i on i.code = s.institution
             where r.batch_id = :batch and r.state = 'ANSWERED' and r.found = 0 and s.at >= :since
             order by r.id, s.id desc
            on conflict (request_id, kind) do nothing
            """;

    /** Institutions of a round that know of nothing although a register names an account with them. */
    void findEmptyThere(long batch, Instant since, Instant now) {
        jdbc.sql(EMPTY_THERE)
                .param("batch", batch)
                .param("since", Timestamp.from(since))
                .param("now", now.toString())
                .update();
    }

    static final String BAD_OF_ROUND = """
            select r.id, r.institution, r.party_id, i.name,
                   case when r.state = 'MANUAL' then 'MANUAL' else f.kind end as kind,
                   case when r.state = 'MANUAL' then coalesce(r.problem, '没有有效反馈') else f.detail end as detail
              from inquiries.request r
              join inquiries.institution i on i.code = r.institution
              left join lateral (select kind, detail from robot.finding where request_id = r.id order by id limit 1) f on true
             where r.batch_id = :batch and (r.state = 'MANUAL' or f.kind is not null)
             order by r.id
            """;

    /** What of a round is worth asking again. */
    List<Bad> badOf(long batch) {
        return jdbc.sql(BAD_OF_ROUND)
                .param("batch", batch)
                .query((row, n) -> new Bad(
                        row.getLong("id"),
                        row.getString("institution"),
                        row.getString("name"),
                        new PartyId(row.getLong("party_id")),
                        Fault.valueOf(row.getString("kind")),
                        row.getString("detail")))
                .list();
    }

    record Bad(long request, String institution, String name, PartyId about, Fault fault, String detail) {}

    // --- figures

    static final String FIGURES = """
            select i.code, i.name, count(*) as total,
                   count(*) filter (where r.state = 'ANSWERED') as answered,
                   count(*) filter (where r.state = 'ANSWERED' and r.found = 0) as empty,
                   count(*) filter (where r.late) as late,
                   count(*) filter (where r.state in ('QUEUED', 'ACCEPTED', 'READING') and r.promised_at < :now) as overdue,
                   count(*) filter (where r.state = 'MANUAL') as manual,
                   count(*) filter (where exists (select 1 from robot.finding f
                                                   where f.request_id = r.id and f.kind = 'CONTRADICTORY')) as contradictory,
                   count(*) filter (where exists (select 1 from robot.finding f
                                                   where f.request_id = r.id and f.kind = 'STALE')) as stale,
                   count(*) filter (where a.malformed) as malformed,
                   count(*) filter (where a.duplicate) as duplicate,
                   count(*) filter (where a.other_person) as other_person,
                   count(*) filter (where u.id is not null) as again
              from inquiries.request r
              join inquiries.institution i on i.code = r.institution
              left join (select request_id, bool_or(quality = 'GARBAGE') as malformed, bool_or(quality = 'DUPLICATE') as duplicate,
                                bool_or(quality = 'WRONG_PERSON') as other_person
                           from inquiries.answer
                          where quality in ('GARBAGE', 'WRONG_PERSON', 'DUPLICATE') and received_at >= :from
                          group by request_id) a on a.request_id = r.id
              left join robot.run u on u.batch_id = r.batch_id and u.reason = 'QUALITY'
             where r.purpose = 'QUERY' and r.court = :court and r.created_at >= :from and r.created_at < :to
               and r.state <> 'CANCELLED'
             group by i.code, i.name, i.position
             order by i.position
            """;

    /** A month's requests of a court by institution, those left out that were taken back. */
    List<Figures> figures(CourtCode court, Instant from, Instant to, Instant now) {
        return jdbc.sql(FIGURES)
                .param("court", court)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("now", Timestamp.from(now))
                .query((row, n) -> figures(row, "code"))
                .list();
    }

    private static Figures figures(ResultSet row, String code) throws SQLException {
        return new Figures(
                row.getString(code),
                row.getString("name"),
                row.getLong("total"),
                row.getLong("answered"),
                row.getLong("empty"),
                row.getLong("late"),
                row.getLong("overdue"),
                row.getLong("manual"),
                row.getLong("contradictory"),
                row.getLong("stale"),
                row.getLong("malformed"),
                row.getLong("duplicate"),
                row.getLong("other_person"),
                row.getLong("again"));
    }

    static final String ROWS = """
            select r.id, f.number, r.subject_name, r.state, r.created_at, r.promised_at, r.answered_at, b.sequence,
                   coalesce(q.detail, a.note, r.problem) as detail,
                   (select max(c.sequence) from robot.run u join inquiries.batch c on c.id = u.batch_id
                     where u.case_id = r.case_id and u.reason = 'QUALITY' and u.period = 'request:' || r.id) as again
              from inquiries.request r
              join inquiries.batch b on b.id = r.batch_id
              join cases.file f on f.id = r.case_id
              left join lateral (select detail from robot.finding where request_id = r.id and kind = :fault limit 1) q on true
              left join lateral (select note from inquiries.answer
                                  where request_id = r.id
                                    and quality = case :fault when 'MALFORMED' then 'GARBAGE' when 'DUPLICATE' then 'DUPLICATE'
                                                              when 'OTHER_PERSON' then 'WRONG_PERSON' end
                                  order by id desc limit 1) a on true
             where r.purpose = 'QUERY' and r.court = :court and r.institution = :institution
               and r.created_at >= :from and r.created_at < :to and r.state <> 'CANCELLED' and r.id < :below
               and case :fault
                   when 'LATE' then r.late
                   when 'OVERDUE' then r.state in ('QUEUED', 'ACCEPTED', 'READING') and r.promised_at < :now
                   when 'MANUAL' then r.state = 'MANUAL'
                   when 'CONTRADICTORY' then q.detail is not null
                   when 'STALE' then q.detail is not null
                   else exists (select 1 from inquiries.answer w
                                 where w.request_id = r.id
                                   and w.quality = case :fault when 'MALFORMED' then 'GARBAGE' when 'DUPLICATE' then 'DUPLICATE'
                                                               else 'WRONG_PERSON' end) end
             order by r.id desc
             limit :most
            """;

    /** The requests behind one figure, the newest first. */
    List<Row> rows(
            CourtCode court,
            String institution,
            Fault fault,
            Instant from,
            Instant to,
            Instant now,
            long below,
            int most) {
        return jdbc.sql(ROWS)
                .param("court", court)
                .param("institution", institution)
                .param("fault", fault.name())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("now", Timestamp.from(now))
                .param("below", below)
                .param("most", most)
                .query((row, n) -> {
                    Timestamp answered = row.getTimestamp("answered_at");
                    int again = row.getInt("again");
                    Integer round = row.wasNull() ? null : Integer.valueOf(again);
                    return new Row(
                            row.getLong("id"),
                            CaseNumber.parseAnyForm(row.getString("number")),
                            row.getInt("sequence"),
                            row.getString("subject_name"),
                            row.getTimestamp("created_at").toInstant(),
                            row.getTimestamp("promised_at").toInstant(),
                            answered == null ? null : answered.toInstant(),
                            row.getString("detail"),
                            round);
                })
                .list();
    }

    /** @param again in which round it was asked again by itself, null when it was not */
    record Row(
            long id,
            CaseNumber number,
            int round,
            String about,
            Instant askedAt,
            Instant promisedAt,
            @Nullable Instant answeredAt,
            @Nullable String detail,
            @Nullable Integer again) {}

    // --- reports

    static final String COURTS = """
            select distinct r.court
              from inquiries.request r
             where r.purpose = 'QUERY' and r.created_at >= :from and r.created_at < :to
             order by r.court
            """;

    List<CourtCode> courts(Instant from, Instant to) {
        return jdbc.sql(COURTS)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, n) -> new CourtCode(row.getString("court")))
                .list();
    }

    static final String ADD_REPORT = """
            insert into robot.report (court, month, made_on, made_at) values (:court, :month, :on, :now)
            on conflict (court, month) do nothing
            returning id
            """;

    static final String ADD_LINES = """
            insert into robot.report_line (report_id, position, institution, name, total, answered, empty, late, overdue, manual,
                                           contradictory, stale, malformed, duplicate, other_person, again)
            select :report, row_number() over (), l.*
              from unnest(:codes::text[], :names::text[], :total::bigint[], :answered::bigint[], :empty::bigint[], :late::bigint[],
                          :overdue::bigint[], :manual::bigint[], :contradictory::bigint[], :stale::bigint[], :malformed::bigint[],
                          :duplicate::bigint[], :other::bigint[], :again::bigint[]) as l
            """;

    /** @return false when the month was reported before */
    boolean report(CourtCode court, LocalDate month, List<Figures> lines, LocalDate on, Instant now) {
        Optional<Long> report = jdbc.sql(ADD_REPORT)
                .param("court", court)
                .param("month", month)
                .param("on", on)
                .param("now", now)
                .query(Long.class)
                .optional();
        report.ifPresent(id -> jdbc.sql(ADD_LINES)
                .param("report", id)
                .param("codes", lines.stream().map(Figures::institution).toArray(String[]::new))
                .param("names", lines.stream().map(Figures::name).toArray(String[]::new))
                .param("total", lines.stream().map(Figures::total).toArray(Long[]::new))
                .param("answered", lines.stream().map(Figures::answered).toArray(Long[]::new))
                .param("empty", lines.stream().map(Figures::empty).toArray(Long[]::new))
                .param("late", lines.stream().map(Figures::late).toArray(Long[]::new))
                .param("overdue", lines.stream().map(Figures::overdue).toArray(Long[]::new))
                .param("manual", lines.stream().map(Figures::manual).toArray(Long[]::new))
                .param(
                        "contradictory",
                        lines.stream().map(Figures::contradictory).toArray(Long[]::new))
                .param("stale", lines.stream().map(Figures::stale).toArray(Long[]::new))
                .param("malformed", lines.stream().map(Figures::malformed).toArray(Long[]::new))
                .param("duplicate", lines.stream().map(Figures::duplicate).toArray(Long[]::new))
                .param("other", lines.stream().map(Figures::otherPerson).toArray(Long[]::new))
                .param("again", lines.stream().map(Figures::again).toArray(Long[]::new))
                .update());
        return report.isPresent();
    }

    static final String REPORTS = """
            select month, made_on from robot.report where court = :court order by month desc limit 60
            """;

    List<Made> reports(CourtCode court) {
        return jdbc.sql(REPORTS)
                .param("court", court)
                .query((row, n) ->
                        new Made(row.getObject("month", LocalDate.class), row.getObject("made_on", LocalDate.class)))
                .list();
    }

    /** A month's report and the day on which it was made. */
    record Made(LocalDate month, LocalDate on) {}

    static final String REPORT = """
            select l.* from robot.report r join robot.report_line l on l.report_id = r.id
             where r.court = :court and r.month = :month
             order by l.position
            """;

    List<Figures> report(CourtCode court, LocalDate month) {
        return jdbc.sql(REPORT)
                .param("court", court)
                .param("month", month)
                .query((row, n) -> figures(row, "institution"))
                .list();
    }
}
