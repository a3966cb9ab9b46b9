package cn.sunlit.rights;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on what parties ask about their own data. */
@Repository
class RequestStore {

    private final JdbcClient jdbc;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param sealed what is wanted and why; @param evidence sealed as well */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record New(
            CaseId caseId,
            CaseNumber number,
            CourtCode court,
            PartyId party,
            String partyName,
            Subject subject,
            byte[] sealed,
            String masked,
            byte @Nullable [] evidence,
            @Nullable FileKind evidenceKind,
            Instant at,
            LocalDate answerBy) {}

    static final String ADD = """
            insert into rights.request (case_id, number, court, party_id, party_name, kind, subject, sealed, masked, evidence,
                                        evidence_sha256, evidence_kind, asked_at, answer_by)
            values (:case, :number, :court, :party, :name, :kind, :subject, :sealed, :masked, :evidence::bytea,
                    encode(sha256(:evidence::bytea), 'hex'), :evidenceKind, :at, :by)
            returning id
            """;

    long add(New request) {
        return jdbc.sql(ADD)
                .param("case", request.caseId().value())
                .param("number", request.number().text())
                .param("court", request.court().value())
                .param("party", request.party().value())
                .param("name", request.partyName())
                .param("kind", request.subject().isCorrection() ? "CORRECTION" : "ERASURE")
                .param("subject", request.subject().name())
                .param("sealed", request.sealed())
                .param("masked", request.masked())
                .param("evidence", request.evidence())
                .param(
                        "evidenceKind",
                        request.evidenceKind() == null
                                ? null
                                : request.evidenceKind().name())
                .param("at", request.at().atOffset(ZoneOffset.UTC))
                .param("by", request.answerBy())
                .query(Long.class)
                .single();
    }

    private static final String COLUMNS = """
            id, case_id, number, court, party_id, party_name, subject, masked, evidence_kind, asked_at, answer_by, state, proposed_by,
            proposed_name, decided_name, decided_at, reason, article
            """;

    static final String OF_PARTY = "select " + COLUMNS + """
             from rights.request where case_id = :case and party_id = :party order by id desc limit 200
            """;

    List<Request> ofParty(CaseId id, PartyId party) {
        return jdbc.sql(OF_PARTY)
                .param("case", id.value())
                .param("party", party.value())
                .query(RequestStore::request)
                .list();
    }

    static final String OF_COURTS = "select " + COLUMNS + """
             from rights.request where court = any (:courts)
            order by state in ('GRANTED', 'REFUSED'), case when state in ('ASKED', 'PROPOSED') then answer_by end, id desc limit 300
            """;

    /** What waits for an answer first, the most urgent first, then the newest. */
    List<Request> ofCourts(Collection<CourtCode> courts) {
        return jdbc.sql(OF_COURTS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(RequestStore::request)
                .list();
    }

    static final String ONE = "select " + COLUMNS + " from rights.request where id = :id";

    Optional<Request> one(long id) {
        return jdbc.sql(ONE).param("id", id).query(RequestStore::request).optional();
    }

    static final String LOCK = "select " + COLUMNS + " from rights.request where id = :id for update";

    /** Of two who answer at the same moment one comes second. */
    Optional<Request> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(RequestStore::request).optional();
    }

    static final String SEALED = """
            select sealed from rights.request where id = :id
            """;

    byte[] sealed(long id) {
        return jdbc.sql(SEALED).param("id", id).query(byte[].class).single();
    }

    static final String EVIDENCE = """
            select evidence from rights.request where id = :id and evidence is not null
            """;

    Optional<byte[]> evidence(long id) {
        return jdbc.sql(EVIDENCE).param("id", id).query(byte[].class).optional();
    }

    static final String PROPOSE = """
            update rights.request set state = 'PROPOSED', proposed_by = :by, proposed_name = :name, proposed_at = :at, reason = :reason
            where id = :id and state = 'ASKED'
            """;

    void propose(long id, Actor by, String reason, Instant at) {
        jdbc.sql(PROPOSE)
                .param("id", id)
                .param("by", by.login())
                .param("name", by.name())
                .param("reason", reason)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String DECIDE = """
            update rights.request
            set state = :state, decided_by = :by, decided_name = :name, decided_at = :at, reason = :reason, article = :article::int
            where id = :id and state in ('ASKED', 'PROPOSED')
            """;

    void decide(long id, Request.State state, Actor by, String reason, @Nullable Integer article, Instant at) {
        jdbc.sql(DECIDE)
                .param("id", id)
                .param("state", state.name())
                .param("by", by.login())
                .param("name", by.name())
                .param("reason", reason)
                .param("article", article)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Request request(ResultSet row, int at) throws SQLException {
        String evidence = row.getString("evidence_kind");
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Request(
                row.getLong("id"),
                new CaseId(row.getLong("case_id")),
                CaseNumber.parse(row.getString("number")),
                new CourtCode(row.getString("court")),
                new PartyId(row.getLong("party_id")),
                row.getString("party_name"),
                Subject.valueOf(row.getString("subject")),
                row.getString("masked"),
                evidence == null ? null : FileKind.valueOf(evidence),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("answer_by", LocalDate.class),
                Request.State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                row.getString("proposed_name"),
                row.getString("decided_name"),
                decided == null ? null : decided.toInstant(),
                row.getString("reason"),
                row.getObject("article", Integer.class));
    }
}
