package cn.sunlit.inquiries;

import cn.sunlit.database.Deferred;
import cn.sunlit.database.Serial;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the inquiries. */
@Repository
class InquiryStore {

    private final JdbcClient jdbc;
    private final Serial serial;
    private final Deferred<Kept> deferred =
            new Deferred<>(70, Set.of("inquiries.batch", "inquiries.request"), Kept::new, this::write);

    InquiryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.serial = new Serial(jdbc, "inquiries.batch_id_seq");
    }

    // --- institutions

    static final String LOADS = """
            select i.code,
                   count(r.id) filter (where r.state in ('QUEUED', 'ACCEPTED', 'READING')) as waiting,
                   count(r.id) filter (where r.state = 'ANSWERED') as answered,
                   count(r.id) filter (where r.state = 'MANUAL') as manual,
                   count(r.id) filter (where r.late) as late
              from inquiries.institution i
              left join inquiries.request r on r.institution = i.code and r.court = :court
             group by i.code
            """;

    List<Load> loads(CourtCode court) {
        return jdbc.sql(LOADS)
                .param("court", court)
                .query((row, n) -> new Load(
                        row.getString("code"),
                        row.getLong("waiting"),
                        row.getLong("answered"),
                        row.getLong("manual"),
                        row.getLong("late")))
                .list();
    }

    /** How many requests of a court lie with an institution, by state. */
    record Load(String code, long waiting, long answered, long manual, long late) {}

    // --- rounds and requests

    static final String LOCK_CASE = """
            select pg_advisory_xact_lock(hashtext('inquiries.batch'), :case_id::int)
            """;

    void lockCase(CaseId id) {
        jdbc.sql(LOCK_CASE)
                .param("case_id", (int) (id.value() % Integer.MAX_VALUE))
                .query((row, n) -> 0)
                .list();
    }

    static final String OPEN_BATCH = """
            select b.id, b.sequence, (select count(*) from inquiries.request r where r.batch_id = b.id) as requests
              from inquiries.batch b
             where b.case_id = :case_id
               and exists (select 1 from inquiries.request r
                            where r.batch_id = b.id and r.state in ('QUEUED', 'ACCEPTED', 'READING'))
             order by b.sequence desc
             limit 1
            """;

    Optional<Batch> openBatch(CaseId id) {
        return jdbc.sql(OPEN_BATCH)
                .param("case_id", id)
                .query((row, n) ->
                        new Batch(row.getLong("id"), row.getInt("sequence"), row.getInt("requests"), List.of()))
                .optional();
    }

    static final String ADD_BATCH = """
            insert into inquiries.batch (case_id, court, sequence, started_at, started_by)
            values (:case_id, :court, (select coalesce(max(sequence), 0) + 1 from inquiries.batch where case_id = :case_id),
                    :now, :by)
            returning id, sequence
            """;

    Batch addBatch(CaseId id, CourtCode court, Instant now, String by) {
        return jdbc.sql(ADD_BATCH)
                .param("case_id", id)
                .param("court", court)
                .param("now", now)
                .param("by", by)
                .query((row, n) -> new Batch(row.getLong("id"), row.getInt("sequence"), 0, List.of()))
                .single();
    }

    static final String ADD_REQUEST = """
            insert into inquiries.request (key, purpose, batch_id, case_id, court, institution, party_id, subject_name,
                                           reference, urgency, body_sealed, state, created_at, next_at, promised_at)
            select key, case when batch_id is null then 'ORDER' else 'QUERY' end, batch_id, case_id, court, institution,
                   party_id, subject_name, reference, urgency, body, 'QUEUED', now, now, promised
            from unnest(:keys::uuid[], :batches::bigint[], :cases::bigint[], :courts::text[], :institutions::text[],
                        :parties::bigint[], :subjects::text[], :references::text[], :urgencies::int[],
                        :bodies::bytea[], :instants::timestamptz[], :promised::timestamptz[])
                     as r (key, batch_id, case_id, court, institution, party_id, subject_name, reference, urgency, body, now, promised)
            on conflict (purpose, reference) do nothing
            """;

    private static final String RETURNING_ID = "returning id";

    /** @return the new row's key, or empty when the same order lies there already */
    Optional<Long> add(Queued q) {
        return insert(ADD_REQUEST + RETURNING_ID, List.of(q)).query(Long.class).optional();
    }

    /** Requests that nobody asks back for; written when the transaction ends. */
    void addAll(List<Queued> all) {
        deferred.change(waiting -> waiting.requests.addAll(all));
    }

    private JdbcClient.StatementSpec insert(String statement, List<Queued> all) {
        return jdbc.sql(statement)
                .param("keys", all.stream().map(q -> q.key().toString()).toArray(String[]::new))
                .param("batches", all.stream().map(Queued::batch).toArray(Long[]::new))
                .param("cases", all.stream().map(q -> q.caseId().value()).toArray(Long[]::new))
                .param("courts", all.stream().map(q -> q.court().value()).toArray(String[]::new))
                .param("institutions", all.stream().map(Queued::institution).toArray(String[]::new))
                .param(
                        "parties",
                        all.stream()
                                .map(q -> q.party() == null ? null : q.party().value())
                                .toArray(Long[]::new))
                .param("subjects", all.stream().map(Queued::subjectName).toArray(String[]::new))
                .param("references", all.stream().map(Queued::reference).toArray(String[]::new))
                .param("urgencies", all.stream().map(Queued::urgency).toArray(Integer[]::new))
                .param("bodies", all.stream().map(Queued::bodySealed).toArray(byte[][]::new))
                .param("instants", all.stream().map(q -> q.now().toString()).toArray(String[]::new))
                .param(
                        "promised",
                        all.stream().map(q -> q.promised().toString()).toArray(String[]::new));
    }

    /** Rounds and requests that are written when the transaction ends. */
    private static final class Kept {
        private final List<Round> rounds = new ArrayList<>();
        private final List<Queued> requests = new ArrayList<>();
    }

    private record Round(long id, CaseId caseId, CourtCode court, Instant at, String by) {}

    static final String ADD_FIRST_ROUNDS = """
            insert into inquiries.batch (id, case_id, court, sequence, started_at, started_by)
            overriding system value
            select id, case_id, court, 1, at, by
            from unnest(:ids::bigint[], :cases::bigint[], :courts::text[], :instants::timestamptz[], :by::text[])
                     as b (id, case_id, court, at, by)
            """;

    /** The first round of a case that this transaction made. */
    Batch addFirstBatch(CaseId id, CourtCode court, Instant now, String by) {
        long key = serial.next();
        deferred.change(kept -> kept.rounds.add(new Round(key, id, court, now, by)));
        return new Batch(key, 1, 0, List.of());
    }

    private void write(Kept kept) {
        List<Round> rounds = List.copyOf(kept.rounds);
        List<Queued> requests = List.copyOf(kept.requests);
        kept.rounds.clear();
        kept.requests.clear();
        if (!rounds.isEmpty()) {
            jdbc.sql(ADD_FIRST_ROUNDS)
                    .param("ids", rounds.stream().map(Round::id).toArray(Long[]::new))
                    .param("cases", rounds.stream().map(r -> r.caseId().value()).toArray(Long[]::new))
                    .param("courts", rounds.stream().map(r -> r.court().value()).toArray(String[]::new))
                    .param(
                            "instants",
                            rounds.stream().map(r -> r.at().toString()).toArray(String[]::new))
                    .param("by", rounds.stream().map(Round::by).toArray(String[]::new))
                    .update();
        }
        if (!requests.isEmpty()) {
            insert(ADD_REQUEST, requests).update();
        }
    }

    /**
     * A request on its way into the outbox.
     *
     * @param urgency 0 orders, 1 inquiries of cases on the green lane, 2 others
     */
    record Queued(
            UUID key,
            @Nullable Long batch,
            CaseId caseId,
            CourtCode court,
            String institution,
            @Nullable PartyId party,
            String subjectName,
            @Nullable String reference,
            int urgency,
            byte[] bodySealed,
            Instant now,
            Instant promised) {}

    static final String ORDER_BY_REFERENCE = """
            select id from inquiries.request where purpose = 'ORDER' and reference = :reference
            """;

    Optional<Long> orderByReference(String reference) {
        return jdbc.sql(ORDER_BY_REFERENCE)
                .param("reference", reference)
                .query(Long.class)
                .optional();
    }

    // --- how far a round is

    static final String LOCK_BATCHES = """
            select id, sequence, case_id, court from inquiries.batch where id = any (:ids::bigint[]) order by id for update
            """;

    static final String PROGRESS = """
            select batch_id,
                   count(*) filter (where state in ('QUEUED', 'ACCEPTED', 'READING')) as open,
                   count(*) filter (where state = 'ANSWERED') as answered,
                   count(*) filter (where state = 'MANUAL') as manual,
                   count(*) filter (where state = 'CANCELLED') as cancelled,
                   coalesce(sum(found), 0) as found
              from inquiries.request
             where batch_id = any (:ids::bigint[])
             group by batch_id
            """;

    /** Locks the rounds, so that exactly one of two last answers sees that it is the last. */
    List<Progress> progress(Set<Long> batches) {
        Long[] ids = batches.toArray(Long[]::new);
        Map<Long, Owner> owners = new HashMap<>();
        jdbc.sql(LOCK_BATCHES).param("ids", ids).query((ResultSet row) -> {
            owners.put(
                    row.getLong("id"),
                    new Owner(
                            row.getInt("sequence"),
                            new CaseId(row.getLong("case_id")),
                            new CourtCode(row.getString("court"))));
        });
        return jdbc.sql(PROGRESS)
                .param("ids", ids)
                .query((row, n) -> new Progress(
                        row.getLong("batch_id"),
                        Objects.requireNonNull(owners.get(row.getLong("batch_id"))),
                        row.getInt("open"),
                        row.getInt("answered"),
                        row.getInt("manual"),
                        row.getInt("cancelled"),
                        row.getInt("found")))
                .list();
    }

    /** Whose round it is, and which of the case's. */
    record Owner(int sequence, CaseId caseId, CourtCode court) {}

    /** How far a round is. */
    record Progress(long batch, Owner of, int open, int answered, int manual, int cancelled, int found) {}

    static final String ROUND_OF = """
            select batch_id, case_id from inquiries.request where id = :id and batch_id is not null
            """;

    /** The round of a request; empty for an order. */
    Optional<RoundOf> roundOf(long request) {
        return jdbc.sql(ROUND_OF)
                .param("id", request)
                .query((row, n) -> new RoundOf(row.getLong("batch_id"), new CaseId(row.getLong("case_id"))))
                .optional();
    }

    record RoundOf(long batch, CaseId caseId) {}

    static final String OF_CASE = """
            select r.id, b.sequence, r.institution, i.name, r.subject_name, r.state, r.attempts, r.promised_at, r.answered_at,
                   a.quality, r.found, r.late, coalesce(r.problem, a.note) as problem, a.sha256
              from inquiries.request r
              join inquiries.batch b on b.id = r.batch_id
              join inquiries.institution i on i.code = r.institution
              left join lateral (
                   select quality, note, sha256
                     from inquiries.answer
                    where request_id = r.id
                    order by (quality in ('GOOD', 'NOTHING_FOUND')) desc, id desc
                    limit 1) a on true
             where r.case_id = :case_id
             order by b.sequence desc, i.position, r.id
             limit 2000
            """;

    List<InquiryView> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE)
                .param("case_id", id)
                .query((row, n) -> {
                    int found = row.getInt("found");
                    Integer known = row.wasNull() ? null : Integer.valueOf(found);
                    return new InquiryView(
                            row.getLong("id"),
                            row.getInt("sequence"),
                            row.getString("institution"),
                            row.getString("name"),
                            row.getString("subject_name"),
                            row.getString("state"),
                            row.getInt("attempts"),
                            row.getTimestamp("promised_at").toInstant(),
                            instant(row, "answered_at"),
                            row.getString("quality"),
                            known,
                            row.getBoolean("late"),
                            row.getString("problem"),
                            row.getString("sha256"));
                })
                .list();
    }

    static final String ASKED = """
            select institution, party_id, bool_or(state in ('QUEUED', 'ACCEPTED', 'READING')) as open
              from inquiries.request
             where case_id = :case_id and purpose = 'QUERY' and created_at >= :since and state <> 'CANCELLED'
             group by institution, party_id
            """;

    List<AskedPair> asked(CaseId id, Instant since) {
        return jdbc.sql(ASKED)
                .param("case_id", id)
                .param("since", Timestamp.from(since))
                .query((row, n) -> new AskedPair(
                        row.getString("institution"), new PartyId(row.getLong("party_id")), row.getBoolean("open")))
                .list();
    }

    static final String UNANSWERED = """
            select count(*) from inquiries.request
             where case_id = :case_id and purpose = 'QUERY' and state in ('QUEUED', 'ACCEPTED', 'READING')
            """;

    int unanswered(CaseId id) {
        return jdbc.sql(UNANSWERED).param("case_id", id).query(Integer.class).single();
    }

    static final String REQUEST_STATE = """
            select state, problem from inquiries.request where id = :id
            """;

    Optional<Sent> sent(long request) {
        return jdbc.sql(REQUEST_STATE)
                .param("id", request)
                .query((row, n) -> new Sent(row.getString("state"), row.getString("problem")))
                .optional();
    }

    /** Where a request stands. */
    record Sent(String state, @Nullable String problem) {}

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
