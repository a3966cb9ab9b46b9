package cn.sunlit.reconciliation;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Days of the ledger: their totals, what the bank says of them, their vouchers. Cost grows with the days not yet closed. */
@Repository
class DayStore {

    private final JdbcClient db;

    DayStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * What the ledger owed by kind of account; their sum is what the court must hold at the bank.
     *
     * @param cash what is in the court's hands beside it: owed to cases as well, but not at the bank
     */
    record Totals(
            Money cases,
            Money suspense,
            Money payable,
            Money transit,
            Money fee,
            Money frozen,
            Money deferred,
            Money escrow,
            Money costs,
            Money cash) {

        static final Totals NONE = new Totals(
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);

        Money sum() {
            return Money.sum(List.of(cases, suspense, payable, transit, fee, frozen, deferred, escrow, costs));
        }

        Totals plus(Totals more) {
            return new Totals(
                    cases.plus(more.cases),
                    suspense.plus(more.suspense),
                    payable.plus(more.payable),
                    transit.plus(more.transit),
                    fee.plus(more.fee),
                    frozen.plus(more.frozen),
                    deferred.plus(more.deferred),
                    escrow.plus(more.escrow),
                    costs.plus(more.costs),
                    cash.plus(more.cash));
        }
    }

    /** What was booked on some days, by kind of account, and what moved at the bank. */
    record Moved(
            Money cases,
            Money suspense,
            Money payable,
            Money transit,
            Money fee,
            Money frozen,
            Money deferred,
            Money escrow,
            Money costs,
            Money cash,
            Money bankIn,
            Money bankOut,
            int vouchers) {

        Totals totals() {
            return new Totals(cases, suspense, payable, transit, fee, frozen, deferred, escrow, costs, cash);
        }
    }

    static final String MOVED = """
            select coalesce(-sum(p.fen) filter (where a.kind = 'CASE'), 0) as cases,
                   coalesce(-sum(p.fen) filter (where a.kind = 'SUSPENSE'), 0) as suspense,
                   coalesce(-sum(p.fen) filter (where a.kind = 'PAYABLE'), 0) as payable,
                   coalesce(-sum(p.fen) filter (where a.kind = 'TRANSIT'), 0) as transit,
                   coalesce(-sum(p.fen) filter (where a.kind = 'FEE'), 0) as fee,
                   coalesce(-sum(p.fen) filter (where a.kind = 'FROZEN'), 0) as frozen,
                   coalesce(-sum(p.fen) filter (where a.kind = 'DEFERRED'), 0) as deferred,
                   coalesce(-sum(p.fen) filter (where a.kind = 'ESCROW'), 0) as escrow,
                   coalesce(-sum(p.fen) filter (where a.kind = 'COSTS'), 0) as costs,
                   coalesce(sum(p.fen) filter (where a.kind = 'CASH'), 0) as cash,
                   coalesce(sum(p.fen) filter (where a.kind = 'BANK' and p.fen > 0), 0) as bank_in,
                   coalesce(-sum(p.fen) filter (where a.kind = 'BANK' and p.fen < 0), 0) as bank_out,
                   count(distinct v.id)::int as vouchers
            from funds.voucher v join funds.posting p on p.voucher = v.id join funds.account a on a.id = p.account
            where v.court = :court and v.booked_on >= coalesce(:from::date, '-infinity') and v.booked_on <= :day
            """;

    /** @param from the first of the days; null for all that were before */
    Moved moved(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(MOVED)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(Moved.class)
                .single();
    }

    /** The bank's closing balance of a day. */
    record BankDay(LocalDate day, Money closing) {}

    static final String LAST_STATEMENT = """
            select day, closing_fen as closing from funds.statement
            where court = :court and day <= :day order by day desc, sequence desc nulls last, id desc limit 1
            """;

    Optional<BankDay> lastStatement(CourtCode court, LocalDate day) {
        return db.sql(LAST_STATEMENT)
                .param("court", court)
                .param("day", day)
                .query(BankDay.class)
                .optional();
    }

    static final String REFUSED = """
            select e.reference, e.fen as amount, e.direction, e.booked_on,
                   coalesce((select '等待银行冲回：' || w.ground from funds.resolution w
                             where w.entry = e.id and w.way = 'AWAIT' and w.state = 'CONFIRMED' order by w.id desc limit 1),
                            e.because) as because
            from funds.bank_entry e
            where e.court = :court and e.outcome = 'REFUSED' and (e.booked_on <= :day or e.booked_on is null)
              and not exists (select from funds.resolution r
                              where (r.entry = e.id or r.other = e.id and r.way = 'REVERSED') and r.state = 'CONFIRMED'
                                and (r.way = 'SUSPENSE' or r.ended_on <= :day))
              and exists (select from funds.resolution w
                          where w.entry = e.id and w.way = 'AWAIT' and w.state = 'CONFIRMED') = :awaiting
            order by e.id
            """;

    /**
     * What the bank told until this day and the ledger did not take, and nobody has settled since.
     *
     * @param awaiting whether those are meant of which two people have agreed that the bank will reverse them, or all others
     */
    List<Told> refused(CourtCode court, LocalDate day, boolean awaiting) {
        return db.sql(REFUSED)
                .param("court", court)
                .param("day", day)
                .param("awaiting", awaiting)
                .query(Told.class)
                .list();
    }

    /** @param amount null where it could not be read */
    record Told(
            String reference,
            @Nullable Money amount,
            String direction,
            @Nullable LocalDate bookedOn,
            String because) {}

    static final String UNCONFIRMED = """
            select e.reference, e.fen as amount, e.direction, e.booked_on, '' as because
            from funds.bank_entry e
            where e.court = :court and e.booked_on >= coalesce(:from::date, '-infinity') and e.booked_on <= :day
              and e.outcome in ('RECEIVED', 'SUSPENSE', 'PAID', 'RETURNED')
              and not exists (select from funds.statement_entry n join funds.statement s on s.id = n.statement
                              where n.reference = e.reference
                                and s.court = :court and s.day >= coalesce(:from::date, '-infinity') - 7 and s.day <= :day)
              and not exists (select from funds.statement_entry n join funds.statement s on s.id = n.statement
                              where n.reference = e.batch
                                and s.court = :court and s.day >= coalesce(:from::date, '-infinity') - 7 and s.day <= :day)
            order by e.id
            """;

    /**
     * What the ledger has booked of these days and no statement up to the last of them bears. Statements of more than a week
     * before are not read: what lies there grows for ever, and a bank does not tell of a movement before it books it.
     */
    List<Told> unconfirmed(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(UNCONFIRMED)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(Told.class)
                .list();
    }

    static final String LATE = """
            select e.reference, e.fen as amount, e.direction, e.booked_on, '' as because
            from funds.voucher v join funds.bank_entry e on e.reference = v.bank_reference
            where v.court = :court and v.booked_on > :day and e.booked_on <= :day
              and e.booked_on >= coalesce(:from::date, '-infinity')
            order by e.id
            """;

    /** What the bank booked on these days and the ledger only after them, told late. */
    List<Told> late(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(LATE)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(Told.class)
                .list();
    }

    /** A statement that does not begin where the one before ended. */
    record Gap(String statement, LocalDate day, Money opening, Money before, LocalDate dayBefore) {}

    static final String GAPS = """
            select * from (
                select statement_id as statement, day, opening_fen as opening,
                       lag(closing_fen) over w as before, lag(day) over w as day_before
                from funds.statement
                where court = :court and day <= :day and day >= coalesce((
                    select max(s.day) from funds.statement s where s.court = :court and s.day < :from::date), '-infinity')
                window w as (partition by account order by day, sequence nulls first, id)) s
            where opening <> before and day >= coalesce(:from::date, '-infinity') order by day
            """;

    List<Gap> gaps(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(GAPS)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(Gap.class)
                .list();
    }

    static final String DRIFTED = """
            select a.id from funds.account a
            where a.kind not in ('BANK', 'FEE', 'CASH')
              and a.id in (select p.account from funds.voucher v join funds.posting p on p.voucher = v.id
                           where v.court = :court and v.booked_on >= coalesce(:from::date, '-infinity') and v.booked_on <= :day)
              and a.balance_fen <> -(select coalesce(sum(p.fen), 0) from funds.posting p where p.account = a.id)
            order by a.id
            """;

    /**
     * Accounts that moved on these days and whose balance is not the sum of their postings: there must be none. The bank, the fee and
     * the cash keep no balance of their own.
     */
    List<Long> drifted(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(DRIFTED)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .query(Long.class)
                .list();
    }

    static final String MISSING = """
            select not exists (select from funds.statement where court = :court and day = :day)
               and (select count(distinct s.day) from funds.statement s
                    where s.court = :court
                      and s.day in (:day::date - 7, :day::date - 14, :day::date - 21, :day::date - 28)) >= 2
            """;

    /** Whether the bank, which sent a statement of this day of the week in two of the last four weeks, sent none of this day. */
    boolean isMissing(CourtCode court, LocalDate day) {
        return db.sql(MISSING)
                .param("court", court)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /**
     * A voucher of a day, for the auditor's way from the total to the message.
     *
     * @param bank what it moved at the bank, negative for money that left; zero within the ledger
     * @param message the bank's message that told it; null where none did
     */
    record Line(
            long id,
            String kind,
            String text,
            @Nullable String caseNumber,
            Money bank,
            @Nullable String bankReference,
            @Nullable LocalDate bankDay,
            @Nullable String message,
            String byName,
            Instant at) {}

    static final String LINES = """
            select v.id, v.kind, v.text, k.case_number, coalesce(b.fen, 0) as bank, v.bank_reference,
                   e.booked_on as bank_day, m.message_id as message, v.by_name, v.at
            from funds.voucher v
            left join funds.account k on k.case_id = v.case_id and k.kind = 'CASE'
            left join lateral (select sum(p.fen) as fen from funds.posting p join funds.account a on a.id = p.account
                               where p.voucher = v.id and a.kind = 'BANK') b on true
            left join funds.bank_entry e on e.reference = v.bank_reference
            left join funds.bank_message m on m.id = e.message
            where v.court = :court and v.booked_on = :day and v.id > :after order by v.id limit :most
            """;

    List<Line> lines(CourtCode court, LocalDate day, long after, int most) {
        return db.sql(LINES)
                .param("court", court)
                .param("day", day)
                .param("after", after)
                .param("most", most)
                .query(Line.class)
                .list();
    }
}
