package cn.sunlit.docket;

import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.Reckoner;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node as stored.
 *
 * @param startedOn the day that was reported; what it is counted from stands in the computation
 * @param dueProof the computation in its canonical text; of runs begun by an old version of the program, steps in words
 * @param stoppedSince since when the clock stands; the run then has no last day
 * @param recordedAt when it was put down as done or waived
 */
record NodeRow(
        long id,
        String code,
        String subject,
        int run,
        String startEvent,
        String startCause,
        LocalDate startedOn,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate yellowOn,
        @Nullable LocalDate redOn,
        @Nullable LocalDate overdueOn,
        boolean provisional,
        String dueProof,
        @Nullable LocalDate stoppedSince,
        Authority authority,
        State state,
        @Nullable LocalDate doneOn,
        @Nullable String doneBy,
        @Nullable Instant recordedAt,
        boolean late,
        boolean beforeCause,
        @Nullable String waivedFor,
        List<Evidence> evidence) {

    Alert alert(LocalDate today) {
        return state == State.OPEN ? Alert.on(yellowOn, redOn, overdueOn, today) : Alert.NONE;
    }

    boolean proves(List<Evidence> given) {
        return given.stream()
                .allMatch(g -> evidence.stream()
                        .anyMatch(
                                e -> e.kind().equals(g.kind()) && e.reference().equals(g.reference())));
    }

    /** How the last day came about; null of runs begun by an old version of the program. */
    @Nullable
    Computation computation() {
        return dueProof.startsWith("{") ? Computation.read(dueProof) : null;
    }

    /** The day after which the days are counted. */
    LocalDate countedFrom() {
        Computation computation = computation();
        return computation == null ? startedOn : computation.start().on();
    }

    /** The steps in words, for a reader. */
    List<String> steps() {
        Computation computation = computation();
        if (computation == null) {
            return dueProof.lines().toList();
        }
        return Reckoner.again(computation).steps().stream()
                .map(step -> step.date() + " " + step.text())
                .toList();
    }

    /** The same run with another last day. */
    NodeRow reckoned(Computation c) {
        Computation.Result r = c.result();
        return new NodeRow(
                id,
                code,
                subject,
                run,
                startEvent,
                startCause,
                startedOn,
                r.dueOn(),
                r.yellowOn(),
                r.redOn(),
                r.overdueOn(),
                r.provisional(),
                c.canonical(),
                r.stoppedSince(),
                authority,
                state,
                doneOn,
                doneBy,
                recordedAt,
                late,
                beforeCause,
                waivedFor,
                evidence);
    }

    /** The same run, done. */
    NodeRow done(LocalDate on, String by, Instant at, boolean isLate, boolean isBeforeCause, List<Evidence> proofs) {
        return new NodeRow(
                id,
                code,
                subject,
                run,
                startEvent,
                startCause,
                startedOn,
                dueOn,
                yellowOn,
                redOn,
                overdueOn,
                provisional,
                dueProof,
                stoppedSince,
                authority,
                State.DONE,
                on,
                by,
                at,
                isLate,
                isBeforeCause,
                waivedFor,
                proofs);
    }

    /** Whether this run was begun by that very event. */
    boolean isBegunBy(DocketStore.Begin begin) {
        return code.equals(begin.code())
                && subject.equals(begin.subject())
                && startEvent.equals(begin.startEvent())
                && startedOn.equals(begin.startedOn())
                && startCause.equals(begin.startCause());
    }
}
