package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the simulated institutions received and what they said to it: their own log, which judges the court's. */
@Repository
@Profile("sandbox")
class InstitutionLogStore {

    private final JdbcClient jdbc;

    InstitutionLogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String RECEIVE = """
            insert into sandbox.institution_request (key, institution, purpose, kind, business_key, body, received_at)
            values (:key, :institution, :purpose, :kind, :business, :body, :now)
            on conflict (key) do update set copies = sandbox.institution_request.copies + 1
            returning business_key, copies + polls as calls, answer, ready_at
            """;

    /** A request comes in, for the first time or again. */
    Received receive(UUID key, String institution, String purpose, Matter matter, String body, Instant now) {
        return jdbc.sql(RECEIVE)
                .param("key", key)
                .param("institution", institution)
                .param("purpose", purpose)
                .param("kind", matter.kind())
                .param("business", matter.key())
                .param("body", body)
                .param("now", now)
                .query((row, n) -> received(row))
                .single();
    }

    static final String ASKED_FOR = """
            update sandbox.institution_request set polls = polls + 1
             where key = :key and institution = :institution
            returning business_key, copies + polls as calls, answer, ready_at
            """;

    /** The court asks for the result of what was taken over; empty when nothing was. */
    Optional<Received> askedFor(UUID key, String institution) {
        return jdbc.sql(ASKED_FOR)
                .param("key", key)
                .param("institution", institution)
                .query((row, n) -> received(row))
                .optional();
    }

    private static Received received(ResultSet row) throws SQLException {
        return new Received(
                row.getString("business_key"),
                row.getInt("calls"),
                row.getString("answer"),
                row.getObject("ready_at", java.time.OffsetDateTime.class) == null
                        ? null
                        : row.getTimestamp("ready_at").toInstant());
    }

    /**
     * What the institution counts a request by.
     *
     * @param kind QUERY, or what was ordered
     * @param key the same for the same matter, under whatever idempotency key it comes
     */
    record Matter(String kind, String key) {}

    /**
     * A request as it stands after a call.
     *
     * @param calls how often the court called in this matter, this time included
     * @param answer what was found or done, null before
     * @param readyAt when the result of what was taken over is there, null when it was not taken over
     */
    record Received(
            String business,
            int calls,
            @Nullable String answer,
            @Nullable Instant readyAt) {}

    static final String TAKE_OVER = """
            update sandbox.institution_request set ready_at = :ready where key = :key
            """;

    void takeOver(UUID key, Instant ready) {
        jdbc.sql(TAKE_OVER).param("key", key).param("ready", ready).update();
    }

    static final String LOCK_REQUEST = """
            select purpose, body, answer from sandbox.institution_request where key = :key and institution = :institution for update
            """;

    Optional<Undone> lock(UUID key, String institution) {
        return jdbc.sql(LOCK_REQUEST)
                .param("key", key)
                .param("institution", institution)
                .query((row, n) -> new Undone(row.getString("purpose"), row.getString("body"), row.getString("answer")))
                .optional();
    }

    /** A request to be worked on, with the answer when somebody has worked on it before. */
    record Undone(String purpose, String body, @Nullable String answer) {}

    static final String ANSWERED = """
            update sandbox.institution_request set answer = :answer, answered_at = :now where key = :key
            """;

    void answered(UUID key, String answer, Instant now) {
        jdbc.sql(ANSWERED)
                .param("key", key)
                .param("answer", answer)
                .param("now", now)
                .update();
    }

    static final String CALL = """
            insert into sandbox.institution_call (institution, key, at, poll, status, fault, exceeded, delay_ms)
            values (:institution, :key, :at, :poll, :status, :fault, :exceeded, :delay)
            """;

    void call(Call call) {
        jdbc.sql(CALL)
                .param("institution", call.institution())
                .param("key", call.key())
                .param("at", call.at())
                .param("poll", call.poll())
                .param("status", call.status())
                .param("fault", call.fault() == null ? null : call.fault().name())
                .param(
                        "exceeded",
                        call.exceeded() == null ? null : call.exceeded().name())
                .param("delay", call.delayMs())
                .update();
    }

    /**
     * One call.
     *
     * @param poll whether it asked for the result of what was taken over
     * @param status what was answered; 0 when the connection was cut before
     * @param fault what went wrong, null when nothing did
     * @param exceeded the agreed limit that the call exceeded, null when it kept them
     */
    record Call(
            String institution,
            @Nullable UUID key,
            Instant at,
            boolean poll,
            int status,
            @Nullable Fault fault,
            CallCounter.@Nullable Exceeded exceeded,
            int delayMs) {}

    static final String REQUESTS = """
            select r.key, r.institution, r.kind, r.business_key, r.copies, r.polls, r.received_at, r.answered_at,
                   (select count(*) from sandbox.institution_call c
                     where c.key = r.key and c.status = 200 and (c.fault is null or c.fault = 'TWICE')) as good
              from sandbox.institution_request r
             where :institution = '' or r.institution = :institution
             order by r.received_at desc, r.key
             limit :most
            """;

    /** What came in, the newest first, counted by its key. @param institution its code, or empty for all */
    List<Entry> requests(String institution, int most) {
        return jdbc.sql(REQUESTS)
                .param("institution", institution)
                .param("most", most)
                .query(Entry.class)
                .list();
    }

    /**
     * A request in the log.
     *
     * @param copies how often it came
     * @param polls how often its result was asked for
     * @param good how many answers went out whole
     */
    record Entry(
            UUID key,
            String institution,
            String kind,
            String businessKey,
            int copies,
            int polls,
            Instant receivedAt,
            @Nullable Instant answeredAt,
            int good) {}

    static final String CALLS = """
            select institution, key, at, poll, status, fault, exceeded, delay_ms
              from sandbox.institution_call
             where :institution = '' or institution = :institution
             order by id desc
             limit :most
            """;

    /** The calls, the newest first. */
    List<Call> calls(String institution, int most) {
        return jdbc.sql(CALLS)
                .param("institution", institution)
                .param("most", most)
                .query(Call.class)
                .list();
    }

    static final String COUNTS = """
            select i.code as institution, coalesce(r.received, 0) as received, coalesce(r.answered, 0) as answered,
                   coalesce(r.twice, 0) as twice, coalesce(c.calls, 0) as calls, coalesce(c.faults, 0) as faults,
                   coalesce(c.exceeded, 0) as exceeded, coalesce(h.controls, 0) as controls, coalesce(h.held_fen, 0) as held
              from (select unnest(:codes::text[]) as code) i
              left join (select institution, count(*) as received, count(answer) as answered,
                                count(*) filter (where received_at < before + interval '3 months') as twice
                           from (select institution, answer, received_at,
                                        lag(received_at) over (partition by institution, business_key order by received_at) as before
                                   from sandbox.institution_request) q group by institution) r on r.institution = i.code
              left join (select institution, count(*) as calls, count(fault) as faults, count(exceeded) as exceeded
                           from sandbox.institution_call group by institution) c on c.institution = i.code
              left join (select h.institution, count(*) as controls, sum(k.held_fen)::bigint as held_fen
                           from sandbox.control k join sandbox.holding h on h.id = k.holding_id
                          where k.active group by h.institution) h on h.institution = i.code
            """;

    List<Count> counts(List<String> institutions) {
        return jdbc.sql(COUNTS)
                .param("codes", institutions.toArray(String[]::new))
                .query(Count.class)
                .list();
    }

    /**
     * An institution's log in figures.
     *
     * @param received requests by their keys
     * @param answered of them, how many were worked on
     * @param twice how many came under another key although the matter had come within three months before; after that an answer is
     *     out of date, and who asks again asks anew
     * @param calls how often it was called
     * @param exceeded how many calls were more than agreed
     * @param controls measures that stand
     * @param held what they hold
     */
    record Count(
            String institution,
            long received,
            long answered,
            long twice,
            long calls,
            long faults,
            long exceeded,
            long controls,
            Money held) {}

    static final String HOLDS = """
            select h.institution, h.account, k.reference, k.court, k.case_number, k.amount_fen as amount, k.held_fen as held,
                   k.ends_on, k.active
              from sandbox.control k join sandbox.holding h on h.id = k.holding_id
             where :institution = '' or h.institution = :institution
             order by h.institution, h.account, k.id
             limit :most
            """;

    /** What is held there, by the court's reference of the measure. */
    List<Hold> holds(String institution, int most) {
        return jdbc.sql(HOLDS)
                .param("institution", institution)
                .param("most", most)
                .query(Hold.class)
                .list();
    }

    /** A control in an institution's books. @param active false when it was released or used up */
    record Hold(
            String institution,
            String account,
            String reference,
            String court,
            String caseNumber,
            @Nullable Money amount,
            @Nullable Money held,
            @Nullable LocalDate endsOn,
            boolean active) {}
}
