package cn.sunlit.inquiries;

import cn.sunlit.inquiries.Stray.Reason;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what was refused and kept. */
@Repository
class StrayStore {

    private static final int MOST_SHOWN = 200;

    private final JdbcClient jdbc;

    StrayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String COUNT_SINCE = """
            select count(*) from inquiries.stray
             where institution = :institution and received_at > :since
               and (reason in ('NO_SIGNATURE', 'UNKNOWN_INSTITUTION', 'FORGED')) = :unsigned
            """;

    /** How many came of an institution: those that anybody could have sent, or the others. */
    int since(String institution, boolean unsigned, Instant since) {
        return jdbc.sql(COUNT_SINCE)
                .param("institution", institution)
                .param("unsigned", unsigned)
                .param("since", since)
                .query(Integer.class)
                .single();
    }

    static final String KEEP = """
            insert into inquiries.stray (institution, via, reason, note, name, size, sha256, raw_sealed, sealed_sha256,
                                         received_at, last_at)
            values (:institution, :via, :reason, :note, :name, :size, :sha256, :raw, :sealed_sha256, :now, :now)
            on conflict (institution, via, reason, name, sha256) do update
               set copies = inquiries.stray.copies + 1, last_at = excluded.last_at
             where inquiries.stray.last_at < :minute
            """;

    /** @param minute what came again since then is not counted again */
    void keep(
            Reason reason,
            Strays.Came came,
            String note,
            @Nullable String sha256,
            byte @Nullable [] rawSealed,
            Instant now,
            Instant minute) {
        jdbc.sql(KEEP)
                .param("institution", came.institution())
                .param("via", came.via())
                .param("reason", reason.name())
                .param("note", note)
                .param("name", came.name())
                .param("size", came.size())
                .param("sha256", sha256)
                .param("raw", rawSealed)
                .param("sealed_sha256", rawSealed == null ? null : InquiryClient.sha256(rawSealed))
                .param("now", now)
                .param("minute", minute)
                .update();
    }

    static final String STRAYS = """
            select s.id, s.institution, coalesce(i.name, '未登记的单位') as institution_name, s.via, s.reason, s.note, s.name,
                   s.size, s.sha256, s.received_at, s.last_at, s.copies, s.settled_at, s.settled_by, s.settlement
              from inquiries.stray s
              left join inquiries.institution i on i.code = s.institution
             where %s
             order by s.received_at desc, s.id desc
             limit :most
            """;

    static final String BY_STATE = STRAYS.formatted("(s.settled_at is not null) = :settled");

    /** The newest, open or settled. */
    List<Stray> strays(boolean settled) {
        return jdbc.sql(BY_STATE)
                .param("settled", settled)
                .param("most", MOST_SHOWN)
                .query((row, n) -> stray(row))
                .list();
    }

    static final String BY_ID = STRAYS.formatted("s.id = :id");

    Optional<Stray> find(long id) {
        return jdbc.sql(BY_ID)
                .param("id", id)
                .param("most", 1)
                .query((row, n) -> stray(row))
                .optional();
    }

    private static Stray stray(ResultSet row) throws SQLException {
        return new Stray(
                row.getLong("id"),
                row.getString("institution"),
                row.getString("institution_name"),
                row.getString("via"),
                Reason.valueOf(row.getString("reason")),
                row.getString("note"),
                row.getString("name"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getInt("copies"),
                instant(row, "settled_at"),
                row.getString("settled_by"),
                row.getString("settlement"));
    }

    static final String COUNT_OPEN = """
            select count(*) from inquiries.stray where settled_at is null
            """;

    long open() {
        return jdbc.sql(COUNT_OPEN).query(Long.class).single();
    }

    static final String RAW = """
            select raw_sealed from inquiries.stray where id = :id and raw_sealed is not null
            """;

    Optional<byte[]> rawSealed(long id) {
        return jdbc.sql(RAW)
                .param("id", id)
                .query((row, n) -> row.getBytes("raw_sealed"))
                .optional();
    }

    static final String SETTLE = """
            update inquiries.stray set settled_at = :now, settled_by = :by, settlement = :settlement
             where id = :id and settled_at is null
            """;

    /** @return false when there is none or it was settled before */
    boolean settle(long id, String by, String settlement, Instant now) {
        return jdbc.sql(SETTLE)
                        .param("id", id)
                        .param("by", by)
                        .param("settlement", settlement)
                        .param("now", now)
                        .update()
                == 1;
    }

    static final String REFUSED_ANSWERS = """
            select a.received_at, i.name, c.number, a.quality, a.note, a.sha256
              from inquiries.answer a
              join inquiries.request r on r.id = a.request_id
              join inquiries.institution i on i.code = r.institution
              join cases.file c on c.id = r.case_id
             where a.quality in ('GARBAGE', 'WRONG_PERSON') and r.court = :court and a.received_at > :since
             order by a.received_at desc, a.id desc
             limit :most
            """;

    /** Answers to requests of a court that could not be used. */
    List<RefusedAnswer> refusedAnswers(CourtCode court, Instant since) {
        return jdbc.sql(REFUSED_ANSWERS)
                .param("court", court)
                .param("since", since)
                .param("most", MOST_SHOWN)
                .query(RefusedAnswer.class)
                .list();
    }

    /** @param number the case that asked */
    record RefusedAnswer(
            Instant receivedAt,
            String name,
            CaseNumber number,
            String quality,
            @Nullable String note,
            String sha256) {}

    static final String ERASE = """
            update inquiries.stray set raw_sealed = null, sealed_sha256 = null
             where id in (select id from inquiries.stray
                           where received_at < :before and raw_sealed is not null
                           order by id limit 1000 for update skip locked)
            """;

    /** Lets go of the content alone. @return of how many */
    int erase(Instant before) {
        return jdbc.sql(ERASE).param("before", Timestamp.from(before)).update();
    }

    static final String WAITING = """
            select count(*) from inquiries.stray where received_at < :before and raw_sealed is not null
            """;

    long waiting(Instant before) {
        return jdbc.sql(WAITING)
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
