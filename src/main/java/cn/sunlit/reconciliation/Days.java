package cn.sunlit.reconciliation;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.reconciliation.CloseStore.Close;
import cn.sunlit.reconciliation.CloseStore.Closes;
import cn.sunlit.reconciliation.CloseStore.Unchecked;
import cn.sunlit.reconciliation.DayStore.Moved;
import cn.sunlit.reconciliation.DayStore.Totals;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger day by day: each statement of the bank is compared when it comes; the cashier closes the day (日结), after which
 * nothing is booked on it any more (ADR 33).
 */
@Service
public class Days implements DueWork {

    private static final int BATCH = 20;
    private static final int LISTED = 60;

    private final DayStore store;
    private final CloseStore closes;
    private final StatementStore statements;
    private final ResolutionStore resolutions;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Days(
            DayStore store,
            CloseStore closes,
            StatementStore statements,
            ResolutionStore resolutions,
            Access access,
            Audit audit,
            Clock clock) {
        this.resolutions = resolutions;
        this.store = store;
        this.closes = closes;
        this.statements = statements;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param close null while the day is open
     * @param ended differences of before that two people brought to an end on these days
     */
    record Looked(DayReport report, @Nullable Close close, List<ResolutionStore.Resolution> ended) {}

    /** The report of a day; of a closed one as it was closed. */
    @Transactional(readOnly = true)
    Looked look(Actor by, LocalDate day) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        Closes known = closes.upTo(by.court(), day);
        DayReport report = reportOf(by.court(), day, known);
        return new Looked(report, known.of(), resolutions.ended(by.court(), report.since(), day));
    }

    /**
     * The ledger against the bank's statement of the last day up to this one of which the bank has sent one; of this day itself where it
     * has sent none. Whoever calls has asked whether it may be seen.
     */
    @Transactional(readOnly = true)
    public Reconciliation reconcile(CourtCode court, LocalDate day) {
        LocalDate of =
                store.lastStatement(court, day).map(DayStore.BankDay::day).orElse(day);
        DayReport report = reportOf(court, of);
        return new Reconciliation(
                day,
                report.bank() == null ? null : of,
                report.bank(),
                report.closing().sum(),
                report.difference(),
                report.agrees(),
                report.differences());
    }

    private DayReport reportOf(CourtCode court, LocalDate day) {
        return reportOf(court, day, closes.upTo(court, day));
    }

    private DayReport reportOf(CourtCode court, LocalDate day, Closes known) {
        Close before = known.before();
        Close closed = known.of();
        LocalDate since = closed != null
                ? closed.since()
                : before == null ? null : before.day().plusDays(1);
        Totals opening = before == null ? Totals.NONE : before.totals();
        Moved moved = store.moved(court, since, day);
        if (closed != null) {
            return new DayReport(
                    day, since, opening, moved, closed.totals(), closed.bank(), closes.differences(closed.id()));
        }
        LocalDate unclear =
                closes.lastClean(court, day).map(c -> c.day().plusDays(1)).orElse(null);
        Money bank = store.lastStatement(court, day)
                .filter(s -> s.day().equals(day))
                .map(DayStore.BankDay::closing)
                .orElse(null);
        return DayReport.of(new DayReport.Facts(
                day,
                since,
                opening,
                moved,
                bank,
                bank == null && store.isMissing(court, day),
                store.refused(court, day, false),
                store.refused(court, day, true),
                bank == null ? List.of() : store.unconfirmed(court, unclear, day),
                store.late(court, unclear, day),
                store.gaps(court, since, day),
                statements.skips(court, since, day),
                StatementPage.left(statements.left(court, since, day)),
                store.drifted(court, since, day)));
    }

    /**
     * Closes a day; closing it again finds it closed.
     *
     * @param note needed where differences are left: what is being done about them
     * @throws Problem.Conflict with every unmet condition
     */
    @Transactional
    void close(Actor by, LocalDate day, @Nullable String note) {
        access.allow(by, UseCase.CLOSE_DAY, by.court());
        CourtCode court = by.court();
        closes.lock(court);
        Closes known = closes.upTo(court, day);
        if (known.of() != null) {
            return;
        }
        String words = PlainText.optional("note", note, 500);
        DayReport report = reportOf(court, day, known);
        List<Problem.Refusal> refusals = CloseRules.refusals(new CloseRules.Facts(
                day,
                LocalDate.now(clock),
                closes.newest(court, 1).stream().findFirst().map(Close::day).orElse(null),
                report,
                words));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不能日结：" + refusals.getFirst().because(), refusals);
        }
        closes.add(court, report, words, by.login(), by.name(), clock.instant());
        Map<String, String> facts = new HashMap<>();
        facts.put("day", day.toString());
        facts.put("ledger", report.closing().sum().toString());
        facts.put("vouchers", Integer.toString(report.moved().vouchers()));
        facts.put("differences", Integer.toString(report.differences().size()));
        if (report.bank() != null) {
            facts.put("bank", report.bank().toString());
        }
        audit.record(
                by,
                court,
                null,
                new Act(
                        "DAY_CLOSED",
                        "案款 %s 日结：账面 %s 元，%s"
                                .formatted(
                                        day,
                                        report.closing().sum().display(),
                                        report.differences().isEmpty()
                                                ? "与银行相符"
                                                : "有%d项差异，已写明处理情况"
                                                        .formatted(report.differences()
                                                                .size())),
                        facts));
    }

    /** Compares what statements have come since. */
    @Override
    @Transactional
    public int runDue() {
        List<Unchecked> statements = closes.unchecked(BATCH);
        for (Unchecked s : statements) {
            DayReport report = reportOf(s.court(), s.day());
            Money bank = report.bank() == null ? Money.ZERO : report.bank();
            closes.checked(s, bank, report.closing().sum(), report.differences().size(), clock.instant());
            if (!report.agrees()) {
                audit.record(
                        Actor.system("案款对账", s.court()),
                        s.court(),
                        null,
                        new Act(
                                "RECONCILIATION_DIFFERS",
                                "案款 %s 对账不符，%d项差异"
                                        .formatted(s.day(), report.differences().size()),
                                Map.of("day", s.day().toString(), "statement", Long.toString(s.statement()))));
            }
        }
        return statements.size();
    }

    /**
     * A day in the list.
     *
     * @param check what the bank's statement showed when it came; null where none has come
     * @param close null while it is open
     */
    record Listed(
            LocalDate day,
            CloseStore.@Nullable Check check,
            @Nullable Close close) {}

    /** Days of the last two months, closed or told of by the bank, the newest first. */
    @Transactional(readOnly = true)
    List<Listed> listed(Actor by) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        Map<LocalDate, CloseStore.Check> checks = new HashMap<>();
        closes.checks(by.court(), LocalDate.now(clock).minusDays(LISTED), LISTED)
                .forEach(c -> checks.put(c.day(), c));
        Map<LocalDate, Close> closed = new HashMap<>();
        closes.newest(by.court(), LISTED).forEach(c -> closed.put(c.day(), c));
        List<LocalDate> days = new ArrayList<>(closed.keySet());
        checks.keySet().stream().filter(d -> !closed.containsKey(d)).forEach(days::add);
        days.sort((a, b) -> b.compareTo(a));
        return days.stream()
                .limit(LISTED)
                .map(d -> new Listed(d, checks.get(d), closed.get(d)))
                .toList();
    }
}
