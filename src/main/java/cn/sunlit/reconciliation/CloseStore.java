package cn.sunlit.reconciliation;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.reconciliation.DayStore.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Closes of days (日结) and the nightly comparisons. */
@Repository
class CloseStore {

    private final JdbcClient db;

    CloseStore(JdbcClient db) {
        this.db = db;
    }

    static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('funds.day:' || :court, 0)) is null";

    /** Until the end of the transaction no voucher of the court is booked. */
    void lock(CourtCode court) {
        db.sql(LOCK).param("court", court).query(Boolean.class).single();
    }

    /** @param since the first day that it covers; null where nothing had been closed before */
    record Close(
            long id,
            @Nullable LocalDate since,
            LocalDate day,
            @Nullable Money bank,
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
            int vouchers,
            @Nullable String note,
            String closedName,
            Instant closedAt) {

        Totals totals() {
            return new Totals(cases, suspense, payable, transit, fee, frozen, deferred, escrow, costs, cash);
        }
    }

    private static final String CLOSE = """
            select id, since, day, bank_fen as bank, case_fen as cases, suspense_fen as suspense, payable_fen as payable,
                   transit_fen as transit, fee_fen as fee, frozen_fen as frozen, deferred_fen as deferred,
                   escrow_fen as escrow, costs_fen as costs, cash_fen as cash, vouchers, note, closed_name, closed_at
            from funds.day_close
            """;

    static final String UP_TO = CLOSE + " where court = :court and day <= :day order by day desc limit 2";
    static final String LAST_CLEAN = CLOSE + """
             c where court = :court and day < :day
              and not exists (select from funds.day_difference d where d.close = c.id)
            order by day desc limit 1
            """;
    static final String NEWEST = CLOSE + " where court = :court order by day desc limit :most";

    /** The close of a day, null while it is open, and the one before it, null where there was none. */
    record Closes(@Nullable Close of, @Nullable Close before) {}

    Closes upTo(CourtCode court, LocalDate day) {
        List<Close> two = db.sql(UP_TO)
                .param("court", court)
                .param("day", day)
                .query(Close.class)
                .list();
        Close last = two.isEmpty() ? null : two.getFirst();
        return last != null && last.day().equals(day)
                ? new Closes(last, two.size() > 1 ? two.get(1) : null)
                : new Closes(null, last);
    }

    /** The last close before a day that left no difference: what was before it needs no second look. */
    Optional<Close> lastClean(CourtCode court, LocalDate day) {
        return db.sql(LAST_CLEAN)
                .param("court", court)
                .param("day", day)
                .query(Close.class)
                .optional();
    }

    List<Close> newest(CourtCode court, int most) {
        return db.sql(NEWEST)
                .param("court", court)
                .param("most", most)
                .query(Close.class)
                .list();
    }

    static final String ADD = """
            insert into funds.day_close (court, since, day, bank_fen, ledger_fen, case_fen, suspense_fen, payable_fen,
                                         transit_fen, fee_fen, frozen_fen, deferred_fen, escrow_fen, costs_fen, cash_fen,
                                         vouchers, note, closed_by, closed_name, closed_at)
            values (:court, :since, :day, :bank, :ledger, :cases, :suspense, :payable, :transit, :fee, :frozen,
                    :deferred, :escrow, :costs, :cash, :vouchers, :note, :login, :name, :at)
            returning id
            """;

    static final String ADD_DIFFERENCE = """
            insert into funds.day_difference (close, line, cause, reference, fen, on_day, because)
            values (:close, :line, :cause, :reference, :fen, :day, :because)
            """;

    void add(CourtCode court, DayReport report, @Nullable String note, String login, String name, Instant at) {
        Totals totals = report.closing();
        long close = db.sql(ADD)
                .param("court", court)
                .param("since", report.since())
                .param("day", report.day())
                .param("bank", report.bank())
                .param("ledger", totals.sum())
                .param("cases", totals.cases())
                .param("suspense", totals.suspense())
                .param("payable", totals.payable())
                .param("transit", totals.transit())
                .param("fee", totals.fee())
                .param("frozen", totals.frozen())
                .param("deferred", totals.deferred())
                .param("escrow", totals.escrow())
                .param("costs", totals.costs())
                .param("cash", totals.cash())
                .param("vouchers", report.moved().vouchers())
                .param("note", note)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .single();
        int line = 0;
        for (Difference d : report.differences()) {
            db.sql(ADD_DIFFERENCE)
                    .param("close", close)
                    .param("line", ++line)
                    .param("cause", d.cause().name())
                    .param("reference", d.reference())
                    .param("fen", d.amount())
                    .param("day", d.on())
                    .param("because", d.because())
                    .update();
        }
    }

    static final String DIFFERENCES = """
            select cause, reference, fen as amount, on_day as "on", because from funds.day_difference
            where close = :close order by line
            """;

    List<Difference> differences(long close) {
        return db.sql(DIFFERENCES).param("close", close).query(Difference.class).list();
    }

    /** A statement that nobody has compared yet. */
    record Unchecked(long statement, CourtCode court, LocalDate day) {}

    // Statements are numbered before they are committed; the last thousand are looked at again for that.
    static final String UNCHECKED = """
            select s.id as statement, s.court, s.day from funds.statement s
            where s.id > (select coalesce(max(statement), 0) - 1000 from funds.day_check)
              and not exists (select from funds.day_check c where c.statement = s.id)
            order by s.id limit :most for update of s skip locked
            """;

    List<Unchecked> unchecked(int most) {
        return db.sql(UNCHECKED).param("most", most).query(Unchecked.class).list();
    }

    static final String ADD_CHECK = """
            insert into funds.day_check (statement, court, day, bank_fen, ledger_fen, differences, checked_at)
            values (:statement, :court, :day, :bank, :ledger, :differences, :at)
            """;

    void checked(Unchecked s, Money bank, Money ledger, int differences, Instant at) {
        db.sql(ADD_CHECK)
                .param("statement", s.statement())
                .param("court", s.court())
                .param("day", s.day())
                .param("bank", bank)
                .param("ledger", ledger)
                .param("differences", differences)
                .param("at", at)
                .update();
    }

    /** A night's comparison. */
    record Check(LocalDate day, Money bank, Money ledger, int differences, Instant checkedAt) {}

    static final String CHECKS = """
            select distinct on (day) day, bank_fen as bank, ledger_fen as ledger, differences, checked_at
            from funds.day_check where court = :court and day > :after order by day desc, statement desc limit :most
            """;

    List<Check> checks(CourtCode court, LocalDate after, int most) {
        return db.sql(CHECKS)
                .param("court", court)
                .param("after", after)
                .param("most", most)
                .query(Check.class)
                .list();
    }
}
