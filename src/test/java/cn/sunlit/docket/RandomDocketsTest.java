package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.AuditSupport;
import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.Reckoner;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.LedgerEntry.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.settings.Holidays;
import cn.sunlit.settings.SettingsSupport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random dockets on the real store, through months of events, completions, days that do not count, extensions,
 * corrections, a notice on holidays and outages of the sweep; ten thousand by {@code -Dsunlit.dockets=10000}. Whatever came, the
 * laws hold: no node without its cause, no two open where one may be, every last day what its record says, no alert missed
 * or sent twice.
 */
@ExtendWith(PostgresTest.class)
class RandomDocketsTest {

    private static final int DOCKETS = Integer.getInteger("sunlit.dockets", 300);
    private static final int BATCHES = 40;
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 6);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 18);
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
    private final Catalogues catalogues;
    private final Catalogue catalogue;
    private final Recount recount;
    private final Docket docket;
    private final AlertSweep sweep;
    private final Recalculation recalculation;

    private final TreeSet<LocalDate> swept = new TreeSet<>();
    private final TreeMap<Long, LocalDate> begunOn = new TreeMap<>();
    private Random random = new Random(0);

    /** A clock whose hands the test moves. */
    private static final class Hands extends Clock {
        private Instant now = FIRST.atTime(9, 0).atZone(TimeConfiguration.ZONE).toInstant();

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
        this.catalogues = new Catalogues(store, clock);
        this.catalogue = catalogues.shipped();
        this.recount = new Recount(store, catalogues, holidays, audit, clock);
        this.docket =
                new Docket(store, catalogues, recount, holidays, audit, event -> {}, Publicity.ofProgram(), clock);
        this.sweep = new AlertSweep(store, clock, transaction);
        this.recalculation = new Recalculation(store, recount, holidays, audit, transaction);
    }

    static List<Long> seeds() {
        return List.of(Long.getLong("sunlit.seed", 20261122L));
    }

    @ParameterizedTest(name = "种子{0}")
    @MethodSource("seeds")
    void 随机卷宗都守规矩(long seed) {
        random = new Random(seed);
        live();
        List<Run> runs = runs();
        assertThat(runs).hasSizeGreaterThan(DOCKETS * 10);
        eachHasItsCause(runs);
        noneOpenTwice();
        eachDayIsWhatItsRecordSays(runs);
        everyAlertOnce(runs);
    }

    private void live() {
        int size = DOCKETS / BATCHES;
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            clock.now = day.atTime(8, 0).atZone(TimeConfiguration.ZONE).toInstant();
            // One day in four the sweep does not run, at times for a week.
            boolean outage = day.getDayOfYear() % 30 < 7 || random.nextInt(4) == 0;
            if (!outage || day.equals(LAST)) {
                sweep.runDue();
                swept.add(day);
            }
            clock.now = day.atTime(10, 0).atZone(TimeConfiguration.ZONE).toInstant();
            if (day.equals(LocalDate.of(2026, 11, 16))) {
                noticeFor2027();
            }
            int since = (int) (day.toEpochDay() - FIRST.toEpochDay());
            if (since % 3 == 0 && since / 3 < BATCHES) {
                batch(since / 3, size, true);
            }
            if (since >= AGAIN && (since - AGAIN) % 3 == 0 && (since - AGAIN) / 3 < BATCHES) {
                batch((since - AGAIN) / 3, size, false);
            }
        }
    }

    private void noticeFor2027() {
        Actor admin = new Actor(Actor.Kind.STAFF, "admin", "管理员", COURT, Set.of(Role.ADMIN), null, Set.of());
        transaction.executeWithoutResult(s -> holidays.take(admin, """
                {"year":2027,"papers":["https://www.gov.cn/example"],
                 "days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"试","date":"2027-01-18","isOffDay":true},
                         {"name":"试","date":"2027-02-08","isOffDay":true},{"name":"试","date":"2027-02-13","isOffDay":false}]}
                """));
        holidays.runDue();
        int before = -1;
        while (!store.countedWith().contains("2027")) {
            before = recalculation.runDue();
        }
        assertThat(before).isNotNegative();
        assertThat(recalculation.runDue()).isZero();
    }

    private void batch(int batch, int size, boolean first) {
        Long newest = jdbc.sql("select coalesce(max(id), 0) from docket.node")
                .query(Long.class)
                .single();
        begunOn.put(newest + 1, LocalDate.now(clock));
        transaction.executeWithoutResult(s -> {
            List<CaseId> ids = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                ids.add(new CaseId(1_000_000 + (long) batch * size + i));
            }
            if (first) {
                docket.open(ids.stream()
                        .map(id -> new NewDocket(id, COURT, LocalDate.now(clock), "judge"))
                        .toList());
            }
            ids.forEach(id -> {
                audit.hold(id);
                if (first) {
                    filed(id);
                } else {
                    ledger(id);
                }
                acts(id, first ? 3 : 2);
            });
        });
    }

    private void filed(CaseId id) {
        LocalDate today = LocalDate.now(clock);
        docket.happened(JUDGE, id, "APPLICATION_RECEIVED", today, "收到执行申请材料");
        docket.complete(JUDGE, id, "A02", today, evidence());
        docket.complete(JUDGE, id, "A03", today, evidence());
        docket.happened(JUDGE, id, "CASE_FILED", today, "登记立案");
    }

    private List<Evidence> evidence() {
        return List.of(new Evidence("RECORD", "random:" + random.nextLong(), "证据", null));
    }

    private void acts(CaseId id, int count) {
        List<String> events = List.copyOf(catalogue.startEvents().keySet());
        for (int i = 0; i < count; i++) {
            LocalDate today = LocalDate.now(clock);
            Held held = store.held(id).orElseThrow();
            List<NodeRow> open =
                    held.rows().stream().filter(r -> r.state() == State.OPEN).toList();
            LocalDate day = today.minusDays(random.nextInt((int)
                    Math.min(20, today.toEpochDay() - held.head().openedOn().toEpochDay() + 1)));
            if (random.nextInt(3) > 0 || open.isEmpty()) {
                String event = events.get(random.nextInt(events.size()));
                String cause = "随机事件" + random.nextInt(3);
                docket.happened(JUDGE, id, event, day, cause);
                if (random.nextInt(4) == 0) {
                    docket.happened(JUDGE, id, event, day, cause);
                }
            } else {
                NodeRow run = open.get(random.nextInt(open.size()));
                docket.complete(JUDGE, id, run.code(), run.subject(), day, evidence());
            }
        }
    }

    /** Days that do not count, extensions, corrected starts; some ended, corrected or taken back. */
    private void ledger(CaseId id) {
        int entries = random.nextInt(3);
        for (int i = 0; i < entries; i++) {
            Held held = store.held(id).orElseThrow();
            List<NodeRow> open = held.rows().stream()
                    .filter(r -> r.state() == State.OPEN
                            && catalogue.node(r.code()).due().period() != null
                            && catalogue.node(r.code()).due().reference() == null)
                    .toList();
            List<LedgerEntry> inForce = held.ledger().inForce().toList();
            LedgerEntry entry;
            if (!inForce.isEmpty() && random.nextBoolean()) {
                entry = changed(inForce.get(random.nextInt(inForce.size())));
            } else if (!open.isEmpty() && random.nextInt(3) == 0) {
                entry = ofRun(open.get(random.nextInt(open.size())), held.head().openedOn());
            } else {
                entry = stretch(held.head().openedOn());
            }
            long key = ledgers.propose(id, COURT, entry);
            ledgers.decide(key, true, "leader", "甲负责人", null, clock.instant());
            store.forget(id);
            recount.all(JUDGE, store.held(id).orElseThrow(), "登记第%d号".formatted(key));
        }
    }

    private LedgerEntry stretch(LocalDate openedOn) {
        Ground ground = Ground.values()[random.nextInt(Ground.values().length)];
        LocalDate from = openedOn.plusDays(random.nextInt(AGAIN));
        LocalDate to = random.nextInt(3) == 0 ? null : from.plusDays(random.nextInt(60));
        return entry(Kind.SUSPENSION, null, ground, from, to, null, null, false);
    }

    private LedgerEntry ofRun(NodeRow run, LocalDate openedOn) {
        if (random.nextBoolean()) {
            return entry(Kind.START, run.id(), null, openedOn.plusDays(random.nextInt(30)), null, null, null, false);
        }
        var unit = catalogue.node(run.code()).due().period().unit();
        return unit == cn.sunlit.statutes.Period.Unit.HOUR
                ? stretch(openedOn)
                : entry(Kind.EXTENSION, run.id(), null, null, null, (1 + random.nextInt(3)) + " " + unit, null, false);
    }

    private LedgerEntry changed(LedgerEntry was) {
        boolean cancelled = random.nextInt(3) == 0;
        LocalDate to = was.from() == null || was.kind() == Kind.START
                ? null
                : was.from().plusDays(random.nextInt(40));
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

    /** A run and the case it belongs to. */
    private record Run(
            CaseId of,
            NodeRow row,
            boolean atOnce,
            @Nullable LocalDate recordedOn,
            List<DocketStore.Superseded> before) {}

    private List<Run> runs() {
        Map<Long, List<DocketStore.Superseded>> kept = new HashMap<>();
        jdbc.sql("select * from docket.computation where node_id >= :first order by node_id, nth")
                .param("first", begunOn.firstKey())
                .query((ResultSet r) -> {
                    kept.computeIfAbsent(r.getLong("node_id"), k -> new ArrayList<>())
                            .add(new DocketStore.Superseded(
                                    r.getInt("nth"),
                                    r.getString("body"),
                                    r.getString("replaced_for"),
                                    r.getString("replaced_by"),
                                    r.getObject("replaced_at", OffsetDateTime.class)
                                            .toInstant()));
                });
        return jdbc.sql("select n.*, '[]' as evidence from docket.node n where case_id >= 1000000 order by id")
                .query((r, n) -> run(r, kept))
                .list();
    }

    private static Run run(ResultSet r, Map<Long, List<DocketStore.Superseded>> kept) throws SQLException {
        NodeRow row = DocketStore.row(r, 0);
        Instant recorded = row.recordedAt();
        return new Run(
                new CaseId(r.getLong("case_id")),
                row,
                row.startCause().startsWith("证据 "),
                recorded == null ? null : day(recorded),
                kept.getOrDefault(row.id(), List.of()));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(TimeConfiguration.ZONE).toLocalDate();
    }

    private void eachHasItsCause(List<Run> runs) {
        Map<String, Set<String>> done = new HashMap<>();
        runs.stream()
                .filter(r -> r.row().state() == State.DONE)
                .forEach(r -> done.computeIfAbsent(r.of() + r.row().code(), k -> new HashSet<>())
                        .add(String.valueOf(r.row().doneOn())));
        Map<String, String> causes = new HashMap<>();
        Catalogue.CONSEQUENCES.forEach((code, event) -> causes.put(event, code));
        for (Run run : runs) {
            NodeRow row = run.row();
            assertThat(row.startEvent()).isEqualTo(catalogue.node(row.code()).startEvent());
            assertThat(row.startCause()).isNotBlank();
            String by = causes.get(row.startEvent());
            if (by != null && row.startCause().startsWith("节点")) {
                assertThat(done.get(run.of() + by))
                        .as("%s begun by %s", row.code(), by)
                        .contains(row.startedOn().toString());
            }
        }
    }

    private void noneOpenTwice() {
        assertThat(jdbc.sql("""
                        select count(*) from (select from docket.node where state = 'OPEN'
                                              group by case_id, code, subject having count(*) > 1) twice
                        """).query(Long.class).single()).isZero();
        assertThat(jdbc.sql("""
                        select count(*) from (select code from docket.node where case_id >= 1000000
                                              group by case_id, code, subject
                                              having count(*) filter (where state = 'DONE') > 1 and code in ('A02', 'A03', 'I03')) again
                        """).query(Long.class).single())
                .as("what cannot be repeated")
                .isZero();
    }

    private void eachDayIsWhatItsRecordSays(List<Run> runs) {
        Map<CaseId, List<NodeRow>> byCase = new HashMap<>();
        runs.forEach(r -> byCase.computeIfAbsent(r.of(), k -> new ArrayList<>()).add(r.row()));
        Map<CaseId, Ledger> ledgersOf = new HashMap<>();
        for (Run run : runs) {
            NodeRow row = run.row();
            Computation c = row.computation();
            assertThat(c).isNotNull();
            assertThat(c.canonical()).isEqualTo(row.dueProof());
            assertThat(Reckoner.differences(c))
                    .as("%s of %s", row.code(), run.of())
                    .isEmpty();
            assertThat(row.dueOn()).isEqualTo(c.result().dueOn());
            assertThat(row.yellowOn()).isEqualTo(c.result().yellowOn());
            assertThat(row.redOn()).isEqualTo(c.result().redOn());
            assertThat(row.overdueOn()).isEqualTo(c.result().overdueOn());
            assertThat(row.stoppedSince()).isEqualTo(c.result().stoppedSince());
            for (int i = 0; i < run.before().size(); i++) {
                assertThat(run.before().get(i).nth()).isEqualTo(i + 1);
                assertThat(Reckoner.differences(
                                Computation.read(run.before().get(i).body())))
                        .isEmpty();
            }
            if (row.state() == State.OPEN) {
                Ledger ledger = ledgersOf.computeIfAbsent(run.of(), ledgers::of);
                NodeSpec node = catalogue.node(row.code());
                LocalDate reference = DueDates.endsBeforeTerm(node)
                        ? Recount.endOfTerm(
                                catalogue, new Held(store.head(run.of()).orElseThrow(), byCase.get(run.of()), ledger))
                        : null;
                assertThat(DueDates.again(catalogue, node, row, reference, ledger, holidays.calendar())
                                .computation())
                        .as("nothing stale: %s of %s", row.code(), run.of())
                        .isEqualTo(c);
            }
        }
    }

    private void everyAlertOnce(List<Run> runs) {
        Set<String> sent = new HashSet<>();
        jdbc.sql("select node_id, level, due_on from docket.alert where case_id >= 1000000")
                .query((ResultSet r) -> {
                    String alert = r.getLong("node_id") + " " + r.getString("level") + " " + r.getString("due_on");
                    assertThat(sent.add(alert)).as("sent twice: %s", alert).isTrue();
                });
        Set<String> due = new HashSet<>();
        for (Run run : runs) {
            if (run.atOnce()) {
                continue;
            }
            LocalDate from = begunOn.floorEntry(run.row().id()).getValue();
            LocalDate end = run.recordedOn() == null ? LAST : run.recordedOn();
            for (DocketStore.Superseded old : run.before()) {
                expect(run.row(), Computation.read(old.body()).result(), from, day(old.at()), due);
                from = day(old.at());
            }
            Computation c = run.row().computation();
            assertThat(c).isNotNull();
            expect(run.row(), c.result(), from, end, due);
        }
        Set<String> missed = new HashSet<>(due);
        missed.removeAll(sent);
        Set<String> wrong = new HashSet<>(sent);
        wrong.removeAll(due);
        assertThat(missed).as("missed").isEmpty();
        assertThat(wrong).as("without a cause").isEmpty();
        assertThat(due).hasSizeGreaterThan(DOCKETS);
    }

    /** A lamp is due at once when it is on already, else by the first sweep after it while the run still has that last day. */
    private void expect(NodeRow row, Computation.Result result, LocalDate from, LocalDate to, Set<String> due) {
        if (result.dueOn() == null) {
            return;
        }
        LocalDate last = swept.floor(to);
        lamp(row, "YELLOW", result.yellowOn(), result, from, last, due);
        lamp(row, "RED", result.redOn(), result, from, last, due);
        lamp(row, "OVERDUE", result.overdueOn(), result, from, last, due);
    }

    private static void lamp(
            NodeRow row,
            String level,
            @Nullable LocalDate on,
            Computation.Result result,
            LocalDate from,
            @Nullable LocalDate lastSweep,
            Set<String> due) {
        if (on == null) {
            return;
        }
        boolean atOnce = !on.isAfter(from);
        boolean bySweep = lastSweep != null && lastSweep.isAfter(from) && !on.isAfter(lastSweep);
        if (atOnce || bySweep) {
            due.add(row.id() + " " + level + " " + result.dueOn());
        }
    }
}
