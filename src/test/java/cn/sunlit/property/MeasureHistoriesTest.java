package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cn.sunlit.PostgresTest;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.MeasureStore.Measure;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random lives of measures under the real rules and the real store: cases of several courts hold the same assets, institutions
 * answer late, twice, wrongly or not at all, debts are paid, holds are renewed, released, run out. After every step the laws
 * of holds are looked at. {@code -Dsunlit.histories=10000} for the whole field, {@code -Dsunlit.history=SEED} for one again.
 */
@ExtendWith(PostgresTest.class)
class MeasureHistoriesTest {

    /** As many as a build has time for. */
    private static final int STANDARD = 30;

    /** From this many on, everything that can happen must have happened. */
    private static final int WHOLE_FIELD = 1_000;

    private static final CourtCode COURT = new CourtCode("鄂1125");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AssetKinds kinds = AssetKinds.shipped();

    private final Map<String, Integer> seen = new HashMap<>();

    MeasureHistoriesTest(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Test
    void 随机办理的控制措施始终守法() {
        Long only = Long.getLong("sunlit.history");
        long first = only == null ? 1 : only;
        long last = only == null ? Integer.getInteger("sunlit.histories", STANDARD) : only;
        for (long seed = first; seed <= last; seed++) {
            long now = seed;
            transactions.executeWithoutResult(status -> {
                new History(now).live();
                status.setRollbackOnly();
            });
        }
        System.out.printf("%d histories of measures: %s%n", last - first + 1, new TreeMap<>(seen));
        if (last - first + 1 >= WHOLE_FIELD) {
            assertThat(seen.keySet())
                    .as("what the histories met")
                    .contains(
                            "held",
                            "waits",
                            "promoted",
                            "renewed",
                            "renewal too late",
                            "released",
                            "reduced",
                            "expired",
                            "deducted",
                            "failed",
                            "answered twice",
                            "told to hold behind another",
                            "over-answered",
                            "promoted by message",
                            "held as a whole",
                            "excess let go",
                            "refused");
        }
    }

    private void met(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** One life, told by its seed. */
    private final class History {

        private final long seed;
        private final Random dice;
        private final AssetStore assets;
        private final MeasureStore measures;
        private final Holds holds;
        private final List<Thing> things = new ArrayList<>();
        private final Map<CaseId, Money> owed = new HashMap<>();
        private final List<String> diary = new ArrayList<>();
        /** The day on which the running term of a hold began, as the test counts it. */
        private final Map<Long, LocalDate> termFrom = new HashMap<>();

        private LocalDate today = LocalDate.of(2026, 1, 5);

        History(long seed) {
            this.seed = seed;
            this.dice = new Random(seed * 0x9E3779B97F4A7C15L);
            this.assets = new AssetStore(jdbc, kinds);
            this.measures = new MeasureStore(jdbc, kinds);
            this.holds = new Holds(assets, measures);
        }

        /** @param years the longest term of the law, written here a second time */
        private record Thing(
                long id, AssetKind kind, @Nullable Money worth, int years) {}

        void live() {
            int cases = 1 + dice.nextInt(4);
            for (int i = 1; i <= cases; i++) {
                owed.put(new CaseId(seed * 10 + i), some(10_000));
            }
            int count = 1 + dice.nextInt(2);
            for (int i = 0; i < count; i++) {
                things.add(thing(i));
            }
            int steps = 15 + dice.nextInt(26);
            Map<Long, Measure> before = standing();
            for (int i = 0; i < steps; i++) {
                step();
                before = laws(before);
            }
        }

        private Thing thing(int i) {
            boolean money = dice.nextInt(2) == 0;
            String code = money
                    ? "DEPOSIT"
                    : List.of("REAL_ESTATE", "VEHICLE", "EQUITY").get(dice.nextInt(3));
            int years = Map.of("DEPOSIT", 1, "VEHICLE", 2).getOrDefault(code, 3);
            Money worth = money || dice.nextInt(4) > 0 ? some(15_000) : null;
            AssetKind kind = kinds.stored(code);
            long id = assets.know(new AssetStore.Known(
                    kind,
                    null,
                    "某单位",
                    ByteBuffer.allocate(16).putLong(seed).putLong(i).array(),
                    new byte[] {1},
                    "**",
                    "财产" + i,
                    money ? "SETTLEMENT" : "ORDINARY",
                    worth,
                    worth,
                    today.atStartOfDay().toInstant(ZoneOffset.UTC)));
            owed.keySet()
                    .forEach(c -> assets.link(
                            id,
                            c,
                            COURT,
                            new AssetStore.Link(
                                    null,
                                    "乙",
                                    "INQUIRY",
                                    "request:1",
                                    today,
                                    null,
                                    new Screening.Verdict("EXECUTABLE", "可供执行"),
                                    "甲")));
            return new Thing(id, kind, worth, years);
        }

        private Money some(int most) {
            return Money.yuan(1 + dice.nextInt(most)).plus(new Money(dice.nextInt(100)));
        }

        private void step() {
            switch (dice.nextInt(14)) {
                case 0, 1, 2, 3 -> order();
                case 4, 5, 6, 7, 8 -> answer();
                case 9 -> act(MeasureKind.RELEASE);
                case 10 -> act(MeasureKind.RENEW);
                case 11 -> pay();
                case 12 -> messageOfPromotion();
                default -> daysPass();
            }
        }

        private void order() {
            CaseId who = any(List.copyOf(owed.keySet()));
            Thing what = any(things);
            boolean money = what.kind().isMoney();
            MeasureKind kind = !money
                    ? MeasureKind.valueOf(what.kind().hold())
                    : dice.nextInt(4) == 0 ? MeasureKind.DEDUCT : MeasureKind.FREEZE;
            draft(who, what, kind, money ? some(4_000) : null, dice.nextInt(3) == 0 ? "不可分物" : null, "理由");
        }

        private void act(MeasureKind kind) {
            List<Measure> there = List.copyOf(standing().values());
            if (there.isEmpty()) {
                return;
            }
            Measure m = any(there);
            Money actual = m.actual();
            Money part = kind == MeasureKind.RELEASE && actual != null && actual.fen() > 1 && dice.nextBoolean()
                    ? new Money(1 + dice.nextLong(actual.fen() - 1))
                    : null;
            draft(m.caseId(), of(m), kind, m.assetKind().isMoney() ? part : null, null, "申请执行人同意");
        }

        /** What {@code Measures.order} decides, with the same rules over the same facts. */
        private boolean draft(
                CaseId who,
                Thing what,
                MeasureKind kind,
                @Nullable Money asked,
                @Nullable String indivisible,
                @Nullable String reason) {
            if (measures.openOrder(who, what.id(), kind).isPresent()) {
                return false;
            }
            var control = measures.control(who, what.id());
            boolean effective = control.isPresent() && control.get().isEffective();
            Money value = what.kind().isMoney() ? null : asked == null ? what.worth() : asked;
            Money amount =
                    kind == MeasureKind.RENEW ? control.map(Measure::amount).orElse(null) : asked;
            var refusals = ControlRules.refusals(new ControlRules.Facts(
                    kind,
                    what.kind(),
                    what.kind().isMoney() ? "SETTLEMENT" : "ORDINARY",
                    "EXECUTABLE",
                    amount,
                    null,
                    Objects.requireNonNull(owed.get(who)),
                    measures.held(who),
                    effective ? Objects.requireNonNullElse(control.get().actual(), Money.ZERO) : null,
                    control.map(Measure::state).orElse(null),
                    control.map(Measure::endsOn).orElse(null),
                    reason,
                    true,
                    value,
                    indivisible,
                    today));
            if (!refusals.isEmpty()) {
                met("refused");
                return false;
            }
            long id = measures.add(new MeasureStore.NewMeasure(
                    who,
                    COURT,
                    what.id(),
                    kind,
                    control.map(Measure::id).orElse(null),
                    "ORDERED",
                    kind.isControl() && amount == null ? value : amount,
                    null,
                    null,
                    null,
                    1,
                    "裁定",
                    null,
                    null,
                    false,
                    reason,
                    "甲",
                    today.atStartOfDay().toInstant(ZoneOffset.UTC),
                    null,
                    null,
                    null,
                    kind.isControl() && !what.kind().isMoney() ? indivisible : null));
            note("ordered %s %d of case %s on %s %s".formatted(kind, id, who, what, amount));
            if (kind.isControl()
                    && indivisible == null
                    && measures.held(who).compareTo(owed.get(who)) > 0
                    && !holdsWhole(who)) {
                broken("an order holds more than the debt");
            }
            return true;
        }

        private List<Long> orders() {
            return jdbc.sql(
                            "select id from property.measure where state = 'ORDERED' and case_id / 10 = :seed order by id")
                    .param("seed", seed)
                    .query(Long.class)
                    .list();
        }

        private void answer() {
            List<Long> open = orders();
            if (open.isEmpty()) {
                return;
            }
            long id = any(open);
            settle(id);
            if (dice.nextInt(6) == 0) {
                Measure again = holds.lock(id).orElseThrow();
                if (again.state().equals("ORDERED")) {
                    broken("an answered order is still open");
                }
                met("answered twice");
            }
        }

        /** What {@code Effects.settle} does with an answer, without the papers. */
        private void settle(long id) {
            Measure m = holds.lock(id).orElseThrow();
            if (dice.nextInt(10) == 0) {
                measures.fails(id, "系统故障", null, today);
                met("failed");
                note("failed " + id);
                return;
            }
            switch (m.kind()) {
                case FREEZE, SEAL, SEIZE -> hold(m);
                case RENEW -> renew(m);
                case RELEASE -> release(m);
                case DEDUCT -> deduct(m);
            }
        }

        private void hold(Measure m) {
            List<Measure> line = measures.line(m.asset());
            Money free = free(m, line);
            boolean foreign = line.isEmpty() && dice.nextInt(8) == 0;
            boolean another = m.assetKind().isMoney() ? !free.isPositive() : !line.isEmpty();
            boolean liar = dice.nextInt(5) == 0;
            Measure now;
            if ((another || foreign) && !liar) {
                now = holds.putToWait(m, 2 + dice.nextInt(3), "", null, today);
                met("waits");
            } else {
                Money ordered = m.amount();
                Money actual = m.assetKind().isMoney()
                        ? Objects.requireNonNull(ordered).min(free)
                        : null;
                if (actual != null && dice.nextInt(12) == 0) {
                    actual = Objects.requireNonNull(ordered).plus(Money.yuan(100));
                    met("over-answered");
                }
                LocalDate told = dice.nextInt(4) == 0 ? today.plusDays(dice.nextInt(2_000) - 100) : null;
                now = holds.carriedOut(m, actual, told, "", today);
                if (now.isEffective()) {
                    met("held");
                    termFrom.put(now.id(), today);
                } else {
                    met("told to hold behind another");
                }
            }
            note("%s %d now %s at %d".formatted(m.kind(), m.id(), now.state(), now.rank()));
        }

        private Money free(Measure m, List<Measure> line) {
            Money balance = m.balance();
            Money free = balance == null ? Money.ZERO : balance;
            for (Measure other : line) {
                if (other.isEffective() && other.actual() != null) {
                    free = free.minus(other.actual());
                }
            }
            return free.atLeastZero();
        }

        private void renew(Measure m) {
            Measure control =
                    measures.lock(Objects.requireNonNull(m.onMeasure())).orElseThrow();
            if (!control.isEffective()) {
                measures.fails(m.id(), "控制已经终止", null, today);
                met("renewal too late");
                return;
            }
            LocalDate told = dice.nextInt(3) == 0 ? today.plusDays(dice.nextInt(2_000)) : null;
            LocalDate until = holds.renewed(control, told, today);
            measures.done(m.id(), null, until, "", today);
            Measure after = measures.lock(control.id()).orElseThrow();
            if (!after.isEffective()
                    || !Objects.equals(after.startsOn(), control.startsOn())
                    || Objects.requireNonNull(after.endsOn()).isBefore(Objects.requireNonNull(control.endsOn()))) {
                broken("a gap at the renewal of " + control.id());
            }
            termFrom.put(control.id(), today);
            met("renewed");
            note("renewed %d until %s".formatted(control.id(), until));
        }

        private void release(Measure m) {
            Measure control =
                    measures.lock(Objects.requireNonNull(m.onMeasure())).orElseThrow();
            Money part = m.amount();
            measures.done(m.id(), part, null, "", today);
            Money actual = control.actual();
            if (!control.isEffective() && !control.state().equals("WAITING")) {
                return;
            }
            if (control.isEffective() && part != null && actual != null && part.compareTo(actual) < 0) {
                promoted(holds.reduced(control, part, today), today);
                met("reduced");
            } else {
                promoted(holds.ends(control, "RELEASED", today, today), today);
                met("released");
            }
            note("released %s of %d".formatted(part == null ? "all" : part, control.id()));
        }

        private void deduct(Measure m) {
            Money asked = Objects.requireNonNull(m.amount());
            Long on = m.onMeasure();
            Measure control = on == null ? null : measures.lock(on).orElseThrow();
            if (control != null && !control.isEffective()) {
                measures.fails(m.id(), "冻结已经终止", null, today);
                return;
            }
            Money there = control == null
                    ? free(m, measures.line(m.asset()))
                    : Objects.requireNonNullElse(control.actual(), Money.ZERO);
            Money taken = asked.min(there);
            if (!taken.isPositive()) {
                measures.fails(m.id(), "没有余额", null, today);
                return;
            }
            measures.done(m.id(), taken, null, "", today);
            promoted(holds.deducted(m.asset(), on, taken, today), today);
            measures.landed(m.caseId(), taken);
            owed.computeIfPresent(m.caseId(), (c, o) -> o.minus(taken).atLeastZero());
            met("deducted");
            note("deducted %s of asset %d".formatted(taken, m.asset()));
        }

        private void pay() {
            CaseId who = any(List.copyOf(owed.keySet()));
            Money debt = Objects.requireNonNull(owed.get(who));
            Money paid = dice.nextInt(5) == 0 ? debt : some(3_000).min(debt);
            owed.put(who, debt.minus(paid));
            note("paid %s of case %s".formatted(paid, who));
        }

        private void messageOfPromotion() {
            List<Measure> waiting = standing().values().stream()
                    .filter(m -> m.state().equals("WAITING"))
                    .toList();
            if (waiting.isEmpty()) {
                return;
            }
            Measure m = any(waiting);
            if (!holds.mayBePromoted(m)) {
                return;
            }
            Money held = m.assetKind().isMoney()
                    ? Objects.requireNonNull(m.amount()).min(free(m, measures.line(m.asset())))
                    : null;
            promoted(List.of(holds.promotedByMessage(m, held, today)), today);
            met("promoted by message");
        }

        private void promoted(List<Measure> next, LocalDate on) {
            for (Measure m : next) {
                if (!on.equals(m.startsOn())
                        || Objects.requireNonNull(m.registeredOn()).isAfter(on)) {
                    broken("promotion of %d counts from %s".formatted(m.id(), m.startsOn()));
                }
                if (Objects.requireNonNull(m.remindOn()).isAfter(Objects.requireNonNull(m.endsOn()))) {
                    broken("%d reminds after its end".formatted(m.id()));
                }
                termFrom.put(m.id(), on);
                met("promoted");
                note("promoted %d on %s".formatted(m.id(), on));
            }
        }

        private void daysPass() {
            today = today.plusDays(1 + dice.nextInt(500));
            note("days pass until " + today);
            for (List<Long> over = measures.expired(today); !over.isEmpty(); over = measures.expired(today)) {
                for (long id : over) {
                    Measure m = holds.lock(id).orElseThrow();
                    if (!m.isEffective() || !Objects.requireNonNull(m.endsOn()).isBefore(today)) {
                        continue;
                    }
                    LocalDate next = m.endsOn().plusDays(1);
                    List<Measure> after = holds.ends(m, "EXPIRED", next, next);
                    met("expired");
                    note("expired %d".formatted(id));
                    promoted(after, next);
                }
            }
        }

        private Map<Long, Measure> standing() {
            Map<Long, Measure> all = new HashMap<>();
            things.forEach(t -> measures.line(t.id()).forEach(m -> all.put(m.id(), m)));
            return all;
        }

        private Map<Long, Measure> laws(Map<Long, Measure> before) {
            Map<Long, Measure> after = letExcessGo();
            for (Thing t : things) {
                List<Measure> line = after.values().stream()
                        .filter(m -> m.asset() == t.id())
                        .sorted(Comparator.comparingInt(Measure::rank))
                        .toList();
                oneFirst(t, line);
                inOrder(line, before);
                line.stream().filter(Measure::isEffective).forEach(m -> term(t, m));
            }
            after.values().stream()
                    .filter(Measure::isEffective)
                    .filter(m ->
                            before.containsKey(m.id()) && !before.get(m.id()).isEffective())
                    .forEach(m -> nobodyOvertaken(m, before, after));
            return after;
        }

        private void oneFirst(Thing t, List<Measure> line) {
            long first =
                    line.stream().filter(m -> m.isEffective() && m.rank() == 1).count();
            long effective = line.stream().filter(Measure::isEffective).count();
            long places = line.stream().map(Measure::rank).distinct().count();
            if (first > 1 || places != line.size() || (!t.kind().isMoney() && effective > 1)) {
                broken("more than one first hold on " + t);
            }
        }

        private void inOrder(List<Measure> line, Map<Long, Measure> before) {
            List<Integer> places = line.stream()
                    .filter(m -> before.containsKey(m.id()))
                    .map(m -> before.get(m.id()).rank())
                    .toList();
            if (!places.equals(places.stream().sorted().toList())) {
                broken("the order of a line has changed: " + places);
            }
        }

        private void term(Thing t, Measure m) {
            LocalDate from = Objects.requireNonNull(termFrom.get(m.id()), () -> "no term of " + m.id());
            LocalDate longest = from.plusYears(t.years()).minusDays(1);
            LocalDate end = Objects.requireNonNull(m.endsOn());
            if (end.isAfter(longest) || end.isBefore(today)) {
                broken("the term of %d from %s ends on %s".formatted(m.id(), from, end));
            }
        }

        private void nobodyOvertaken(Measure m, Map<Long, Measure> before, Map<Long, Measure> after) {
            boolean overtaken = before.values().stream()
                    .filter(o -> o.asset() == m.asset() && !o.isEffective())
                    .filter(o -> o.rank() < before.get(m.id()).rank())
                    .anyMatch(
                            o -> after.containsKey(o.id()) && !after.get(o.id()).isEffective());
            if (overtaken) {
                broken("%d took effect before one that had registered earlier".formatted(m.id()));
            }
        }

        /**
         * The judge lets go at once what others made too much: a payment, a promotion, an institution that held more. A release
         * may promote another case's hold beyond its own debt, so that all is looked at until nothing is left to let go.
         */
        private Map<Long, Measure> letExcessGo() {
            while (true) {
                Map<Long, Measure> all = standing();
                boolean changed = false;
                for (CaseId who : owed.keySet()) {
                    Excess.Plan plan = Excess.plan(Objects.requireNonNull(owed.get(who)), parts(all, who));
                    for (Excess.Part part : plan.releases()) {
                        letGo(part);
                        changed = true;
                    }
                    for (long id : plan.whole()) {
                        measures.whole(id, "不可分物");
                        met("held as a whole");
                        changed = true;
                    }
                    if (changed) {
                        break;
                    }
                }
                if (!changed) {
                    owed.forEach((who, debt) -> withinDebt(who, debt, parts(all, who)));
                    return all;
                }
            }
        }

        private void letGo(Excess.Part part) {
            Measure m = measures.lock(part.measure()).orElseThrow();
            Money amount = part.amount();
            promoted(amount == null ? holds.ends(m, "RELEASED", today, today) : holds.reduced(m, amount, today), today);
            met("excess let go");
        }

        private void withinDebt(CaseId who, Money debt, List<Excess.Hold> parts) {
            Money held = Money.ZERO;
            for (Excess.Hold part : parts) {
                held = held.plus(part.value());
            }
            boolean onlyWhole =
                    parts.stream().filter(p -> p.value().isPositive()).allMatch(p -> p.indivisible() && !p.divisible());
            if (held.compareTo(debt) > 0 && !onlyWhole) {
                broken("case %s holds %s for %s".formatted(who, held, debt));
            }
        }

        private boolean holdsWhole(CaseId who) {
            return Objects.requireNonNull(jdbc.sql("select exists (select from property.measure where case_id = :c "
                            + "and indivisible is not null and state in ('ORDERED', 'EFFECTIVE', 'WAITING'))")
                    .param("c", who)
                    .query(Boolean.class)
                    .single());
        }

        private static List<Excess.Hold> parts(Map<Long, Measure> standing, CaseId who) {
            return standing.values().stream()
                    .filter(m -> m.caseId().equals(who) && m.isEffective())
                    .map(m -> new Excess.Hold(
                            m.id(),
                            Objects.requireNonNullElse(m.actual(), Money.ZERO),
                            m.assetKind().isMoney(),
                            m.indivisible() != null))
                    .toList();
        }

        private Thing of(Measure m) {
            return things.stream().filter(t -> t.id() == m.asset()).findFirst().orElseThrow();
        }

        private <T> T any(List<T> of) {
            return of.get(dice.nextInt(of.size()));
        }

        private void note(String what) {
            diary.add(what);
        }

        private void broken(String law) {
            fail("history %d: %s%n%s", seed, law, String.join("\n", diary));
        }
    }
}
