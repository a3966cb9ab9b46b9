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
}
