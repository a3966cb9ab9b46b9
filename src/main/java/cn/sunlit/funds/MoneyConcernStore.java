package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of money that waits for an act and has no node: each statement reads what stands, of all courts. */
@Repository
class MoneyConcernStore {

    private final JdbcClient db;

    MoneyConcernStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * Money that waits.
     *
     * @param id what it is about: a receipt, a distribution, a bank's movement …
     * @param no the number of a part; 0 elsewhere
     */
    record Waiting(
            long id,
            int no,
            CourtCode court,
            @Nullable CaseId caseId,
            @Nullable CaseNumber caseNumber,
            @Nullable Money amount,
            LocalDate since) {}

    static final String UNKNOWN = """
            select id, 0 as no, court, null::bigint as case_id, null::text as case_number, fen as amount, booked_on as since
            from funds.receipt where case_id is null and returned_on is null and booked_on <= :until order by booked_on, id
            """;

    /** Money that has no name and did not come later than a day. */
    List<Waiting> unknown(LocalDate until) {
        return db.sql(UNKNOWN).param("until", until).query(Waiting.class).list();
    }

    /** A payment that came back is a concern of its own; a case with an open node of its money has its alert there. */
    private static final String LIES = """
            select a.id, 0 as no, a.court, a.case_id, a.case_number, a.balance_fen as amount, s.since
            from funds.account a cross join lateral (
                select min(x.booked_on) as since
                from (select r.booked_on, sum(r.fen) over (order by r.booked_on desc, r.id desc) - r.fen as newer
                      from funds.receipt r where r.case_id = a.case_id) x
                where x.newer < a.balance_fen) s
            where a.kind = 'CASE' and a.balance_fen > 0 and s.since <= :until
              and not exists (select from docket.node n where n.case_id = a.case_id and n.state = 'OPEN' and n.code like 'F0_')
              and not exists (select from funds.distribution d where d.case_id = a.case_id and d.state = 'PAY_FAILED'
                                and not exists (select from funds.distribution n
                                                where n.case_id = d.case_id and n.id > d.id and n.approved_by is not null))
            """;

    static final String LYING = LIES + " order by s.since, a.id";

    /** All money that lies, found by reading the accounts of all cases. */
    List<Waiting> lying(LocalDate until) {
        return db.sql(LYING).param("until", until).query(Waiting.class).list();
    }

    static final String STILL_LYING = LIES + " and a.id = any (:accounts) order by s.since, a.id";

    /** What of these accounts still lies. */
    List<Waiting> lying(LocalDate until, Collection<Long> accounts) {
        return accounts.isEmpty()
                ? List.of()
                : db.sql(STILL_LYING)
                        .param("until", until)
                        .param("accounts", accounts.toArray(Long[]::new))
                        .query(Waiting.class)
                        .list();
    }

    /** It ends when a later payment of the case is approved, or when nothing is left that could be paid. */
    static final String CAME_BACK = """
            select d.id, 0 as no, d.court, d.case_id, d.case_number, back.amount, back.since
            from funds.distribution d cross join lateral (
                select sum(p.fen) as amount,
                       coalesce(max((select max(v.booked_on) from funds.voucher v
                                     where v.cause = 'payment:' || p.id and v.kind in ('RETURN', 'REVERSAL'))),
                                max((p.created_at at time zone 'Asia/Shanghai')::date)) as since
                from funds.payment p where p.distribution = d.id and p.state in ('REJECTED', 'RETURNED')) back
            where d.state = 'PAY_FAILED' and back.amount is not null
              and not exists (select from funds.distribution n where n.case_id = d.case_id and n.id > d.id and n.approved_by is not null)
              and exists (select from funds.account a where a.case_id = d.case_id and a.kind = 'CASE' and a.balance_fen > 0)
            order by d.id
            """;

    /** Payments that the bank refused or sent back. */
    List<Waiting> cameBack() {
        return db.sql(CAME_BACK).query(Waiting.class).list();
    }

    static final String MISSED = """
            select d.plan as id, d.no, d.court, d.case_id, d.case_number, least(d.fen, d.by_then - d.received) as amount, d.due_on as since
            from (select i.plan, i.no, i.due_on, i.fen, p.case_id, p.case_number, p.court,
                         sum(i.fen) over (partition by i.plan order by i.no) as by_then, got.received
                  from funds.instalment_plan p
                  cross join lateral (select coalesce(sum(r.fen), 0) as received from funds.receipt r
                                      where r.case_id = p.case_id and r.booked_on >= p.agreed_on) got
                  join funds.instalment i on i.plan = p.id
                  where p.ended_on is null and i.due_on < :today) d
            where d.by_then > d.received
            order by d.due_on, d.plan
            """;

    /** Parts of the plans that hold which were due before this day and are not paid. */
    List<Waiting> missed(LocalDate today) {
        return db.sql(MISSED).param("today", today).query(Waiting.class).list();
    }

    static final String REFUSED = """
            select e.id, 0 as no, e.court, null::bigint as case_id, null::text as case_number, e.fen as amount,
                   case when e.booked_on between t.day - 366 and t.day then e.booked_on else t.day end as since
            from funds.bank_entry e join funds.bank_message m on m.id = e.message
            cross join lateral (select (m.taken_at at time zone 'Asia/Shanghai')::date as day) t
            where e.outcome = 'REFUSED' and e.court is not null
              and not exists (select from funds.resolution r
                              where (r.entry = e.id or r.other = e.id and r.way = 'REVERSED')
                                and r.state = 'CONFIRMED' and r.way <> 'AWAIT')
            order by e.id
            """;

    /**
     * What the bank told, the ledger did not take and nobody has ended: since the day of its booking, or since the court has it where
     * that day is missing or a slip itself.
     */
    List<Waiting> refused() {
        return db.sql(REFUSED).query(Waiting.class).list();
    }

    static final String STRAYS = """
            select id, 0 as no, court, null::bigint as case_id, null::text as case_number, null::bigint as amount, (received_at at time zone 'Asia/Shanghai')::date as since
            from funds.bank_stray where settled_at is null order by id
            """;

    /** Messages of the bank that could not be used. */
    List<Waiting> strays() {
        return db.sql(STRAYS).query(Waiting.class).list();
    }

    static final String CASH = """
            select id, case when handed_on is null then 0 else 1 end as no, court, case_id, case_number, fen as amount,
                   coalesce(handed_on, taken_on) as since
            from funds.cash where receipt is null order by id
            """;

    /** Cash that is not at the bank; {@code no} is 1 where finance has it, and the day is that on which the last one took it. */
    List<Waiting> cash() {
        return db.sql(CASH).query(Waiting.class).list();
    }

    static final String HELD = """
            select id, 0 as no, court, case_id, case_number, fen as amount, looked_on as since
            from funds.hold where state = 'HELD' and looked_on <= :until order by id
            """;

    /** Money kept back at whose ground nobody has looked since a day. */
    List<Waiting> held(LocalDate until) {
        return db.sql(HELD).param("until", until).query(Waiting.class).list();
    }
}
