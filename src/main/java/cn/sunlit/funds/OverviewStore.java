package cn.sunlit.funds;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for whom, and which money lies undisposed: two statements for the whole desk. */
@Repository
class OverviewStore {

    private final JdbcClient db;

    OverviewStore(JdbcClient db) {
        this.db = db;
    }

    /** @param oldest since when the longest has waited; null for none */
    record Waiting(
            String what, int count, Money amount, @Nullable LocalDate oldest) {}

    /**
     * Payments that came back and are in no newer proposal: of a list each by itself, of others until the case's money is
     * proposed anew as a whole. Their distribution keeps its state for good.
     */
    private static final String FAILED = """
            from funds.distribution d
            join funds.payment p on p.distribution = d.id and p.state in ('REJECTED', 'RETURNED')
            join funds.distribution_line l on l.id = p.line and l.kind <> 'SHARE'
            where d.state = 'PAY_FAILED'
              and not exists (select from funds.distribution_line a join funds.distribution n on n.id = a.distribution
                              where a.again_of = l.id and n.state <> 'SUPERSEDED')
              and (l.list_row is not null
                   or not exists (select from funds.distribution n
                                  where n.case_id = d.case_id and n.id > d.id and n.state <> 'SUPERSEDED'))
            """;

    static final String WAITING = """
            select 'CLAIM' as what, count(*)::int as count, coalesce(sum(r.fen), 0) as amount,
                   (min(c.proposed_at) at time zone 'Asia/Shanghai')::date as oldest
            from funds.claim c join funds.receipt r on r.id = c.receipt
            where r.court = :court and c.state = 'PROPOSED'
            union all
            select 'UNKNOWN', count(*)::int, sum(r.fen), min(r.booked_on)
            from funds.receipt r
            where r.court = :court and r.case_id is null and r.returned_on is null
              and not exists (select from funds.claim c where c.receipt = r.id and c.state = 'PROPOSED')
              and not exists (select from funds.payer_return b
                              where b.receipt = r.id and b.state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID'))
            having count(*) > 0
            union all
            select 'APPROVAL', count(*)::int, sum(total_fen), (min(proposed_at) at time zone 'Asia/Shanghai')::date
            from funds.distribution where court = :court and state = 'PROPOSED' having count(*) > 0
            union all
            select 'FAILED', count(*)::int, sum(p.fen), (min(d.approved_at) at time zone 'Asia/Shanghai')::date
            """ + FAILED + """
            and d.court = :court having count(*) > 0
            union all
            select case when state = 'HELD' then 'LOOK' else 'HOLD' end, count(*)::int, sum(fen),
                   min(case when state = 'HELD' then looked_on else (proposed_at at time zone 'Asia/Shanghai')::date end)
            from funds.hold where court = :court and state in ('PROPOSED', 'APPROVED', 'HELD')
              and (state <> 'HELD' or looked_on + interval '1 month' <= :today::date)
            group by 1
            union all
            select case r.state when 'PROPOSED' then 'RELEASE' else 'CEASED' end, count(*)::int, sum(r.fen), min(r.ceased_on)
            from funds.hold h join funds.hold_release r on r.hold = h.id
            where h.court = :court and (r.state = 'PROPOSED' or r.state = 'RELEASED' and r.paid_on is null) group by 1
            union all
            select case when handed_on is null then 'CASH_TAKEN' else 'CASH_HANDED' end, count(*)::int, sum(fen),
                   min(coalesce(handed_on, taken_on))
            from funds.cash where court = :court and receipt is null group by 1
            union all
            select 'TRANSIT', count(*)::int, sum(fen), (min(at) at time zone 'Asia/Shanghai')::date
            from (select fen, created_at as at from funds.payment
                  where court = :court and state in ('QUEUED', 'SENT', 'ACCEPTED')
                  union all
                  select fen, decided_at from funds.payer_return
                  where court = :court and state in ('QUEUED', 'SENT', 'ACCEPTED')) going
            having count(*) > 0
            union all
            select case when receipt is null then 'OUTLAY' else 'RETURN' end, count(*)::int, sum(fen), (min(proposed_at) at time zone 'Asia/Shanghai')::date
            from funds.payer_return where court = :court and state = 'PROPOSED' group by 1
            union all
            select 'DIFFERENCE', count(*)::int, sum(coalesce(r.fen, e.fen, 0)), (min(r.proposed_at) at time zone 'Asia/Shanghai')::date
            from funds.resolution r join funds.bank_entry e on e.id = r.entry
            where r.court = :court and r.state = 'PROPOSED' having count(*) > 0
            """;

    List<Waiting> waiting(CourtCode court, LocalDate today) {
        return db.sql(WAITING)
                .param("court", court)
                .param("today", today)
                .query(Waiting.class)
                .list();
    }

    /**
     * What one has proposed and another must decide, where no list of its own shows it.
     *
     * @param caseNumber the case from whose money it is paid; null for a movement of the bank
     * @param entry the movement of the bank that was not booked; null for a payment
     * @param amount null where the bank named none that can be used
     */
    record Second(
            @Nullable CaseNumber caseNumber,
            @Nullable Long entry,
            @Nullable Money amount,
            String ground,
            String proposedName,
            Instant proposedAt) {

        String what() {
            return caseNumber == null ? "未入账银行分录的处理" : "变价费用、移交款";
        }
    }

    static final String SECOND = """
            select p.case_number, null::bigint as entry, p.fen as amount, p.ground, p.proposed_name, p.proposed_at
            from funds.payer_return p
            where p.court = :court and p.receipt is null and p.state = 'PROPOSED'
            union all
            select null, r.entry, coalesce(r.fen, e.fen), r.ground, r.proposed_name, r.proposed_at
            from funds.resolution r join funds.bank_entry e on e.id = r.entry
            where r.court = :court and r.state = 'PROPOSED'
            order by proposed_at limit 50
            """;

    List<Second> second(CourtCode court) {
        return db.sql(SECOND).param("court", court).query(Second.class).list();
    }

    /** What came back of one distribution and must be proposed anew. */
    record Failed(CaseNumber caseNumber, long distribution, int count, Money amount) {}

    static final String FAILED_ONES = """
            select d.case_number, d.id as distribution, count(*)::int as count, sum(p.fen) as amount
            """ + FAILED + """
            and d.court = :court group by d.id order by d.id limit 50
            """;

    List<Failed> failed(CourtCode court) {
        return db.sql(FAILED_ONES).param("court", court).query(Failed.class).list();
    }

    /**
     * Money of a case that nobody has disposed of.
     *
     * @param since when the oldest of it came: the newest receipts that make up the balance
     * @param planned whether a plan of distribution keeps all of it
     */
    record Unpaid(
            CaseNumber caseNumber, Money amount, LocalDate since, boolean proposed, boolean failed, boolean planned) {}

    static final String UNPAID = """
            select a.case_number, a.balance_fen as amount, s.since,
                   exists (select from funds.distribution d where d.case_id = a.case_id and d.state = 'PROPOSED') as proposed,
                   exists (select
                    """ + FAILED + """
                       and d.case_id = a.case_id) as failed,
                   coalesce(a.held_fen, 0) >= a.balance_fen as planned
            from funds.account a cross join lateral (
                select min(x.booked_on) as since
                from (select r.booked_on, sum(r.fen) over (order by r.booked_on desc, r.id desc) - r.fen as newer
                      from funds.receipt r where r.case_id = a.case_id) x
                where x.newer < a.balance_fen) s
            where a.court = :court and a.kind = 'CASE' and a.balance_fen > 0 and s.since is not null
            order by s.since, a.id limit :most
            """;

    List<Unpaid> unpaid(CourtCode court, int most) {
        return db.sql(UNPAID)
                .param("court", court)
                .param("most", most)
                .query(Unpaid.class)
                .list();
    }
}
