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

    /** Payments to creditors that left within the period, and the days since their money had come in. */
    record PaidOut(long payments, long days) {}

    static final String COUNTS = """
            with f as (
                select c.id, c.imported, c.stage, c.outcome, c.filed_on, c.closed_on, c.claimed_fen, c.recovered_fen,
                       c.closed_on between :from and :to as closed_now
                from cases.file c join cases.type t on t.code = c.type
                where t.first and c.court = any(:courts) and c.filed_on <= :to
                  and (c.closed_on is null or c.closed_on >= :from)
                  and (c.closed_on is not null or c.stage in ('OPEN', 'SUSPENDED'))
            ), ledger as (
                select p.case_id, sum(p.fen) as fen
                from funds.payment p join funds.distribution_line l on l.id = p.line
                where l.kind = 'CREDITOR' and p.state = 'PAID' and p.case_id in (select id from f where closed_now)
                group by p.case_id
            )
            select count(*) as accepted,
                   count(*) filter (where closed_now) as closed,
                   count(*) filter (where closed_now and outcome = 'FULLY_PERFORMED') as fully_performed,
                   count(*) filter (where closed_now and outcome = 'TERMINATED_THIS_PROCEDURE') as terminated_here,
                   count(*) filter (where closed_now and closed_on <= filed_on + interval '6 months') as in_term,
                   count(*) filter (where closed_now) as dated,
                   coalesce(sum(closed_on - filed_on) filter (where closed_now), 0) as days,
                   coalesce(sum(claimed_fen) filter (where closed_now and (recovered_fen is not null or not imported)), 0)
                       as claimed_fen,
                   coalesce(sum(coalesce(recovered_fen, 0) + coalesce(ledger.fen, 0)) filter (where closed_now), 0)
                       as recovered_fen,
                   count(*) filter (where closed_now and (recovered_fen is not null or not imported)) as recovery_known
            from f left join ledger on ledger.case_id = f.id
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

    static final String PAID_OUT = """
            with paid as (
                select p.case_id, p.paid_on, (d.proposed_at at time zone 'Asia/Shanghai')::date as proposed_on,
                       (select max((e.proposed_at at time zone 'Asia/Shanghai')::date) from funds.distribution e
                        where e.case_id = d.case_id and e.id < d.id and e.state = 'PAID') as before
                from funds.payment p
                join funds.distribution_line l on l.id = p.line
                join funds.distribution d on d.id = p.distribution
                where l.kind = 'CREDITOR' and p.state = 'PAID' and p.court = any(:courts)
                  and p.paid_on between :from and :to
            )
            select count(*) as payments,
                   coalesce(sum(paid_on - coalesce(
                       (select min(r.booked_on) from funds.receipt r
                        where r.case_id = paid.case_id and r.identified_on <= proposed_on
                          and (before is null or r.identified_on > before)),
                       (select max(r.booked_on) from funds.receipt r
                        where r.case_id = paid.case_id and r.identified_on <= proposed_on),
                       paid_on)), 0) as days
            from paid
            """;

    /** A payment counts from the first receipt that the distributions before it had left. */
    PaidOut paidOut(Collection<CourtCode> courts, LocalDate from, LocalDate to) {
        return db.sql(PAID_OUT)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .query((row, at) -> new PaidOut(row.getLong("payments"), row.getLong("days")))
                .single();
    }
}
