package cn.sunlit.inquiries;

import cn.sunlit.database.Columns;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of answers: kept as they come, read, judged. Many at a time: an answer that finds nothing is nine of ten. */
@Repository
class AnswerStore {

    private final JdbcClient jdbc;

    AnswerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String KEEP = """
            insert into inquiries.answer (request_id, received_at, http_status, raw_sealed, sha256, quality)
            select request_id, received_at, 200, raw, sha256, 'UNREAD'
              from unnest(:requests::bigint[], :instants::text[]::timestamptz[], :raws::bytea[], :digests::text[])
                       as came (request_id, received_at, raw, sha256)
            """;

    static final String READING = """
            update inquiries.request set state = 'READING', claimed_until = null
             where id = any (:ids::bigint[]) and state in ('QUEUED', 'ACCEPTED')
            """;

    /** Answers to calls, each to another request. */
    void keep(List<Came> all) {
        jdbc.sql(KEEP)
                .param("requests", all.stream().map(Came::request).toArray(Long[]::new))
                .param("instants", Columns.of(all, Came::at))
                .param("raws", all.stream().map(Came::rawSealed).toArray(byte[][]::new))
                .param("digests", all.stream().map(Came::sha256).toArray(String[]::new))
                .update();
        jdbc.sql(READING)
                .param("ids", all.stream().map(Came::request).toArray(Long[]::new))
                .update();
    }

    /** What an institution answered, as it came. */
    record Came(long request, Instant at, byte[] rawSealed, String sha256) {}

    static final String UNREAD = """
            select a.id, a.received_at, a.raw_sealed, a.sha256,
                   r.id as request_id, r.purpose, r.batch_id, r.case_id, r.court, r.institution, i.name as institution_name,
                   r.party_id, r.subject_name, r.reference, r.body_sealed, r.state, r.attempts, r.promised_at
              from inquiries.answer a
              join inquiries.request r on r.id = a.request_id
              join inquiries.institution i on i.code = r.institution
             where a.quality = 'UNREAD' and a.id > :after
             order by a.id
             limit :most
               for update of a, r skip locked
            """;

    /** The next answers that nobody has read, in their order, for this transaction alone. */
    List<Unread> unread(long after, int most) {
        return jdbc.sql(UNREAD)
                .param("after", after)
                .param("most", most)
                .query(AnswerStore::unread)
                .list();
    }

    private static Unread unread(ResultSet row, int n) throws SQLException {
        return new Unread(
                row.getLong("id"),
                row.getTimestamp("received_at").toInstant(),
                row.getBytes("raw_sealed"),
                row.getString("sha256"),
                row.getLong("request_id"),
                row.getLong("batch_id"),
                new CaseId(row.getLong("case_id")),
                new CourtCode(row.getString("court")),
                row.getString("institution"),
                row.getString("institution_name"),
                new PartyId(row.getLong("party_id")),
                row.getString("subject_name"),
                row.getString("reference"),
                row.getBytes("body_sealed"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getTimestamp("promised_at").toInstant());
    }

    /**
     * @param batch zero for an order
     * @param party zero for an order
     */
    record Unread(
            long answer,
            Instant receivedAt,
            byte[] rawSealed,
            String sha256,
            long request,
            long batch,
            CaseId caseId,
            CourtCode court,
            String institution,
            String institutionName,
            PartyId party,
            String subjectName,
            @Nullable String reference,
            byte[] bodySealed,
            String state,
            int attempts,
            Instant promisedAt) {

        boolean isOrder() {
            return reference != null;
        }

        boolean late() {
            return receivedAt.isAfter(promisedAt);
        }
    }

    static final String JUDGE = """
            update inquiries.answer a set quality = j.quality, note = j.note
              from unnest(:ids::bigint[], :qualities::text[], :notes::text[]) as j (id, quality, note)
             where a.id = j.id
            """;

    /** What answers turned out to be. */
    void judge(List<Judged> all) {
        jdbc.sql(JUDGE)
                .param("ids", all.stream().map(Judged::answer).toArray(Long[]::new))
                .param("qualities", all.stream().map(Judged::quality).toArray(String[]::new))
                .param("notes", all.stream().map(Judged::note).toArray(String[]::new))
                .update();
    }

    record Judged(long answer, String quality, @Nullable String note) {}

    static final String ANSWERED = """
            update inquiries.request r
               set state = 'ANSWERED', answered_at = d.at, late = d.late, found = d.found, claimed_until = null, problem = null
              from unnest(:ids::bigint[], :instants::text[]::timestamptz[], :late::boolean[], :found::int[])
                       as d (id, at, late, found)
             where r.id = d.id
            """;

    /** Requests that have their answer. */
    void answered(List<Done> all) {
        jdbc.sql(ANSWERED)
                .param("ids", all.stream().map(Done::request).toArray(Long[]::new))
                .param("instants", Columns.of(all, Done::at))
                .param("late", all.stream().map(Done::late).toArray(Boolean[]::new))
                .param("found", all.stream().map(Done::found).toArray(Integer[]::new))
                .update();
    }

    record Done(long request, Instant at, boolean late, int found) {}

    /** Only the content goes: that it came, when, its SHA-256 and what was found wrong with it stay. */
    static final String ERASE_STRANGERS = """
            update inquiries.answer set raw_sealed = ''
             where id in (select id from inquiries.answer
                           where quality in ('WRONG_PERSON', 'GARBAGE') and received_at < :before and length(raw_sealed) > 0
                           order by id limit 1000 for update skip locked)
            """;

    /** Answers that speak of somebody else or of nobody. @return how many */
    int eraseStrangers(Instant before) {
        return jdbc.sql(ERASE_STRANGERS).param("before", Timestamp.from(before)).update();
    }

    static final String STRANGERS_WAITING = """
            select count(*) from inquiries.answer
             where quality in ('WRONG_PERSON', 'GARBAGE') and received_at < :before and length(raw_sealed) > 0
            """;

    long strangersWaiting(Instant before) {
        return jdbc.sql(STRANGERS_WAITING)
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }
}
