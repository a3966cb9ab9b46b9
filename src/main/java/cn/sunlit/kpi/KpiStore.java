package cn.sunlit.kpi;

import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the modules below have stored; writes nothing. */
@Repository
class KpiStore {

    private final JdbcClient db;

    KpiStore(JdbcClient db) {
        this.db = db;
    }

    /** Counts of first enforcement (首执) alone, closed within the period unless the name says otherwise. */
    record Counts(
            long accepted,
            long closed,
            long fullyPerformed,
            long terminatedHere,
            long inTerm,
            long dated,
            long days,
            long claimedFen,
            long recoveredFen,
            long recoveryKnown) {}

    static final String COUNTS = """
            with f as (
                select c.stage, c.outcome, c.filed_on, c.closed_on, c.claimed_fen, c.recovered_fen,
                       c.closed_on between :from and :to as closed_now
                from cases.file c join cases.type t on t.code = c.type
                where t.first and c.court = any(:courts) and c.filed_on <= :to
                  and (c.closed_on is null or c.closed_on >= :from)
                  and (c.closed_on is not null or c.stage in ('OPEN', 'SUSPENDED'))
            )
            select count(*) as accepted,
                   count(*) filter (where closed_now) as closed,
                   count(*) filter (where closed_now and outcome = 'FULLY_PERFORMED') as fully_performed,
                   count(*) filter (where closed_now and outcome = 'TERMINATED_THIS_PROCEDURE') as terminated_here,
                   count(*) filter (where closed_now and closed_on <= filed_on + interval '6 months') as in_term,
                   count(*) filter (where closed_now) as dated,
                   coalesce(sum(closed_on - filed_on) filter (where closed_now), 0) as days,
                   coalesce(sum(claimed_fen) filter (where closed_now and recovered_fen is not null), 0) as claimed_fen,
                   coalesce(sum(recovered_fen) filter (where closed_now), 0) as recovered_fen,
                   count(*) filter (where closed_now and recovered_fen is not null) as recovery_known
            from f
            """;

    Counts counts(Collection<CourtCode> courts, LocalDate from, LocalDate to) {
        return db.sql(COUNTS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .query((row, at) -> new Counts(
                        row.getLong("accepted"),
                        row.getLong("closed"),
                        row.getLong("fully_performed"),
                        row.getLong("terminated_here"),
                        row.getLong("in_term"),
                        row.getLong("dated"),
                        row.getLong("days"),
                        row.getLong("claimed_fen"),
                        row.getLong("recovered_fen"),
                        row.getLong("recovery_known")))
                .single();
    }
}
