package cn.sunlit.sanctions;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of fines and detention. */
@Repository
class PenaltyStore {

    private final JdbcClient jdbc;

    PenaltyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A proposal as it is written. */
    record New(
            CaseId caseId,
            CourtCode court,
            long party,
            String partyName,
            Capacity capacity,
            String person,
            Misconduct ground,
            LocalDate actedOn,
            String facts,
            @Nullable Money fine,
            @Nullable Integer days,
            @Nullable Instant takenAt,
            String by,
            String byName,
            LocalDate on) {}

    static final String PROPOSE = """
            insert into sanctions.penalty (case_id, court, party_id, party_name, capacity, person, ground, acted_on, facts,
                                           fine_fen, days, taken_at, state, proposed_by, proposed_name, proposed_on)
            values (:caseId, :court, :party, :partyName, :capacity, :person, :ground, :actedOn, :facts, :fine, :days,
                    :takenAt, 'PROPOSED', :by, :byName, :on)
            on conflict (case_id, party_id, person, ground, acted_on) where state not in ('REFUSED', 'REVOKED') do nothing
            returning id
            """;

    /** @return empty when the same misconduct is proposed or decided on already */
    Optional<Long> propose(New n) {
        return jdbc.sql(PROPOSE).paramSource(n).query(Long.class).optional();
    }

    static final String EARLIER = """
            select ground, acted_on, decided_on from sanctions.penalty
             where case_id = :case_id and party_id = :party and person = :person and id <> :but
               and state not in ('REFUSED', 'REVOKED')
            """;

    /** Other decisions and proposals against the same person in the case. */
    List<PenaltyRules.Earlier> earlier(CaseId caseId, long party, String person, long but) {
        return jdbc.sql(EARLIER)
                .param("case_id", caseId)
                .param("party", party)
                .param("person", person)
                .param("but", but)
                .query(PenaltyRules.Earlier.class)
                .list();
    }

    /** A penalty with what deciding needs. */
    record Penalty(
            long id,
            CaseId caseId,
            CourtCode court,
            long partyId,
            String partyName,
            Capacity capacity,
            String person,
            Misconduct ground,
            LocalDate actedOn,
            String facts,
            @Nullable Money fineFen,
            @Nullable Integer days,
            String state,
            String proposedBy,
            @Nullable LocalDate decidedOn,
            @Nullable Long documentId,
            @Nullable Long fineDocumentId,
            @Nullable LocalDate servedOn,
            @Nullable Instant takenAt,
            @Nullable Instant endsAt,
            @Nullable LocalDate reviewUntil,
            @Nullable LocalDate reviewAskedOn,
            @Nullable String reviewResult,
            @Nullable ReleaseGround releaseGround,
            @Nullable String releaseFacts,
            @Nullable String releaseProposedBy,
            @Nullable LocalDate finePaidOn) {

        PartyId party() {
            return new PartyId(partyId);
        }

        boolean isHeld() {
            return state.equals("IN_CUSTODY");
        }
    }

    static final String LOCK = """
            select * from sanctions.penalty where id = :id for update
            """;

    Optional<Penalty> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(Penalty.class).optional();
    }

    static final String FIND = """
            select * from sanctions.penalty where id = :id
            """;

    Optional<Penalty> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(Penalty.class).optional();
    }

    static final String OPEN = """
            select * from sanctions.penalty
             where case_id = :case_id and days is not null and state in ('PROPOSED', 'DECIDED', 'IN_CUSTODY')
             order by id
               for update
            """;

    /** Detentions of a case that are proposed, decided on or being carried out. */
    List<Penalty> open(CaseId caseId) {
        return jdbc.sql(OPEN).param("case_id", caseId).query(Penalty.class).list();
    }

    static final String DETAINING = """
            select distinct case_id from sanctions.penalty
             where case_id = any (:cases) and days is not null and state in ('PROPOSED', 'DECIDED', 'IN_CUSTODY')
            """;

    /** Those of the cases that have such a detention. */
    Set<CaseId> detaining(Collection<CaseId> cases) {
        return new HashSet<>(jdbc.sql(DETAINING)
                .param("cases", cases.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> new CaseId(row.getLong("case_id")))
                .list());
    }

    static final String STAND = """
            select * from sanctions.penalty
             where case_id = :case_id and (state in ('PROPOSED', 'IN_CUSTODY') or state = 'DECIDED' and days is not null)
             order by id
            """;

    List<Penalty> stand(CaseId caseId) {
        return jdbc.sql(STAND).param("case_id", caseId).query(Penalty.class).list();
    }

    static final String OVER = """
            select * from sanctions.penalty where state = 'IN_CUSTODY' and ends_at <= :now
             order by id limit 100 for update skip locked
            """;

    /** Detentions whose term has run out. */
    List<Penalty> over(Instant now) {
        return jdbc.sql(OVER).param("now", now).query(Penalty.class).list();
    }

    static final String SOON_OVER = """
            select * from sanctions.penalty where state = 'IN_CUSTODY' and ends_at <= :before and not reminded_end
             order by id limit 100 for update skip locked
            """;

    List<Penalty> soonOver(Instant before) {
        return jdbc.sql(SOON_OVER).param("before", before).query(Penalty.class).list();
    }

    static final String FAMILY_UNTOLD = """
            select * from sanctions.penalty
             where state in ('PROPOSED', 'IN_CUSTODY') and taken_at <= :since and family_told is null and not reminded_family
             order by id limit 100 for update skip locked
            """;

    /** People held since before then of whose family nothing is on record. */
    List<Penalty> familyUntold(Instant since) {
        return jdbc.sql(FAMILY_UNTOLD)
                .param("since", since)
                .query(Penalty.class)
                .list();
    }

    static final String REMINDED_END = """
            update sanctions.penalty set reminded_end = true where id = :id
            """;

    void remindedOfEnd(long id) {
        jdbc.sql(REMINDED_END).param("id", id).update();
    }

    static final String REMINDED_FAMILY = """
            update sanctions.penalty set reminded_family = true where id = :id
            """;

    void remindedOfFamily(long id) {
        jdbc.sql(REMINDED_FAMILY).param("id", id).update();
    }

    static final String DECIDE = """
            update sanctions.penalty
               set state = case when taken_at is null then 'DECIDED' else 'IN_CUSTODY' end, decided_by = :by,
                   decided_name = :name, decided_on = :on, document_id = :document, fine_document_id = :fine_document,
                   ends_at = :ends_at
             where id = :id and state = 'PROPOSED'
            """;

    void decide(
            long id,
            String by,
            String name,
            LocalDate on,
            @Nullable Long document,
            @Nullable Long fineDocument,
            @Nullable Instant endsAt) {
        jdbc.sql(DECIDE)
                .param("id", id)
                .param("by", by)
                .param("name", name)
                .param("on", on)
                .param("document", document)
                .param("fine_document", fineDocument)
                .param("ends_at", endsAt)
                .update();
    }

    static final String REFUSE = """
            update sanctions.penalty
               set state = 'REFUSED', decided_by = :by, decided_name = :name, decided_on = :on, refused_because = :because,
                   ended_at = case when taken_at is null then null else :at::timestamptz end,
                   ended_because = case when taken_at is null then null else :because::text end
             where id = :id and state = 'PROPOSED'
            """;

    void refuse(long id, String by, String name, LocalDate on, Instant at, String because) {
        jdbc.sql(REFUSE)
                .param("id", id)
                .param("by", by)
                .param("name", name)
                .param("on", on)
                .param("at", at)
                .param("because", because)
                .update();
    }

    static final String SERVED = """
            update sanctions.penalty set served_on = :on, review_until = :until where id = :id
            """;

    void served(long id, LocalDate on, LocalDate until) {
        jdbc.sql(SERVED).param("id", id).param("on", on).param("until", until).update();
    }

    static final String TAKEN = """
            update sanctions.penalty set state = 'IN_CUSTODY', taken_at = :at, taken_where = :place, ends_at = :ends_at
             where id = :id
            """;

    void taken(long id, Instant at, String place, Instant endsAt) {
        jdbc.sql(TAKEN)
                .param("id", id)
                .param("at", at)
                .param("place", place)
                .param("ends_at", endsAt)
                .update();
    }

    static final String FAMILY = """
            update sanctions.penalty set family_told_at = :at, family_told = :text where id = :id
            """;

    void family(long id, Instant at, String text) {
        jdbc.sql(FAMILY).param("id", id).param("at", at).param("text", text).update();
    }

    static final String REVIEW_ASKED = """
            update sanctions.penalty set review_asked_on = :on, review_due_on = :due where id = :id
            """;

    void reviewAsked(long id, LocalDate on, LocalDate due) {
        jdbc.sql(REVIEW_ASKED).param("id", id).param("on", on).param("due", due).update();
    }

    static final String REVIEWED = """
            update sanctions.penalty
               set review_result = :result, review_document = :document, days = coalesce(:days::int, days),
                   ends_at = coalesce(:ends_at::timestamptz, ends_at),
                   state = case when :result = 'REVOKED' then 'REVOKED' else state end
             where id = :id
            """;

    void reviewed(
            long id, PenaltyStep.Result result, String document, @Nullable Integer days, @Nullable Instant endsAt) {
        jdbc.sql(REVIEWED)
                .param("id", id)
                .param("result", result)
                .param("document", document)
                .param("days", days)
                .param("ends_at", endsAt)
                .update();
    }

    static final String RELEASE_ASKED = """
            update sanctions.penalty
               set release_ground = :ground, release_facts = :facts, release_proposed_by = :by, release_proposed_name = :name
             where id = :id
            """;

    void releaseAsked(long id, ReleaseGround ground, String facts, String by, String name) {
        jdbc.sql(RELEASE_ASKED)
                .param("id", id)
                .param("ground", ground)
                .param("facts", facts)
                .param("by", by)
                .param("name", name)
                .update();
    }

    static final String RELEASE_REFUSED = """
            update sanctions.penalty
               set release_ground = null, release_facts = null, release_proposed_by = null, release_proposed_name = null
             where id = :id
            """;

    void releaseRefused(long id) {
        jdbc.sql(RELEASE_REFUSED).param("id", id).update();
    }

    static final String RELEASED = """
            update sanctions.penalty set release_decided_by = :by, release_document_id = :document where id = :id
            """;

    void released(long id, String by, long document) {
        jdbc.sql(RELEASED)
                .param("id", id)
                .param("by", by)
                .param("document", document)
                .update();
    }

    static final String END = """
            update sanctions.penalty
               set state = case when state = 'REVOKED' then state else 'ENDED' end, ended_at = :at, ended_because = :because
             where id = :id
            """;

    void end(long id, Instant at, String because) {
        jdbc.sql(END).param("id", id).param("at", at).param("because", because).update();
    }

    static final String PAID = """
            update sanctions.penalty set fine_paid_on = :on, fine_receipt = :receipt where id = :id
            """;

    void paid(long id, LocalDate on, String receipt) {
        jdbc.sql(PAID).param("id", id).param("on", on).param("receipt", receipt).update();
    }

    static final String OF_CASE = """
            select id, party_name as respondent, capacity, person, ground, acted_on, facts, fine_fen as fine, days, state,
                   proposed_name as proposed_by, proposed_on, decided_name as decided_by, decided_on, refused_because,
                   served_on, taken_at, taken_where, ends_at, family_told_at, family_told, review_until, review_asked_on,
                   review_due_on, review_result, release_ground, release_facts,
                   release_proposed_name as release_proposed_by, ended_at, ended_because, fine_paid_on
              from sanctions.penalty
             where case_id = :case_id
             order by id desc
            """;

    List<PenaltyView> ofCase(CaseId caseId) {
        return jdbc.sql(OF_CASE)
                .param("case_id", caseId)
                .query(PenaltyView.class)
                .list();
    }
}
