package cn.sunlit.sanctions;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the sanctions. */
@Repository
class SanctionStore {

    private final JdbcClient jdbc;

    SanctionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String PROPOSE = """
            insert into sanctions.sanction (case_id, court, party_id, party_name, kind, ground, facts, state, proposed_by,
                                            proposed_name, proposed_on)
            values (:case_id, :court, :party, :name, :kind, :ground, :facts, 'PROPOSED', :by, :by_name, :on)
            on conflict (case_id, party_id, kind) where state in ('PROPOSED', 'EFFECTIVE') do nothing
            returning id
            """;

    /** @return empty when the same sanction is proposed or stands already */
    Optional<Long> propose(
            CaseId caseId,
            CourtCode court,
            PartyId party,
            String name,
            Ground ground,
            String facts,
            String by,
            String byName,
            LocalDate on) {
        return jdbc.sql(PROPOSE)
                .param("case_id", caseId)
                .param("court", court)
                .param("party", party.value())
                .param("name", name)
                .param("kind", ground.kind())
                .param("ground", ground)
                .param("facts", facts)
                .param("by", by)
                .param("by_name", byName)
                .param("on", on)
                .query(Long.class)
                .optional();
    }

    static final String STANDING_ONE = """
            select id, case_id, court, party_id, party_name, ground, facts, state, ends_on, proposed_by
              from sanctions.sanction
             where case_id = :case_id and party_id = :party and kind = :kind and state in ('PROPOSED', 'EFFECTIVE')
            """;

    Optional<Sanction> standing(CaseId caseId, PartyId party, SanctionKind kind) {
        return jdbc.sql(STANDING_ONE)
                .param("case_id", caseId)
                .param("party", party.value())
                .param("kind", kind)
                .query((row, n) -> sanction(row))
                .optional();
    }

    static final String LOCK = """
            select id, case_id, court, party_id, party_name, ground, facts, state, ends_on, proposed_by
              from sanctions.sanction
             where id = :id
               for update
            """;

    Optional<Sanction> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query((row, n) -> sanction(row)).optional();
    }

    static final String EFFECTIVE = """
            select id, case_id, court, party_id, party_name, ground, facts, state, ends_on, proposed_by
              from sanctions.sanction
             where case_id = :case_id and state in ('PROPOSED', 'EFFECTIVE')
             order by id
               for update
            """;

    /** Sanctions of a case that stand or wait for approval. */
    List<Sanction> open(CaseId caseId) {
        return jdbc.sql(EFFECTIVE)
                .param("case_id", caseId)
                .query((row, n) -> sanction(row))
                .list();
    }

    static final String STAND = """
            select id, case_id, court, party_id, party_name, ground, facts, state, ends_on, proposed_by
              from sanctions.sanction
             where case_id = :case_id and state in ('PROPOSED', 'EFFECTIVE')
             order by id
            """;

    List<Sanction> stand(CaseId caseId) {
        return jdbc.sql(STAND)
                .param("case_id", caseId)
                .query((row, n) -> sanction(row))
                .list();
    }

    static final String OVER = """
            select id, case_id, court, party_id, party_name, ground, facts, state, ends_on, proposed_by
              from sanctions.sanction
             where state = 'EFFECTIVE' and ends_on < :today
             order by id
             limit 100
               for update skip locked
            """;

    List<Sanction> over(LocalDate today) {
        return jdbc.sql(OVER)
                .param("today", today)
                .query((row, n) -> sanction(row))
                .list();
    }

    private static Sanction sanction(ResultSet row) throws SQLException {
        return new Sanction(
                row.getLong("id"),
                new CaseId(row.getLong("case_id")),
                new CourtCode(row.getString("court")),
                new PartyId(row.getLong("party_id")),
                row.getString("party_name"),
                Ground.valueOf(row.getString("ground")),
                row.getString("facts"),
                row.getString("state"),
                row.getObject("ends_on", LocalDate.class),
                row.getString("proposed_by"));
    }

    /** A sanction with what deciding needs. */
    record Sanction(
            long id,
            CaseId caseId,
            CourtCode court,
            PartyId party,
            String name,
            Ground ground,
            String facts,
            String state,
            @Nullable LocalDate endsOn,
            String proposedBy) {}

    static final String APPROVE = """
            update sanctions.sanction
               set state = 'EFFECTIVE', approved_by = :by, approved_name = :by_name, decided_on = :on, ends_on = :ends,
                   document_id = :document
             where id = :id and state = 'PROPOSED'
            """;

    void approve(long id, String by, String byName, LocalDate on, @Nullable LocalDate ends, long document) {
        jdbc.sql(APPROVE)
                .param("id", id)
                .param("by", by)
                .param("by_name", byName)
                .param("on", on)
                .param("ends", ends)
                .param("document", document)
                .update();
    }

    static final String REFUSE = """
            update sanctions.sanction
               set state = 'REFUSED', approved_by = :by, approved_name = :by_name, decided_on = :on, withdrawn_because = :because
             where id = :id and state = 'PROPOSED'
            """;

    void refuse(long id, String by, String byName, LocalDate on, String because) {
        jdbc.sql(REFUSE)
                .param("id", id)
                .param("by", by)
                .param("by_name", byName)
                .param("on", on)
                .param("because", because)
                .update();
    }

    static final String WITHDRAW = """
            update sanctions.sanction
               set state = 'WITHDRAWN', withdrawn_on = :on, withdrawn_by = :by, withdrawn_because = :because,
                   withdrawal_document_id = :document
             where id = :id and state = 'EFFECTIVE'
            """;

    void withdraw(long id, LocalDate on, String by, String because, long document) {
        jdbc.sql(WITHDRAW)
                .param("id", id)
                .param("on", on)
                .param("by", by)
                .param("because", because)
                .param("document", document)
                .update();
    }

    static final String OF_CASE = """
            select id, party_name, kind, ground, facts, state, ends_on, proposed_name, proposed_on, approved_name, decided_on,
                   withdrawn_on, withdrawn_because
              from sanctions.sanction
             where case_id = :case_id
             order by id desc
            """;

    List<SanctionView> ofCase(CaseId caseId) {
        return jdbc.sql(OF_CASE)
                .param("case_id", caseId)
                .query((row, n) -> new SanctionView(
                        row.getLong("id"),
                        row.getString("party_name"),
                        SanctionKind.valueOf(row.getString("kind")),
                        Ground.valueOf(row.getString("ground")),
                        row.getString("facts"),
                        row.getString("state"),
                        row.getObject("ends_on", LocalDate.class),
                        row.getString("proposed_name"),
                        row.getObject("proposed_on", LocalDate.class),
                        row.getString("approved_name"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getObject("withdrawn_on", LocalDate.class),
                        row.getString("withdrawn_because")))
                .list();
    }
}
