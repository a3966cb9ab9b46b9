package cn.sunlit.inquiries;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of answers that come by themselves: nonces, and the request that an answer belongs to. */
@Repository
class InboxStore {

    private final JdbcClient jdbc;

    InboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String USE_NONCE = """
            insert into inquiries.nonce (institution, nonce, used_at) values (:institution, :nonce, :now)
            on conflict do nothing
            """;

    /** @return false when it was used before */
    boolean useNonce(String institution, String nonce, Instant now) {
        return jdbc.sql(USE_NONCE)
                        .param("institution", institution)
                        .param("nonce", nonce)
                        .param("now", now)
                        .update()
                == 1;
    }

    static final String FORGET_NONCES = """
            delete from inquiries.nonce where used_at < :before
            """;

    int forgetNonces(Instant before) {
        return jdbc.sql(FORGET_NONCES).param("before", before).update();
    }

    static final String REQUEST = """
            select r.id, r.institution, r.state, r.sent_at is not null as sent,
                   exists (select 1 from inquiries.answer a where a.request_id = r.id and a.sha256 = :sha256) as known,
                   (select count(*) from inquiries.answer a where a.request_id = r.id) as answers
              from inquiries.request r
             where r.key = :key
               for update of r
            """;

    /** The request that an answer names, held until the answer is kept. */
    Optional<Asked> request(UUID key, String sha256) {
        return jdbc.sql(REQUEST)
                .param("key", key)
                .param("sha256", sha256)
                .query((row, n) -> new Asked(
                        row.getLong("id"),
                        row.getString("institution"),
                        row.getString("state"),
                        row.getBoolean("sent"),
                        row.getBoolean("known"),
                        row.getInt("answers")))
                .optional();
    }

    /**
     * @param sent whether it ever left the court
     * @param known whether the very same answer is kept already
     * @param answers how many are kept
     */
    record Asked(long id, String institution, String state, boolean sent, boolean known, int answers) {}

    static final String KEEP = """
            insert into inquiries.answer (request_id, received_at, raw_sealed, sha256, quality, via, file_id)
            values (:request, :now, :raw, :sha256, 'UNREAD', :via, :file)
            """;

    static final String READING = """
            update inquiries.request set state = 'READING', claimed_until = null
             where id = :id and state in ('QUEUED', 'ACCEPTED')
            """;

    /** @param file the file it came in, null for a call */
    void keep(long request, Instant now, byte[] rawSealed, String sha256, String via, @Nullable Long file) {
        jdbc.sql(KEEP)
                .param("request", request)
                .param("now", now)
                .param("raw", rawSealed)
                .param("sha256", sha256)
                .param("via", via)
                .param("file", file)
                .update();
        jdbc.sql(READING).param("id", request).update();
    }
}
