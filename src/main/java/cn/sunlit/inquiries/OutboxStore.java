package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of sending: which institution can be called, what is claimed for it, what became of a call. */
@Repository
class OutboxStore {

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String WITH_WORK = """
            select i.code
              from inquiries.institution i
             where case i.transport when 'FILES' then i.folder is not null else i.base_url is not null end
               and (i.probe_at is null or i.probe_at <= :now)
               and (exists (select 1 from inquiries.request q
                             where q.institution = i.code and q.state in ('QUEUED', 'ACCEPTED') and q.next_at <= :now
                               and (q.claimed_until is null or q.claimed_until <= :now))
                    or exists (select 1 from inquiries.exchange_file f
                                where f.institution = i.code and f.direction = 'OUT' and f.written_at is null))
             order by i.position
            """;

    /** Institutions with something due, those left out that are in fault and not to be tried yet. */
    List<String> withWork(Instant now) {
        return jdbc.sql(WITH_WORK).param("now", now).query(String.class).list();
    }

    static final String LOCK_LINE = """
            select i.parallel_limit, i.per_minute, i.free_at, i.failures, i.fault_since, i.probe_at,
                   (select count(*) from inquiries.request q
                     where q.institution = i.code and q.claimed_until > :now and q.id <> all (:mine::bigint[])) as others
              from inquiries.institution i
             where i.code = :code and (i.base_url is not null or i.folder is not null)
               for update of i skip locked
            """;

    /** The line to an institution, held until the claim is made; empty while another process makes one. */
    Optional<Line> lockLine(String code, Instant now) {
        return lockLine(code, now, Set.of());
    }

    /** @param mine what this process has claimed and not settled yet, whether or not it still counts in the database */
    Optional<Line> lockLine(String code, Instant now, Set<Long> mine) {
        return jdbc.sql(LOCK_LINE)
                .param("code", code)
                .param("now", now)
                .param("mine", mine.toArray(Long[]::new))
                .query((row, n) -> line(row, mine.size()))
                .optional();
    }

    private static Line line(ResultSet row, int mine) throws SQLException {
        int perMinute = row.getInt("per_minute");
        boolean unlimited = row.wasNull();
        return new Line(
                row.getInt("parallel_limit"),
                row.getInt("others") + mine,
                unlimited ? null : Integer.valueOf(perMinute),
                instant(row, "free_at"),
                row.getInt("failures"),
                row.getTimestamp("fault_since") != null,
                instant(row, "probe_at"));
    }

    static final String CLAIM = """
            with due as (
                select q.id
                  from inquiries.request q
                 where q.institution = :code and q.state in ('QUEUED', 'ACCEPTED') and q.next_at <= :now
                   and (q.claimed_until is null or q.claimed_until <= :now)
                 order by q.urgency, q.next_at, q.id
                 limit :most
                   for update skip locked)
            update inquiries.request q
               set claimed_until = :until, sent_at = coalesce(q.sent_at, :now),
                   attempts = q.attempts + case when q.state = 'QUEUED' then 1 else 0 end
              from due
             where q.id = due.id
            returning q.id, q.key, q.purpose, q.state, q.institution, q.court, q.body_sealed, q.attempts, q.promised_at,
                      q.urgency, q.next_at
            """;

    private static final Comparator<Claimed> MOST_URGENT_FIRST = Comparator.comparingInt(Claimed::urgency)
            .thenComparing(Claimed::dueAt)
            .thenComparingLong(Claimed::id);

    /** Takes what is due for an institution, the most urgent first. */
    List<Claimed> claim(String code, int most, Instant now, Instant until) {
        List<Claimed> claimed = jdbc.sql(CLAIM)
                .param("code", code)
                .param("most", most)
                .param("now", now)
                .param("until", until)
                .query((row, n) -> new Claimed(
                        row.getLong("id"),
                        row.getObject("key", UUID.class),
                        row.getString("purpose"),
                        row.getString("state").equals("ACCEPTED"),
                        row.getString("institution"),
                        new CourtCode(row.getString("court")),
                        row.getBytes("body_sealed"),
                        row.getInt("attempts"),
                        row.getTimestamp("promised_at").toInstant(),
                        row.getInt("urgency"),
                        row.getTimestamp("next_at").toInstant(),
                        until))
                .list();
        return claimed.stream().sorted(MOST_URGENT_FIRST).toList();
    }

    static final String GIVE_BACK = """
            update inquiries.request
               set claimed_until = null,
                   attempts = attempts - case when state = 'QUEUED' then 1 else 0 end,
                   sent_at = case when state = 'QUEUED' and attempts = 1 then null else sent_at end
             where id = any (:ids::bigint[]) and claimed_until = :until and state in ('QUEUED', 'ACCEPTED')
            """;

    /** What was claimed and not called for is free again, as if it had not been claimed; of one lease. */
    void giveBack(List<Long> ids, Instant until) {
        jdbc.sql(GIVE_BACK)
                .param("ids", ids.toArray(Long[]::new))
                .param("until", until)
                .update();
    }

    /**
     * @param accepted whether the institution has it already and is only asked for the result
     * @param until when the claim ends
     */
    record Claimed(
            long id,
            UUID key,
            String purpose,
            boolean accepted,
            String institution,
            CourtCode court,
            byte[] bodySealed,
            int attempts,
            Instant promisedAt,
            int urgency,
            Instant dueAt,
            Instant until) {}

    static final String USE_LINE = """
            update inquiries.institution set free_at = :free, probe_at = :probe where code = :code
            """;

    /** Notes when the line takes the next call, and when an institution in fault is tried again. */
    void useLine(String code, @Nullable Instant freeAt, @Nullable Instant probeAt) {
        jdbc.sql(USE_LINE)
                .param("code", code)
                .param("free", freeAt == null ? null : Timestamp.from(freeAt))
                .param("probe", probeAt == null ? null : Timestamp.from(probeAt))
                .update();
    }

    static final String ADDRESS = """
            select base_url, secret_sealed from inquiries.institution where code = :code and base_url is not null
            """;

    Optional<Address> address(String code) {
        return jdbc.sql(ADDRESS)
                .param("code", code)
                .query((row, n) -> new Address(row.getString("base_url"), row.getBytes("secret_sealed")))
                .optional();
    }

    /** Where an institution listens, and the sealed secret that signs what is sent there. */
    record Address(String url, byte[] secretSealed) {}

    static final String WORKED = """
            update inquiries.institution i
               set failures = 0, fault_since = null, probe_at = null, last_fault = null, last_answer_at = :now
              from (select code from inquiries.institution
                     where code = any (:codes::text[])
                       and (failures > 0 or last_answer_at is null or last_answer_at < :stale)
                     order by code
                       for update) silent
             where i.code = silent.code
            """;

    void worked(String code, Instant now) {
        worked(Set.of(code), now);
    }

    /** Institutions answered; their rows are written once a minute, or every answer would wait for the one before. */
    void worked(Set<String> codes, Instant now) {
        jdbc.sql(WORKED)
                .param("codes", codes.toArray(String[]::new))
                .param("now", now)
                .param("stale", now.minusSeconds(60))
                .update();
    }

    static final String FAILED = """
            update inquiries.institution
               set failures = failures + 1, last_fault = :why,
                   fault_since = case when failures + 1 >= :tolerated then coalesce(fault_since, :now) end
             where code = :code
            """;

    void failed(String code, String why, int tolerated, Instant now) {
        jdbc.sql(FAILED)
                .param("code", code)
                .param("why", why)
                .param("tolerated", tolerated)
                .param("now", now)
                .update();
    }

    static final String ACCEPTED = """
            update inquiries.request
               set state = 'ACCEPTED', next_at = :next, claimed_until = null, problem = null
             where id = :id and state in ('QUEUED', 'ACCEPTED')
            """;

    void accepted(long id, Instant next) {
        jdbc.sql(ACCEPTED).param("id", id).param("next", next).update();
    }

    static final String AGAIN = """
            update inquiries.request
               set state = 'QUEUED', next_at = :next, claimed_until = null, problem = :why
             where id = :id and state in ('QUEUED', 'ACCEPTED', 'READING')
            """;

    void again(long id, Instant next, String why) {
        jdbc.sql(AGAIN).param("id", id).param("next", next).param("why", why).update();
    }

    static final String POLL_AGAIN = """
            update inquiries.request
               set next_at = :next, claimed_until = null, problem = :why
             where id = :id and state = 'ACCEPTED'
            """;

    void pollAgain(long id, Instant next, String why) {
        jdbc.sql(POLL_AGAIN)
                .param("id", id)
                .param("next", next)
                .param("why", why)
                .update();
    }

    static final String TO_A_PERSON = """
            update inquiries.request
               set state = 'MANUAL', claimed_until = null, problem = :why
             where id = :id and state in ('QUEUED', 'ACCEPTED', 'READING')
            """;

    void toAPerson(long id, String why) {
        jdbc.sql(TO_A_PERSON).param("id", id).param("why", why).update();
    }

    static final String SEND_AGAIN = """
            update inquiries.request
               set state = 'QUEUED', attempts = 0, next_at = :now, problem = null
             where id = :id and case_id = :case_id and state = 'MANUAL'
            """;

    boolean sendAgain(CaseId caseId, long id, Instant now) {
        return jdbc.sql(SEND_AGAIN)
                        .param("id", id)
                        .param("case_id", caseId)
                        .param("now", now)
                        .update()
                == 1;
    }

    static final String CANCEL = """
            update inquiries.request
               set state = 'CANCELLED', problem = :why
             where case_id = :case_id and purpose = 'QUERY' and state = 'QUEUED'
               and (claimed_until is null or claimed_until <= :now)
            returning batch_id
            """;

    /** Takes back what no institution has in hand. @return for each request its round */
    List<Long> cancel(CaseId caseId, String why, Instant now) {
        return jdbc.sql(CANCEL)
                .param("case_id", caseId)
                .param("why", why)
                .param("now", now)
                .query(Long.class)
                .list();
    }

    static final String CANCEL_ROUND = """
            update inquiries.request
               set state = 'CANCELLED', problem = :why
             where batch_id = :batch and state = 'QUEUED' and (claimed_until is null or claimed_until <= :now)
            """;

    /** The same for one round. @return how many */
    int cancelRound(long batch, String why, Instant now) {
        return jdbc.sql(CANCEL_ROUND)
                .param("batch", batch)
                .param("why", why)
                .param("now", now)
                .update();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
