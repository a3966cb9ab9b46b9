package cn.sunlit.investigation;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the clues. */
@Repository
class ClueStore {

    private final JdbcClient jdbc;

    ClueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A clue as it is written. */
    record New(
            CaseId caseId,
            CourtCode court,
            long party,
            String givenBy,
            String source,
            long aboutParty,
            String about,
            String kind,
            String place,
            byte[] key,
            String masked,
            byte[] words,
            boolean urgent,
            @Nullable String because,
            LocalDate on,
            LocalDate due) {}

    static final String ADD = """
            insert into investigation.clue (case_id, court, party_id, given_by, source, about_party_id, about, kind, place,
                                            key_sealed, key_masked, words_sealed, urgent, urgent_because, received_on, due_on,
                                            state)
            values (:caseId, :court, :party, :givenBy, :source, :aboutParty, :about, :kind, :place, :key, :masked, :words,
                    :urgent, :because, :on, :due, 'RECEIVED')
            returning id
            """;

    long add(New n) {
        return jdbc.sql(ADD).paramSource(n).query(Long.class).single();
    }

    static final String GIVEN_ON = """
            select count(*) from investigation.clue where case_id = :case_id and party_id = :party and received_on = :on
            """;

    /** How many clues a party gave on a day. */
    long givenOn(CaseId caseId, long party, LocalDate on) {
        return jdbc.sql(GIVEN_ON)
                .param("case_id", caseId)
                .param("party", party)
                .param("on", on)
                .query(Long.class)
                .single();
    }

    /** A clue with what looking into it needs. */
    record Clue(
            long id,
            CaseId caseId,
            CourtCode court,
            long partyId,
            String givenBy,
            long aboutPartyId,
            String about,
            String kind,
            String place,
            byte[] keySealed,
            byte[] wordsSealed,
            boolean urgent,
            LocalDate receivedOn,
            LocalDate dueOn,
            String state) {}

    static final String LOCK = """
            select * from investigation.clue where id = :id for update
            """;

    Optional<Clue> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(Clue.class).optional();
    }

    static final String DUE = """
            select * from investigation.clue where state = 'RECEIVED' and due_on <= :until and not reminded
             order by id limit 100 for update skip locked
            """;

    List<Clue> due(LocalDate until) {
        return jdbc.sql(DUE).param("until", until).query(Clue.class).list();
    }

    static final String REMINDED = """
            update investigation.clue set reminded = true where id = :id
            """;

    void reminded(long id) {
        jdbc.sql(REMINDED).param("id", id).update();
    }

    static final String CONCLUDE = """
            update investigation.clue
               set state = :state, findings = :findings, evidence = :evidence, asset_id = :asset, document_id = :document,
                   concluded_by = :by, concluded_on = :on
             where id = :id and state = 'RECEIVED'
            """;

    void conclude(
            long id,
            ClueResult.Result result,
            String findings,
            String evidence,
            @Nullable Long asset,
            long document,
            String by,
            LocalDate on) {
        jdbc.sql(CONCLUDE)
                .param("id", id)
                .param("state", result)
                .param("findings", findings)
                .param("evidence", evidence)
                .param("asset", asset)
                .param("document", document)
                .param("by", by)
                .param("on", on)
                .update();
    }

    /** A row of the list, its words still sealed. */
    record Row(
            long id,
            long partyId,
            String givenBy,
            String about,
            String kind,
            String place,
            String keyMasked,
            byte[] wordsSealed,
            boolean urgent,
            LocalDate receivedOn,
            LocalDate dueOn,
            String state,
            @Nullable String findings,
            @Nullable String evidence,
            @Nullable Long assetId,
            @Nullable LocalDate concludedOn) {}

    static final String OF_CASE = """
            select * from investigation.clue where case_id = :case_id order by id desc
            """;

    List<Row> ofCase(CaseId caseId) {
        return jdbc.sql(OF_CASE).param("case_id", caseId).query(Row.class).list();
    }
}
