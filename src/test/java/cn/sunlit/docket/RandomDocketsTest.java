package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.AuditSupport;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.LedgerEntry.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.settings.Holidays;
import cn.sunlit.settings.SettingsSupport;
import cn.sunlit.statutes.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random dockets on the real store, through months of events, completions, waivers, days that do not count, extensions,
 * corrections, a notice on holidays, outages of the sweep and clocks that were set back or ran ahead. Whatever came, the laws
 * ({@link DocketLaws}) hold. Each docket has a random of its own, from the seed and its number, so that threads change nothing.
 *
 * <p>Ten thousand: {@code ./test -Dtest=RandomDocketsTest -Dsunlit.dockets=10000}; another life: {@code -Dsunlit.seed=}.
 */
@ExtendWith(PostgresTest.class)
class RandomDocketsTest {

    private static final int DOCKETS = Integer.getInteger("sunlit.dockets", 200);
    private static final int BATCHES = 40;

    /** So many dockets a transaction: one officer's, since what they write counts for that officer. */
    private static final int LOT = 25;

    private static final int WORKERS = 2;
    private static final long FIRST_CASE = 1_000_000;
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 6);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 18);
    private static final LocalDate NOTICE = LocalDate.of(2026, 11, 16);

    /** After so many days a batch of dockets is taken in hand again. */
    private static final int AGAIN = 75;

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "张法官", COURT, Set.of(Role.OFFICER), null, Set.of());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LedgerStore ledgers;
    private final DocketStore store;
    private final Hands clock = new Hands();
    private final Audit audit;
    private final Holidays holidays;
    private final Catalogue catalogue;
    private final Recount recount;
    private final Docket docket;
    private final AlertSweep sweep;
    private final Recalculation recalculation;

    private final Steps steps = new Steps();
    private final Map<CaseId, Random> randoms = new HashMap<>();
    private final DocketLaws laws;
    private Random random = new Random(0);
    private long seed;

    /** A clock whose hands the test moves, each time to a moment that it never showed before: whatever bears it was done then. */
    private static final class Hands extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void set(LocalDate day, int hour, int step) {
            now = day.atTime(hour, 0).atZone(TimeConfiguration.ZONE).toInstant().plusNanos(step * 1000L);
        }

        @Override
        public ZoneId getZone() {
            return TimeConfiguration.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    RandomDocketsTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ledgers = new LedgerStore(jdbc);
        this.store = new DocketStore(jdbc, ledgers);
        this.audit = AuditSupport.audit(jdbc, transaction, clock);
        this.holidays = SettingsSupport.holidays(jdbc, transaction, clock);
        Catalogues catalogues = new Catalogues(store, clock);
        this.catalogue = catalogues.shipped();
        this.recount = new Recount(store, catalogues, holidays, audit, e -> {}, clock);
        this.docket =
                new Docket(store, catalogues, recount, holidays, audit, event -> {}, Publicity.ofProgram(), clock);
        this.sweep = new AlertSweep(store, clock, transaction);
        this.recalculation = new Recalculation(store, recount, holidays, audit, transaction);
        this.laws = new DocketLaws(jdbc, catalogue, holidays, steps);
    }

    static List<Long> seeds() {
        return List.of(Long.getLong("sunlit.seed", 20261122L));
    }

    @ParameterizedTest(name = "种子{0}")
    @MethodSource("seeds")
    void 随机卷宗都守规矩(long given) throws InterruptedException, ExecutionException {
        seed = given;
        random = new Random(seed);
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            live(workers);
            laws.ofAll();
            List<Callable<DocketLaws.Seen>> lots = new ArrayList<>();
            for (long from = FIRST_CASE; from < FIRST_CASE + DOCKETS; from += 10L * LOT) {
                long first = from;
                lots.add(() -> laws.hold(first, first + 10L * LOT - 1));
            }
            int runs = 0;
            int alerts = 0;
            for (Future<DocketLaws.Seen> seen : workers.invokeAll(lots)) {
                runs += seen.get().runs();
                alerts += seen.get().alerts();
            }
            System.out.printf("%,d dockets, %,d runs, %,d alerts%n", DOCKETS, runs, alerts);
            assertThat(runs).isGreaterThan(DOCKETS * 10);
            assertThat(alerts).isGreaterThan(DOCKETS);
        }
    }

    private void live(ExecutorService workers) throws InterruptedException, ExecutionException {
        int size = DOCKETS / BATCHES;
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            // One day in four the sweep does not run, at times for a week.
            boolean outage = day.getDayOfYear() % 30 < 7 || random.nextInt(4) == 0;
            if (!outage || day.equals(LAST)) {
                sweepOn(day);
            }
            if (day.equals(NOTICE)) {
                noticeFor2027(day);
            }
            int since = (int) (day.toEpochDay() - FIRST.toEpochDay());
            int batch = since / 3;
            LocalDate shown = wrongClock(day);
            if (since % 3 == 0 && batch < BATCHES) {
                work(workers, shown, batch, size, Hand.FIRST);
                if (shown.isBefore(day) && batch > 0) {
                    work(workers, shown, batch - 1, size, Hand.PASSING);
                }
            }
            if (since >= AGAIN && (since - AGAIN) % 3 == 0 && (since - AGAIN) / 3 < BATCHES) {
                work(workers, shown, (since - AGAIN) / 3, size, Hand.AGAIN);
            }
        }
    }

    /** At times the clock shows another day: set back by some days, or it ran ahead for one sweep and was set right. */
    private LocalDate wrongClock(LocalDate day) {
        int fate = random.nextInt(40);
        if (fate < 5 && day.isAfter(FIRST.plusDays(20))) {
            LocalDate back = day.minusDays(1 + random.nextInt(9));
            if (random.nextBoolean()) {
                sweepOn(back);
            }
            return back;
        }
        if (fate == 5 && day.isBefore(NOTICE)) {
            sweepOn(day.plusDays(1 + random.nextInt(20)));
            if (random.nextBoolean()) {
                sweepOn(day);
            }
        }
        return day;
    }

    private void sweepOn(LocalDate day) {
        int step = steps.next();
        clock.set(day, 8, step);
        int raised = sweep.runDue();
        if (steps.swept(step, day)) {
            assertThat(sweep.runDue()).isZero();
        } else {
            assertThat(raised).isZero();
        }
    }

    private void noticeFor2027(LocalDate day) {
        clock.set(day, 9, steps.begin(day, newestRun()));
        Actor admin = new Actor(Actor.Kind.STAFF, "admin", "管理员", COURT, Set.of(Role.ADMIN), null, Set.of());
        transaction.executeWithoutResult(s -> holidays.take(admin, """
                {"year":2027,"papers":["https://www.gov.cn/example"],
                 "days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"试","date":"2027-01-18","isOffDay":true},
                         {"name":"试","date":"2027-02-08","isOffDay":true},{"name":"试","date":"2027-02-13","isOffDay":false}]}
                """));
        holidays.runDue();
        while (!store.countedWith().contains("2027")) {
            recalculation.runDue();
        }
        assertThat(recalculation.runDue()).isZero();
    }

    private long newestRun() {
        return jdbc.sql("select coalesce(max(id), 0) from docket.node")
                .query(Long.class)
                .single();
    }

    private enum Hand {
        FIRST,
        AGAIN,
        /** While the clock shows a day before what is on record already. */
        PASSING
    }

    private void work(ExecutorService workers, LocalDate day, int batch, int size, Hand hand)
            throws InterruptedException, ExecutionException {
        clock.set(day, 10, steps.begin(day, newestRun()));
        List<Callable<Void>> lots = new ArrayList<>();
        for (int from = 0; from < size; from += LOT) {
            List<CaseId> ids = new ArrayList<>();
            for (int i = from; i < Math.min(size, from + LOT); i++) {
                CaseId id = new CaseId(FIRST_CASE + (long) batch * size + i);
                ids.add(id);
                randoms.computeIfAbsent(id, key -> new Random(seed * 31 + key.value()));
            }
            String owner = "judge" + from / LOT % 8;
            lots.add(() -> {
                transaction.executeWithoutResult(s -> lot(ids, owner, hand));
                return null;
            });
        }
        for (Future<Void> done : workers.invokeAll(lots)) {
            done.get();
        }
    }

    private void lot(List<CaseId> ids, String owner, Hand hand) {
        if (hand == Hand.FIRST) {
            LocalDate today = LocalDate.now(clock);
            docket.open(ids.stream()
                    .map(id -> new NewDocket(id, COURT, today, owner))
                    .toList());
        }
        ids.forEach(audit::hold);
        ids.forEach(store::held);
        switch (hand) {
            case FIRST -> {
                ids.forEach(this::filed);
                ids.forEach(id -> acts(id, 3));
            }
            case AGAIN -> {
                ledger(ids, 1);
                ledger(ids, 2);
                ids.forEach(id -> acts(id, 2));
            }
            case PASSING -> ids.forEach(this::refusedByTheClock);
        }
    }

    private Random of(CaseId id) {
        return randoms.get(id);
    }

    private void filed(CaseId id) {
        LocalDate today = LocalDate.now(clock);
        happened(id, "APPLICATION_RECEIVED", today, "收到执行申请材料");
        docket.complete(JUDGE, id, "A02", today, evidence(id));
        docket.complete(JUDGE, id, "A03", today, evidence(id));
        happened(id, "CASE_FILED", today, "登记立案");
    }

    private void happened(CaseId id, String event, LocalDate on, String cause) {
        laws.said(id, event, on, cause);
        docket.happened(JUDGE, id, event, on, cause);
    }

    private List<Evidence> evidence(CaseId id) {
        return List.of(new Evidence("RECORD", "random:" + of(id).nextLong(), "证据", null));
    }

    private void acts(CaseId id, int count) {
        Random dice = of(id);
        List<String> events = List.copyOf(catalogue.startEvents().keySet());
        for (int i = 0; i < count; i++) {
            LocalDate today = LocalDate.now(clock);
            Held held = store.held(id).orElseThrow();
            List<NodeRow> open = open(held);
            LocalDate day = today.minusDays(dice.nextInt((int)
                    Math.min(20, today.toEpochDay() - held.head().openedOn().toEpochDay() + 1)));
            int kind = dice.nextInt(12);
            if (kind < 7 || open.isEmpty()) {
                event(id, events.get(dice.nextInt(events.size())), day);
            } else if (kind < 10) {
                NodeRow run = open.get(dice.nextInt(open.size()));
                docket.complete(JUDGE, id, run.code(), run.subject(), day, evidence(id));
            } else if (kind == 10) {
                NodeRow run = open.get(dice.nextInt(open.size()));
                docket.waive(JUDGE, id, run.code(), run.subject(), "随机免除");
            } else {
                backward(id, open, today);
            }
        }
    }

    private void event(CaseId id, String event, LocalDate day) {
        Random dice = of(id);
        String cause = "随机事件" + dice.nextInt(3);
        if (dice.nextInt(4) == 0) {
            Set<String> codes = Set.copyOf(
                    catalogue.startedBy(event).stream().map(NodeSpec::code).toList());
            laws.said(id, event, day, cause);
            docket.happened(JUDGE, id, event, day, cause, "thing:" + dice.nextInt(2), codes);
            return;
        }
        happened(id, event, day, cause);
        if (dice.nextInt(4) == 0) {
            happened(id, event, day, cause);
        }
    }

    /** The day becomes known from which a run runs back. */
    private void backward(CaseId id, List<NodeRow> open, LocalDate today) {
        open.stream()
                .filter(r -> catalogue.node(r.code()).due().reference() != null
                        && !DueDates.endsBeforeTerm(catalogue.node(r.code())))
                .findFirst()
                .ifPresent(r ->
                        docket.referenceKnown(JUDGE, id, r.code(), r.subject(), today.plusDays(of(id).nextInt(90))));
    }

    /** What bears an earlier moment than the newest entry is refused, and nothing of it is done. */
    private void refusedByTheClock(CaseId id) {
        Held held = store.held(id).orElseThrow();
        List<NodeRow> before = List.copyOf(held.rows());
        LocalDate today = LocalDate.now(clock);
        boolean setBack = before.stream()
                .map(NodeRow::recordedAt)
                .anyMatch(at -> at != null && at.isAfter(clock.instant().plusSeconds(60)));
        if (setBack && !today.isBefore(held.head().openedOn())) {
            open(held).stream()
                    .findFirst()
                    .ifPresent(run -> assertThatThrownBy(
                                    () -> docket.complete(JUDGE, id, run.code(), run.subject(), today, evidence(id)))
                            .isInstanceOf(Problem.Conflict.class)
                            .hasMessageContaining("时钟"));
            assertThat(store.held(id).orElseThrow().rows()).isEqualTo(before);
        }
        // What an institution reports is not turned away; its alerts are due all the same.
        List<String> events = List.copyOf(catalogue.startEvents().keySet());
        event(id, events.get(of(id).nextInt(events.size())), today);
    }

    private static List<NodeRow> open(Held held) {
        return held.rows().stream().filter(r -> r.state() == State.OPEN).toList();
    }

    /** Days that do not count, extensions, corrected starts; some ended, corrected or taken back. */
    private void ledger(List<CaseId> all, int most) {
        Map<CaseId, Long> entered = new HashMap<>();
        for (CaseId id : all) {
            if (of(id).nextInt(3) >= most) {
                LedgerEntry entry = drawn(id, store.held(id).orElseThrow());
                long key = ledgers.propose(id, COURT, entry);
                ledgers.decide(key, true, "leader", "甲负责人", null, clock.instant());
                entered.put(id, key);
            }
        }
        List<CaseId> ids = all.stream().filter(entered::containsKey).toList();
        ids.forEach(store::forget);
        ids.forEach(store::held);
        ids.forEach(id -> recount.all(JUDGE, store.held(id).orElseThrow(), "登记第%d号".formatted(entered.get(id))));
    }

    private LedgerEntry drawn(CaseId id, Held held) {
        Random dice = of(id);
        List<NodeRow> open = open(held).stream()
                .filter(r -> catalogue.node(r.code()).due().period() != null
                        && catalogue.node(r.code()).due().reference() == null)
                .toList();
        List<LedgerEntry> inForce = held.ledger().inForce().toList();
        if (!inForce.isEmpty() && dice.nextBoolean()) {
            return changed(dice, inForce.get(dice.nextInt(inForce.size())));
        }
        return !open.isEmpty() && dice.nextInt(3) == 0
                ? ofRun(dice, open.get(dice.nextInt(open.size())), held.head().openedOn())
                : stretch(dice, held.head().openedOn());
    }

    private LedgerEntry stretch(Random dice, LocalDate openedOn) {
        Ground ground = Ground.values()[dice.nextInt(Ground.values().length)];
        LocalDate from = openedOn.plusDays(dice.nextInt(AGAIN));
        LocalDate to = dice.nextInt(3) == 0 ? null : from.plusDays(dice.nextInt(60));
        return entry(Kind.SUSPENSION, null, ground, from, to, null, null, false);
    }

    private LedgerEntry ofRun(Random dice, NodeRow run, LocalDate openedOn) {
        if (dice.nextBoolean()) {
            return entry(Kind.START, run.id(), null, openedOn.plusDays(dice.nextInt(30)), null, null, null, false);
        }
        Period.Unit unit = catalogue.node(run.code()).due().period().unit();
        return unit == Period.Unit.HOUR
                ? stretch(dice, openedOn)
                : entry(Kind.EXTENSION, run.id(), null, null, null, (1 + dice.nextInt(3)) + " " + unit, null, false);
    }

    private LedgerEntry changed(Random dice, LedgerEntry was) {
        boolean cancelled = dice.nextInt(3) == 0;
        LocalDate to = was.from() == null || was.kind() == Kind.START
                ? null
                : was.from().plusDays(dice.nextInt(40));
        return entry(was.kind(), was.nodeId(), was.ground(), was.from(), to, was.period(), was.id(), cancelled);
    }

    private LedgerEntry entry(
            Kind kind,
            @Nullable Long node,
            @Nullable Ground ground,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String period,
            @Nullable Long replaces,
            boolean cancelled) {
        return new LedgerEntry(
                0,
                kind,
                node,
                null,
                ground,
                from,
                to,
                period,
                replaces,
                cancelled,
                "随机",
                "EXTERNAL",
                "某号",
                "某文书",
                null,
                null,
                "某条",
                "judge",
                "张法官",
                clock.instant(),
                null,
                null,
                null,
                null);
    }
}
