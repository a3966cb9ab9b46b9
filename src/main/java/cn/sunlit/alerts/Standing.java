package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert that asks for an act or an explanation.
 *
 * @param stage the Chinese name of the node's stage
 * @param owner the name of who must act, null where nobody does
 * @param rung with whom it is now
 * @param reachedOn since when it is there; null while it never left the owner
 * @param nextOn when it climbs on, if nobody acts or explains; null where it stays
 * @param explainedUntil until when the explanation given at this rung asks for patience, null where there is none
 * @param history steps and explanations of all its lamps, the oldest first
 * @param explainable whether the reader may explain it now
 */
record Standing(
        long id,
        CaseNumber number,
        CourtCode court,
        String code,
        String node,
        String stage,
        Alert level,
        LocalDate dueOn,
        LocalDate turnedOn,
        @Nullable String owner,
        Rung rung,
        @Nullable LocalDate reachedOn,
        @Nullable LocalDate nextOn,
        @Nullable LocalDate explainedUntil,
        List<Event> history,
        boolean explainable) {

    /**
     * A step upwards, or an explanation.
     *
     * @param who to whom it came, or who explained
     * @param until the term of an explanation
     */
    record Event(
            LocalDate on,
            Alert level,
            String rung,
            String what,
            String who,
            @Nullable LocalDate until) {}
}
