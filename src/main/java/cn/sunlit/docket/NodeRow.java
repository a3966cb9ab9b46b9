package cn.sunlit.docket;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a node as stored. */
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
        Authority authority,
        State state,
        @Nullable LocalDate doneOn,
        @Nullable String doneBy,
        boolean late,
        boolean beforeCause,
        @Nullable String waivedFor,
        List<Evidence> evidence) {

    Alert alert(LocalDate today) {
        return state == State.OPEN ? DueDays.alert(yellowOn, redOn, overdueOn, today) : Alert.NONE;
    }

    boolean proves(List<Evidence> given) {
        return given.stream()
                .allMatch(g -> evidence.stream()
                        .anyMatch(
                                e -> e.kind().equals(g.kind()) && e.reference().equals(g.reference())));
    }

    /** The same run, done. */
    NodeRow done(LocalDate on, String by, boolean isLate, boolean isBeforeCause, List<Evidence> proofs) {
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
                authority,
                State.DONE,
                on,
                by,
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
