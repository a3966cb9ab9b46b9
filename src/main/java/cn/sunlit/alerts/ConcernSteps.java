package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.statutes.LocalPractice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a concern on which day if nobody acts, by the same periods as a node's alert ({@code YJ-01}). The whole way follows from
 * the days of its colours, so that a night that was missed is made up for with each step on its own day. Pure.
 */
final class ConcernSteps {

    private final Steps steps;

    ConcernSteps(Steps steps) {
        this.steps = steps;
    }

    /** @param on the day on which it comes to that rung */
    record Step(Alert level, Rung rung, LocalDate on) {}

    /** Until when an explanation holds it at a rung: the first day on which it climbs on; null where none was given. */
    interface Held {
        @Nullable
        LocalDate back(Alert level, Rung rung);
    }

    /**
     * @param ofDesk whether it is the affair of a desk: no team leader stands above that, the director does
     * @param held what explanations hold it; a new colour is told in any case
     */
    List<Step> way(Lamps lamps, boolean ofDesk, LocalPractice practice, LocalDate today, Held held) {
        int toLeader = Steps.period(practice, Rung.LEADER, today);
        Rung above = ofDesk ? Rung.DIRECTOR : Rung.LEADER;
        List<Step> way = new ArrayList<>();
        if (lamps.yellowOn().isBefore(lamps.redOn())) {
            way.add(new Step(Alert.YELLOW, Rung.OWNER, lamps.yellowOn()));
        }
        if (lamps.redOn().isBefore(lamps.overdueOn())) {
            way.add(new Step(Alert.RED, Rung.OWNER, lamps.redOn()));
            LocalDate up = later(steps.after(lamps.redOn(), toLeader), held.back(Alert.RED, Rung.OWNER));
            if (up.isBefore(lamps.overdueOn())) {
                way.add(new Step(Alert.RED, above, up));
            }
        }
        way.add(new Step(Alert.OVERDUE, Rung.OWNER, lamps.overdueOn()));
        LocalDate up = later(steps.after(lamps.overdueOn(), toLeader), held.back(Alert.OVERDUE, Rung.OWNER));
        way.add(new Step(Alert.OVERDUE, above, up));
        if (!ofDesk) {
            up = later(
                    steps.after(up, Steps.period(practice, Rung.DIRECTOR, today)),
                    held.back(Alert.OVERDUE, Rung.LEADER));
            way.add(new Step(Alert.OVERDUE, Rung.DIRECTOR, up));
        }
        up = later(
                steps.after(up, Steps.period(practice, Rung.SUPERVISOR, today)),
                held.back(Alert.OVERDUE, Rung.DIRECTOR));
        way.add(new Step(Alert.OVERDUE, Rung.SUPERVISOR, up));
        return way;
    }

    private static LocalDate later(LocalDate day, @Nullable LocalDate back) {
        return back == null || back.isBefore(day) ? day : back;
    }
}
