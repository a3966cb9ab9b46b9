package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the ledger of a case's periods. */
@Repository
class LedgerStore {

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String OF_CASE = """
            select l.*, n.code, d.approved, d.decided_by, d.reason as decided_for, d.decided_at
            from docket.ledger l
            left join docket.ledger_decision d on d.entry_id = l.id
            left join docket.node n on n.id = l.node_id
            where l.case_id = :caseId
            order by l.id
            """;

    Ledger of(CaseId id) {
        return new Ledger(jdbc.sql(OF_CASE)
                .param("caseId", id.value())
                .query(LedgerStore::entry)
                .list());
    }

    static final String PROPOSE = """
            insert into docket.ledger (case_id, court, kind, node_id, ground, from_day, to_day, period, replaces, cancelled, reason,
                                       document_kind, document_reference, document_title, document_sha256, report_number, law,
                                       proposed_login, proposed_by, proposed_at)
            values (:caseId, :court, :kind, :nodeId, :ground, :from, :to, :period, :replaces, :cancelled, :reason,
                    :documentKind, :documentReference, :documentTitle, :documentSha256, :reportNumber, :law,
                    :login, :by, :at)
            returning id
            """;

    long propose(CaseId id, CourtCode court, LedgerEntry e) {
        return jdbc.sql(PROPOSE)
                .param("caseId", id.value())
                .param("court", court.value())
                .param("kind", e.kind().name())
                .param("nodeId", e.nodeId(), Types.BIGINT)
                .param("ground", e.ground() == null ? null : e.ground().name(), Types.VARCHAR)
                .param("from", e.from(), Types.DATE)
                .param("to", e.to(), Types.DATE)
                .param("period", e.period(), Types.VARCHAR)
                .param("replaces", e.replaces(), Types.BIGINT)
                .param("cancelled", e.cancelled())
                .param("reason", e.reason())
                .param("documentKind", e.documentKind())
                .param("documentReference", e.documentReference())
                .param("documentTitle", e.documentTitle())
                .param("documentSha256", e.documentSha256(), Types.VARCHAR)
                .param("reportNumber", e.reportNumber(), Types.VARCHAR)
                .param("law", e.law())
                .param("login", e.proposedLogin())
                .param("by", e.proposedBy())
                .param("at", e.proposedAt().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static final String DECIDE = """
            insert into docket.ledger_decision (entry_id, approved, login, decided_by, reason, decided_at)
            values (:id, :approved, :login, :by, :reason, :at)
            """;

    void decide(long entry, boolean approved, String login, String by, @Nullable String reason, Instant at) {
        jdbc.sql(DECIDE)
                .param("id", entry)
                .param("approved", approved)
                .param("login", login)
                .param("by", by)
                .param("reason", reason, Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static LedgerEntry entry(ResultSet r, int n) throws SQLException {
        String ground = r.getString("ground");
        OffsetDateTime decidedAt = r.getObject("decided_at", OffsetDateTime.class);
        return new LedgerEntry(
                r.getLong("id"),
                LedgerEntry.Kind.valueOf(r.getString("kind")),
                r.getObject("node_id", Long.class),
                r.getString("code"),
                ground == null ? null : Ground.valueOf(ground),
                r.getObject("from_day", LocalDate.class),
                r.getObject("to_day", LocalDate.class),
                r.getString("period"),
                r.getObject("replaces", Long.class),
                r.getBoolean("cancelled"),
                r.getString("reason"),
                r.getString("document_kind"),
                r.getString("document_reference"),
                r.getString("document_title"),
                r.getString("document_sha256"),
                r.getString("report_number"),
                r.getString("law"),
                r.getString("proposed_login"),
                r.getString("proposed_by"),
                r.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                r.getObject("approved", Boolean.class),
                r.getString("decided_by"),
                r.getString("decided_for"),
                decidedAt == null ? null : decidedAt.toInstant());
    }
}
