package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.funds.DayStore.Close;
import cn.sunlit.funds.DayStore.Moved;
import cn.sunlit.funds.DayStore.Totals;
import cn.sunlit.funds.DayStore.Unchecked;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger day by day: each statement of the bank is compared when it comes; the cashier closes the day (日结), after which
 * nothing is booked on it any more (ADR 33).
 */
@Service
class Days implements DueWork {

    private static final int BATCH = 20;
    private static final int LISTED = 60;

    private final DayStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Days(DayStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** The report of a day; of a closed one as it was closed. */
    @Transactional(readOnly = true)
    public DayReport report(Actor by, LocalDate day) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        return reportOf(by.court(), day);
    }

    DayReport reportOf(CourtCode court, LocalDate day) {
        Optional<Close> closed = store.of(court, day);
        LocalDate since = closed.map(Close::since)
                .or(() -> store.lastBefore(court, day).map(c -> c.day().plusDays(1)))
                .orElse(null);
        Totals opening = store.lastBefore(court, day).map(Close::totals).orElse(Totals.NONE);
        Moved moved = store.moved(court, since, day);
        if (closed.isPresent()) {
            Close c = closed.get();
            return new DayReport(day, since, opening, moved, c.totals(), c.bank(), store.differences(c.id()));
        }
        LocalDate unclear =
                store.lastClean(court, day).map(c -> c.day().plusDays(1)).orElse(null);
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
                store.refused(court, day),
                bank == null ? List.of() : store.unconfirmed(court, unclear, day),
                store.late(court, unclear, day),
                store.gaps(court, since, day),
                store.drifted(court, since, day)));
    }

    Optional<Close> closed(CourtCode court, LocalDate day) {
        return store.of(court, day);
    }

    /**
     * Closes a day; closing it again finds it closed.
     *
     * @param note needed where differences are left: what is being done about them
     * @throws Problem.Conflict with every unmet condition
     */
    @Transactional
    public void close(Actor by, LocalDate day, @Nullable String note) {
        access.allow(by, UseCase.CLOSE_DAY, by.court());
        CourtCode court = by.court();
        store.lock(court);
        if (store.of(court, day).isPresent()) {
            return;
        }
        String words = PlainText.optional("note", note, 500);
        DayReport report = reportOf(court, day);
        List<Problem.Refusal> refusals = new ArrayList<>();
        store.newest(court, 1).stream()
                .filter(newest -> newest.day().isAfter(day))
                .forEach(newest -> refusals.add(
                        new Problem.Refusal("AK-DAY-1", "", "%s 已经日结，日结应当逐日依次办理".formatted(newest.day()))));
        if (!day.isBefore(LocalDate.now(clock))) {
            refusals.add(new Problem.Refusal("AK-DAY-2", "", "%s 尚未结束，次日起才能日结".formatted(day)));
        }
        if (report.bank() == null && report.moved().vouchers() > 0) {
            refusals.add(new Problem.Refusal("AK-DAY-3", "", "银行尚未发来 %s 的对账单".formatted(day)));
        }
        if (!report.differences().isEmpty() && words == null) {
            refusals.add(new Problem.Refusal(
                    "AK-DAY-4",
                    "",
                    "尚有%d项差异，请写明处理情况后再日结".formatted(report.differences().size())));
        }
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不能日结：" + refusals.getFirst().because(), refusals);
        }
        store.add(court, report, words, by.login(), by.name(), clock.instant());
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
        List<Unchecked> statements = store.unchecked(BATCH);
        for (Unchecked s : statements) {
            DayReport report = reportOf(s.court(), s.day());
            Money bank = report.bank() == null ? Money.ZERO : report.bank();
            store.checked(s, bank, report.closing().sum(), report.differences().size(), clock.instant());
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
            DayStore.@Nullable Check check,
            @Nullable Close close) {}

    /** Days of the last two months, closed or told of by the bank, the newest first. */
    @Transactional(readOnly = true)
    public List<Listed> listed(Actor by) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        Map<LocalDate, DayStore.Check> checks = new HashMap<>();
        store.checks(by.court(), LocalDate.now(clock).minusDays(LISTED), LISTED).forEach(c -> checks.put(c.day(), c));
        Map<LocalDate, Close> closes = new HashMap<>();
        store.newest(by.court(), LISTED).forEach(c -> closes.put(c.day(), c));
        List<LocalDate> days = new ArrayList<>(closes.keySet());
        checks.keySet().stream().filter(d -> !closes.containsKey(d)).forEach(days::add);
        days.sort((a, b) -> b.compareTo(a));
        return days.stream()
                .limit(LISTED)
                .map(d -> new Listed(d, checks.get(d), closes.get(d)))
                .toList();
    }
}
