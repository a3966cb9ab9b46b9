package cn.sunlit.docket;

import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The days of one run of a node: its last day, the days on which it turns yellow, red and overdue, and how they came about.
 *
 * @param dueOn the last day in time; null where there is no period or what it runs back from is not known yet
 * @param provisional whether the holidays of a year concerned are not published yet
 * @param proof each step in Chinese, a line each
 */
record DueDays(
        @Nullable LocalDate dueOn,
        @Nullable LocalDate yellowOn,
        @Nullable LocalDate redOn,
        @Nullable LocalDate overdueOn,
        boolean provisional,
        String proof) {

    private static final int HOURS_A_DAY = 24;

    /** Of a node begun on a day, with the calendar's own period. */
    static DueDays of(NodeSpec node, LocalDate startedOn, WorkCalendar calendar) {
        Period period = node.due().period();
        if (node.due().reference() != null) {
            return new DueDays(null, null, null, null, false, "须在参考事件之前完成，参考事件的日期尚未确定");
        }
        if (period == null) {
            return new DueDays(null, null, null, null, false, "没有固定期限");
        }
        if (period.unit() == Period.Unit.HOUR) {
            // The record is kept by the day: the last day is the one on which the hours run out at the latest.
            LocalDate last = startedOn.plusDays(period.value() / HOURS_A_DAY);
            return lamps(node, last, false, "%s起%s，次时起算".formatted(startedOn, period.display()), calendar);
        }
        Deadline end = Periods.end(startedOn, period, calendar);
        String proof = end.steps().stream().map(s -> s.date() + " " + s.text()).collect(Collectors.joining("\n"));
        if (!end.law().isEmpty()) {
            proof += "\n依据：" + String.join("、", end.law());
        }
        return lamps(node, end.endsOn(), end.provisional(), proof, calendar);
    }

    /** Of a node that must be done before something whose day is now known. */
    static DueDays before(NodeSpec node, LocalDate reference, WorkCalendar calendar) {
        Period period = node.due().period();
        LocalDate last =
                period == null || period.value() == 0 ? reference : Periods.before(reference, period, calendar);
        String proof = period == null
                ? "%s 参考事件之日，须在此前完成".formatted(reference)
                : "%s 参考事件之日\n%s 至迟在此前%s完成".formatted(reference, last, period.display());
        return lamps(node, last, false, proof, calendar);
    }

    private static DueDays lamps(
            NodeSpec node, LocalDate due, boolean provisional, String proof, WorkCalendar calendar) {
        NodeSpec.Lamps lamps = node.alert();
        LocalDate yellow = lamps == null ? due : back(due, lamps.yellow(), calendar);
        LocalDate red = lamps == null ? due : back(due, lamps.red(), calendar);
        return new DueDays(due, yellow, red, due.plusDays(1), provisional, proof);
    }

    /** The day on which no more than the given length is left. */
    private static LocalDate back(LocalDate due, Period left, WorkCalendar calendar) {
        return switch (left.unit()) {
            case HOUR -> due;
            case NATURAL_DAY -> due.minusDays(left.value());
            case MONTH -> due.minusMonths(left.value());
            case YEAR -> due.minusYears(left.value());
            case WORKING_DAY -> {
                LocalDate day = due;
                int rest = left.value();
                while (rest > 0) {
                    day = day.minusDays(1);
                    if (calendar.isWorkingDay(day)) {
                        rest--;
                    }
                }
                yield day;
            }
        };
    }

    /** The lamp on a day. */
    static Alert alert(
            @Nullable LocalDate yellowOn, @Nullable LocalDate redOn, @Nullable LocalDate overdueOn, LocalDate today) {
        if (overdueOn != null && !today.isBefore(overdueOn)) {
            return Alert.OVERDUE;
        }
        if (redOn != null && !today.isBefore(redOn)) {
            return Alert.RED;
        }
        return yellowOn != null && !today.isBefore(yellowOn) ? Alert.YELLOW : Alert.NONE;
    }
}
