package cn.sunlit.messages;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the messages. */
@Repository
class MessageStore {

    private final JdbcClient jdbc;
    private final Deferred<List<Queued>> deferred =
            new Deferred<>(60, Set.of("messages.message"), ArrayList::new, this::write);

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message on its way into the outbox.
     *
     * @param from when it may leave
     */
    record Queued(
            String dedupeKey,
            @Nullable CaseId caseId,
            @Nullable CourtCode court,
            String recipient,
            byte[] sealed,
            byte[] index,
            String masked,
            String text,
            Instant now,
            Instant from) {}

    static final String QUEUE = """
            insert into messages.message (dedupe_key, case_id, court, recipient, phone_sealed, phone_index, phone_masked, text,
                                          queued_at, next_try_at)
            select m.dedupe_key, m.case_id, m.court, m.recipient, m.sealed, m.index, m.masked, m.text, m.now, m."from"
            from unnest(:dedupeKeys::text[], :cases::bigint[], :courts::text[], :recipients::text[], :sealed::bytea[],
                        :indexes::bytea[], :masked::text[], :texts::text[], :instants::timestamptz[], :froms::timestamptz[])
                     as m (dedupe_key, case_id, court, recipient, sealed, index, masked, text, now, "from")
            on conflict (dedupe_key) do nothing
            """;

    /** Puts it into the outbox when the transaction ends. */
    void queue(Queued message) {
        deferred.change(waiting -> waiting.add(message));
    }

    private void write(List<Queued> waiting) {
        List<Queued> all = List.copyOf(waiting);
        waiting.clear();
        jdbc.sql(QUEUE)
                .param("dedupeKeys", all.stream().map(Queued::dedupeKey).toArray(String[]::new))
                .param(
                        "cases",
                        all.stream()
                                .map(m -> m.caseId() == null ? null : m.caseId().value())
                                .toArray(Long[]::new))
                .param(
                        "courts",
                        all.stream()
                                .map(m -> m.court() == null ? null : m.court().value())
                                .toArray(String[]::new))
                .param("recipients", all.stream().map(Queued::recipient).toArray(String[]::new))
                .param("sealed", all.stream().map(Queued::sealed).toArray(byte[][]::new))
                .param("indexes", all.stream().map(Queued::index).toArray(byte[][]::new))
                .param("masked", all.stream().map(Queued::masked).toArray(String[]::new))
                .param("texts", all.stream().map(Queued::text).toArray(String[]::new))
                .param("instants", all.stream().map(m -> m.now().toString()).toArray(String[]::new))
                .param("froms", all.stream().map(m -> m.from().toString()).toArray(String[]::new))
                .update();
    }

    /** A message in the hands of one sender until its lease ends. */
    record Claimed(long id, UUID key, byte[] phoneSealed, String recipient, String text, int attempt) {}

    static final String CLAIM = """
            update messages.message set attempts = attempts + 1, next_try_at = :leaseEnd
            where id in (
                select id from messages.message where state = 'QUEUED' and next_try_at <= :now
                order by next_try_at, id limit :most for update skip locked)
            returning id, key, phone_sealed, recipient, text, attempts
            """;

    List<Claimed> claim(Instant now, Instant leaseEnd, int most) {
        return jdbc.sql(CLAIM)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("leaseEnd", leaseEnd.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((r, n) -> new Claimed(
                        r.getLong("id"),
                        r.getObject("key", UUID.class),
                        r.getBytes("phone_sealed"),
                        r.getString("recipient"),
                        r.getString("text"),
                        r.getInt("attempts")))
                .list();
    }

    static final String KEEP_RECEIPT = """
            insert into messages.receipt (message_id, attempt, status, body, at)
            values (:id, :attempt, :status, :body, :at)
            """;

    void keepReceipt(Claimed message, @Nullable Integer status, String body, Instant at) {
        jdbc.sql(KEEP_RECEIPT)
                .param("id", message.id())
                .param("attempt", message.attempt())
                .param("status", status, Types.INTEGER)
                .param("body", body)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String SENT = """
            update messages.message set state = 'SENT', sent_at = :at, receipt = :receipt, ask_at = :askAt
            where id = :id and state = 'QUEUED'
            """;

    /** @param askAt when to ask whether it reached the phone */
    void sent(long id, String receipt, Instant at, Instant askAt) {
        jdbc.sql(SENT)
                .param("id", id)
                .param("askAt", askAt.atOffset(ZoneOffset.UTC))
                .param("receipt", receipt)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String FAILED = """
            update messages.message set state = 'FAILED', receipt = :receipt where id = :id and state = 'QUEUED'
            """;

    void failed(long id, String receipt) {
        jdbc.sql(FAILED).param("id", id).param("receipt", receipt).update();
    }

    static final String AGAIN_LATER = """
            update messages.message set next_try_at = :at, receipt = :receipt where id = :id and state = 'QUEUED'
            """;

    void againLater(long id, String receipt, Instant at) {
        jdbc.sql(AGAIN_LATER)
                .param("id", id)
                .param("receipt", receipt)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String COURT_OF = """
            select court from messages.message where id = :id and court is not null
            """;

    Optional<CourtCode> courtOf(long id) {
        return jdbc.sql(COURT_OF).param("id", id).query(String.class).optional().map(CourtCode::new);
    }

    static final String SEND_AGAIN = """
            update messages.message
            set state = 'QUEUED', next_try_at = :now, attempts = 0, sent_at = null, report = null, reported_at = null,
                ask_at = null, key = case when state = 'SENT' then gen_random_uuid() else key end
            where id = :id and (state = 'FAILED' or report in ('UNDELIVERED', 'UNKNOWN')) and length(phone_sealed) > 0
            """;

    static final String TO_ASK = """
            update messages.message set ask_at = :next
            where id in (
                select id from messages.message where ask_at <= :now order by ask_at, id limit :most for update skip locked)
            returning id, key, sent_at
            """;

    /** A message whose report is to be asked for. */
    record Asked(long id, UUID key, Instant sentAt) {}

    /** Those of which it is time to ask; nobody else asks before {@code next}. */
    List<Asked> toAsk(Instant now, Instant next, int most) {
        return jdbc.sql(TO_ASK)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((r, n) -> new Asked(
                        r.getLong("id"),
                        r.getObject("key", UUID.class),
                        r.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static final String ASK_LATER = """
            update messages.message set ask_at = :at where id = :id and key = :key and report is null
            """;

    void askLater(Asked message, Instant at) {
        jdbc.sql(ASK_LATER)
                .param("id", message.id())
                .param("key", message.key())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String REPORTED = """
            update messages.message set report = :report, reported_at = :at, ask_at = null
            where id = :id and key = :key and state = 'SENT' and report is null
            """;

    void reported(Asked message, SentMessage.Report report, Instant at) {
        jdbc.sql(REPORTED)
                .param("id", message.id())
                .param("key", message.key())
                .param("report", report.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String BY_KEYS = """
            select * from messages.message where dedupe_key = any(:keys)
            """;

    Map<String, SentMessage> byKeys(Collection<String> keys) {
        Map<String, SentMessage> found = new HashMap<>();
        jdbc.sql(BY_KEYS).param("keys", keys.toArray(String[]::new)).query(r -> {
            found.put(r.getString("dedupe_key"), message(r, 0));
        });
        return found;
    }

    boolean sendAgain(long id, Instant now) {
        return jdbc.sql(SEND_AGAIN)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** A code that no gateway took is not sent any more: its time is over. */
    static final String ERASE = """
            update messages.message
            set text = '（已过保存期限，正文已删除）', phone_sealed = '', phone_index = '', phone_masked = '已删除',
                state = case when state = 'QUEUED' then 'FAILED' else state end, ask_at = null
            where id in (
                select id from messages.message
                where (dedupe_key ~ '^(login-)?code:') = :codes and queued_at < :before and length(phone_sealed) > 0
                  and (:codes or state <> 'QUEUED')
                order by id limit 1000 for update skip locked)
            """;

    /**
     * Leaves nothing of messages but that they were sent.
     *
     * @param codes log-in codes, or all other messages
     */
    int erase(boolean codes, Instant before) {
        return jdbc.sql(ERASE)
                .param("codes", codes)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String ERASE_TO = """
            update messages.message
            set text = '（已按当事人的请求删除正文）', phone_sealed = '', phone_index = '', phone_masked = '已删除', ask_at = null
            where case_id = :case and phone_index = :index and state <> 'QUEUED' and length(phone_sealed) > 0
            """;

    int eraseTo(CaseId id, byte[] index) {
        return jdbc.sql(ERASE_TO)
                .param("case", id.value())
                .param("index", index)
                .update();
    }

    static final String WAITING = """
            select count(*) from messages.message
            where (dedupe_key ~ '^(login-)?code:') = :codes and queued_at < :before and length(phone_sealed) > 0
              and (:codes or state <> 'QUEUED')
            """;

    long waiting(boolean codes, Instant before) {
        return jdbc.sql(WAITING)
                .param("codes", codes)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static final String OF_CASE = """
            select * from messages.message where case_id = :caseId order by id desc limit 500
            """;

    static final String OF_CASE_AND_PHONE = """
            select * from messages.message where case_id = :caseId and phone_index = :index order by id desc limit 500
            """;

    List<SentMessage> ofCase(CaseId id, byte @Nullable [] phoneIndex) {
        JdbcClient.StatementSpec statement = phoneIndex == null
                ? jdbc.sql(OF_CASE)
                : jdbc.sql(OF_CASE_AND_PHONE).param("index", phoneIndex);
        return statement
                .param("caseId", id.value())
                .query(MessageStore::message)
                .list();
    }

    private static SentMessage message(ResultSet r, int row) throws SQLException {
        OffsetDateTime sent = r.getObject("sent_at", OffsetDateTime.class);
        return new SentMessage(
                r.getLong("id"),
                r.getString("recipient"),
                r.getString("phone_masked"),
                r.getString("text"),
                SentMessage.State.valueOf(r.getString("state")),
                r.getInt("attempts"),
                r.getObject("queued_at", OffsetDateTime.class).toInstant(),
                sent == null ? null : sent.toInstant(),
                r.getString("receipt"),
                r.getString("report") == null
                        ? SentMessage.Report.NONE
                        : SentMessage.Report.valueOf(r.getString("report")));
    }
}
