package cn.sunlit.property;

import cn.sunlit.kernel.Money;
import cn.sunlit.property.MeasureStore.Effect;
import cn.sunlit.property.MeasureStore.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What stands on an asset and how it changes: the places in its line, promotion, terms. It changes rows and says what
 * changed; what follows for the cases is told by {@link Effects}. The caller has locked the line.
 */
@Component
class Holds {

    private final AssetStore assets;
    private final MeasureStore measures;

    Holds(AssetStore assets, MeasureStore measures) {
        this.assets = assets;
        this.measures = measures;
    }

    /** A measure locked together with the line of its asset. */
    Optional<Measure> lock(long measure) {
        measures.assetOf(measure).ifPresent(measures::lockLine);
        return measures.lock(measure);
    }

    /**
     * An ordered hold was carried out, as far as the institution says.
     *
     * @param answered what it really holds, null when the answer names no sum
     * @param told the last day that the institution registered
     * @return the hold as it stands now: in effect, or waiting where another stands before it
     */
    Measure carriedOut(
            Measure m, @Nullable Money answered, @Nullable LocalDate told, @Nullable String sha256, LocalDate on) {
        boolean money = m.assetKind().isMoney();
        Money ordered = m.amount();
        Money actual = answered != null ? answered : money ? Money.ZERO : ordered;
        Line.Place place = Line.holding(others(m), new Line.Place(m.id(), 1, true, ordered, actual), money);
        if (!place.effective()) {
            measures.waits(
                    m.id(),
                    place.rank(),
                    sha256,
                    on,
                    ControlRules.lastDay(m.assetKind(), on),
                    "登记机关反馈已办理，但该财产已有在先控制，按轮候登记");
            return now(m);
        }
        LocalDate longest = ControlRules.lastDay(m.assetKind(), on);
        LocalDate until = told == null || told.isAfter(longest) || told.isBefore(on) ? longest : told;
        boolean excess = ordered != null && actual != null && actual.compareTo(ordered) > 0;
        measures.takesEffect(m.id(), new Effect(place.rank(), actual, on, until, until, excess, sha256));
        return now(m);
    }

    /** An ordered hold was put to wait. */
    Measure putToWait(Measure m, int told, @Nullable String sha256, @Nullable String reason, LocalDate on) {
        measures.waits(
                m.id(), Line.waiting(others(m), told), sha256, on, ControlRules.lastDay(m.assetKind(), on), reason);
        return now(m);
    }

    /**
     * A hold that another court or an earlier stage brought: it keeps its day and its term, and the place that it had unless
     * that is taken here.
     */
    int placeOfInherited(long asset, int told, boolean divisible) {
        measures.lockLine(asset);
        List<Line.Place> there =
                measures.line(asset).stream().map(Measure::inLine).toList();
        return told > 1
                ? Line.waiting(there, told)
                : Line.holding(there, new Line.Place(0, 1, true, null, null), divisible)
                        .rank();
    }

    /** A waiting hold takes effect because the institution says so: everybody of ours before it must be gone or hold. */
    boolean mayBePromoted(Measure m) {
        return measures.line(m.asset()).stream()
                .filter(other -> other.rank() < m.rank())
                .allMatch(other -> m.assetKind().isMoney() && other.isEffective());
    }

    /**
     * The same, carried out: who stands behind moves up with it.
     *
     * @param held what the institution says it holds now, null when it names no sum
     */
    Measure promotedByMessage(Measure m, @Nullable Money held, LocalDate on) {
        List<Measure> line = measures.line(m.asset());
        int before = (int) line.stream().filter(o -> o.rank() < m.rank()).count();
        int up = m.rank() - before - 1;
        effect(m, before + 1, held == null ? m.amount() : held, on);
        line.stream().filter(o -> o.rank() > m.rank()).forEach(o -> measures.moves(o.id(), o.rank() - up));
        return now(m);
    }

    /**
     * A hold ends, and whoever comes next takes effect by itself.
     *
     * @param state RELEASED or EXPIRED
     * @param on its last effect; the next begins on the day that follows an expiry, on the same day after a release
     * @return who was promoted
     */
    List<Measure> ends(Measure m, String state, LocalDate on, LocalDate next) {
        measures.ends(m.id(), state, on);
        return moveUp(m, next);
    }

    /** A part of a frozen sum is let go. */
    List<Measure> reduced(Measure m, Money part, LocalDate on) {
        measures.reduced(m.id(), part);
        return promote(m.asset(), 0, m.assetKind().isMoney(), on);
    }

    /** Money was taken out of the asset, and out of the hold where there is one. */
    List<Measure> deducted(long asset, @Nullable Long control, Money taken, LocalDate on) {
        assets.lessIn(asset, taken);
        if (control == null) {
            return List.of();
        }
        measures.takenFrom(control, taken);
        Measure left = measures.lock(control).orElseThrow();
        return left.isEffective() ? List.of() : moveUp(left, on);
    }

    /** A term begins anew on the day of the renewal, at most as long as the law has it. */
    LocalDate renewed(Measure m, @Nullable LocalDate told, LocalDate on) {
        LocalDate longest = ControlRules.lastDay(m.assetKind(), on);
        LocalDate end = m.endsOn();
        boolean shortens = told != null && end != null && told.isBefore(end);
        LocalDate until = told == null || told.isAfter(longest) || shortens ? longest : told;
        measures.renewed(m.id(), until);
        return until;
    }

    private List<Measure> moveUp(Measure left, LocalDate on) {
        return promote(left.asset(), left.rank(), left.assetKind().isMoney(), on);
    }

    private List<Measure> promote(long asset, int left, boolean divisible, LocalDate on) {
        List<Measure> staying = measures.line(asset);
        Money balance = staying.isEmpty() ? null : staying.getFirst().balance();
        List<Measure> promoted = new ArrayList<>();
        for (Line.Move move : Line.afterLeaving(
                staying.stream().map(Measure::inLine).toList(), left, divisible, divisible ? balance : null)) {
            Measure m = staying.stream()
                    .filter(s -> s.id() == move.measure())
                    .findFirst()
                    .orElseThrow();
            if (move.takesEffect()) {
                effect(m, move.rank(), move.promoted(), on);
                promoted.add(now(m));
            } else {
                measures.moves(m.id(), move.rank());
            }
        }
        return promoted;
    }

    private void effect(Measure m, int rank, @Nullable Money held, LocalDate on) {
        LocalDate until = ControlRules.lastDay(m.assetKind(), on);
        LocalDate registered = m.registeredOn() == null ? on : m.registeredOn();
        measures.takesEffect(
                m.id(),
                new Effect(
                        rank,
                        held,
                        on,
                        until,
                        Line.remindOn(until, ControlRules.lastDay(m.assetKind(), registered), on),
                        false,
                        null));
    }

    private List<Line.Place> others(Measure m) {
        return measures.line(m.asset()).stream()
                .filter(o -> o.id() != m.id())
                .map(Measure::inLine)
                .toList();
    }

    private Measure now(Measure m) {
        return measures.lock(m.id()).orElseThrow();
    }
}
