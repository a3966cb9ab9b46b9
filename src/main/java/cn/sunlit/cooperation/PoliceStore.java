package cn.sunlit.cooperation;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the requests to the police and their answers. */
@Repository
class PoliceStore {

    private final JdbcClient jdbc;

    PoliceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A request as it is written. */
    record New(
            CaseId caseId,
            CourtCode court,
            RequestKind kind,
            long party,
            String subject,
            @Nullable Long vehicle,
            @Nullable Long penalty,
            String reason,
            byte[] places,
            boolean urgent,
            LocalDate until,
            Instant replyDue,
            long document,
            String by,
            String byName,
            Instant now) {}

    static final String ASK = """
            insert into cooperation.request (case_id, court, kind, party_id, subject_name, vehicle_id, penalty_id, reason,
                                             places_sealed, urgent, until_on, reply_due, state, document_id, ordered_by,
                                             ordered_name, sent_at)
            values (:caseId, :court, :kind, :party, :subject, :vehicle, :penalty, :reason, :places, :urgent, :until,
                    :replyDue, 'SENT', :document, :by, :byName, :now)
            returning id
            """;

    long ask(New n) {
        return jdbc.sql(ASK).paramSource(n).query(Long.class).single();
    }

    static final String STANDS = """
            select exists (select 1 from cooperation.request
                            where case_id = :case_id and kind = :kind and party_id = :party
                              and coalesce(vehicle_id, 0) = :vehicle and state in ('SENT', 'TAKEN', 'ANSWERED'))
            """;

    /** Whether the same question stands already. */
    boolean stands(CaseId caseId, RequestKind kind, long party, @Nullable Long vehicle) {
        return jdbc.sql(STANDS)
                .param("case_id", caseId)
                .param("kind", kind)
                .param("party", party)
                .param("vehicle", vehicle == null ? 0L : vehicle)
                .query(Boolean.class)
                .single();
    }

    /** A request with what answering needs. */
    record Request(
            long id,
            CaseId caseId,
            CourtCode court,
            RequestKind kind,
            long partyId,
            String subjectName,
            @Nullable Long vehicleId,
            @Nullable Long penaltyId,
            String reason,
            byte[] placesSealed,
            boolean urgent,
            LocalDate untilOn,
            Instant replyDue,
            String state,
            long documentId,
            Instant sentAt) {

        boolean isOpen() {
            return state.equals("SENT") || state.equals("TAKEN") || state.equals("ANSWERED");
        }

        PartyId party() {
            return new PartyId(partyId);
        }
    }

    static final String LOCK = """
            select * from cooperation.request where id = :id for update
            """;

    Optional<Request> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(Request.class).optional();
    }

    static final String OPEN = """
            select * from cooperation.request where court = any(:courts) and state in ('SENT', 'TAKEN', 'ANSWERED')
             order by urgent desc, sent_at, id limit 500
            """;

    /** What these courts ask for today, the urgent first. */
    List<Request> open(List<CourtCode> courts) {
        return jdbc.sql(OPEN)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(Request.class)
                .list();
    }

    static final String OPEN_OF_CASE = """
            select * from cooperation.request where case_id = :case_id and state in ('SENT', 'TAKEN', 'ANSWERED')
             order by id for update
            """;

    List<Request> openOf(CaseId caseId) {
        return jdbc.sql(OPEN_OF_CASE)
                .param("case_id", caseId)
                .query(Request.class)
                .list();
    }

    static final String ANY_OPEN = """
            select exists (select 1 from cooperation.request where state in ('SENT', 'TAKEN', 'ANSWERED'))
            """;

    boolean anyOpen() {
        return jdbc.sql(ANY_OPEN).query(Boolean.class).single();
    }

    static final String LAPSED = """
            select * from cooperation.request where state in ('SENT', 'TAKEN', 'ANSWERED') and until_on < :today
             order by id limit 100 for update skip locked
            """;

    List<Request> lapsed(LocalDate today) {
        return jdbc.sql(LAPSED).param("today", today).query(Request.class).list();
    }

    static final String OVERDUE = """
            select * from cooperation.request
             where state in ('SENT', 'TAKEN') and reply_due < :now and not reminded
             order by id limit 100 for update skip locked
            """;

    List<Request> overdue(Instant now) {
        return jdbc.sql(OVERDUE).param("now", now).query(Request.class).list();
    }

    static final String REMINDED = """
            update cooperation.request set reminded = true where id = :id
            """;

    void reminded(long id) {
        jdbc.sql(REMINDED).param("id", id).update();
    }

    static final String TAKEN = """
            update cooperation.request set state = 'TAKEN', taken_at = :now where id = :id and state = 'SENT'
            """;

    boolean taken(long id, Instant now) {
        return jdbc.sql(TAKEN).param("id", id).param("now", now).update() > 0;
    }

    static final String ANSWERED = """
            update cooperation.request set state = 'ANSWERED', answered_at = coalesce(answered_at, :now) where id = :id
            """;

    void answered(long id, Instant now) {
        jdbc.sql(ANSWERED).param("id", id).param("now", now).update();
    }

    static final String CLOSE = """
            update cooperation.request
               set state = :state, closed_at = :now, closed_because = :because,
                   answered_at = case when :state = 'DONE' then coalesce(answered_at, :now) else answered_at end
             where id = :id and state in ('SENT', 'TAKEN', 'ANSWERED')
            """;

    void close(long id, String state, Instant now, String because) {
        jdbc.sql(CLOSE)
                .param("id", id)
                .param("state", state)
                .param("now", now)
                .param("because", because)
                .update();
    }

    static final String REPLY = """
            insert into cooperation.reply (request_id, reference, result, happened_at, place_sealed, source, received_at, taken_by)
            values (:request, :reference, :result, :at, :place, :source, :now, :by)
            on conflict (request_id, reference) do nothing
            """;

    /** @return whether it is new */
    boolean reply(
            long request,
            String reference,
            PoliceReply.Result result,
            @Nullable Instant at,
            byte[] place,
            String source,
            Instant now,
            String by) {
        return jdbc.sql(REPLY)
                        .param("request", request)
                        .param("reference", reference)
                        .param("result", result)
                        .param("at", at)
                        .param("place", place)
                        .param("source", source)
                        .param("now", now)
                        .param("by", by)
                        .update()
                > 0;
    }

    static final String PLACES = """
            select r.place_sealed from cooperation.reply r where r.request_id = :request order by r.id
            """;

    /** What the answers to a request say of the place, sealed, in their order. */
    List<byte[]> places(long request) {
        return jdbc.sql(PLACES)
                .param("request", request)
                .query((row, n) -> row.getBytes("place_sealed"))
                .list();
    }

    /** An answer with its request. */
    record ReplyRow(
            long requestId,
            long id,
            PoliceReply.Result result,
            @Nullable Instant at,
            String source,
            Instant receivedAt) {}

    static final String REPLIES = """
            select p.request_id, p.id, p.result, p.happened_at as at, p.source, p.received_at
              from cooperation.reply p join cooperation.request r on r.id = p.request_id
             where r.case_id = :case_id
             order by p.id
            """;

    /** A row of the list. */
    record Row(
            long id,
            RequestKind kind,
            String subject,
            @Nullable String plate,
            @Nullable Long penalty,
            String reason,
            boolean urgent,
            LocalDate until,
            Instant replyBy,
            String state,
            String orderedBy,
            Instant sentAt,
            @Nullable Instant takenAt,
            @Nullable Instant answeredAt,
            @Nullable String closedBecause) {}

    static final String OF_CASE = """
            select r.id, r.kind, r.subject_name as subject, v.plate_masked as plate, r.penalty_id as penalty, r.reason, r.urgent,
                   r.until_on as until, r.reply_due as reply_by, r.state, r.ordered_name as ordered_by, r.sent_at, r.taken_at,
                   r.answered_at, r.closed_because
              from cooperation.request r left join cooperation.vehicle v on v.id = r.vehicle_id
             where r.case_id = :case_id
             order by r.id desc
            """;

    List<PoliceRequestView> ofCase(CaseId caseId, Instant now) {
        Map<Long, List<ReplyRow>> replies =
                jdbc.sql(REPLIES).param("case_id", caseId).query(ReplyRow.class).list().stream()
                        .collect(Collectors.groupingBy(ReplyRow::requestId));
        return jdbc.sql(OF_CASE).param("case_id", caseId).query(Row.class).list().stream()
                .map(r -> new PoliceRequestView(
                        r.id(),
                        r.kind(),
                        r.subject(),
                        r.plate(),
                        r.penalty(),
                        r.reason(),
                        r.urgent(),
                        r.until(),
                        r.replyBy(),
                        r.state(),
                        r.orderedBy(),
                        r.sentAt(),
                        r.takenAt(),
                        r.answeredAt(),
                        isLate(r, now),
                        r.closedBecause(),
                        replies.getOrDefault(r.id(), List.of()).stream()
                                .map(p -> new PoliceRequestView.Reply(
                                        p.id(), p.result(), p.at(), p.source(), p.receivedAt()))
                                .toList()))
                .toList();
    }

    private static boolean isLate(Row r, Instant now) {
        Instant first = r.answeredAt();
        boolean open = r.closedBecause() == null;
        return first == null ? open && now.isAfter(r.replyBy()) : first.isAfter(r.replyBy());
    }
}
