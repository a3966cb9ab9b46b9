package cn.sunlit.statutes;

import java.time.LocalDate;
import java.util.List;

/** Periods of time (期间) as the law counts them, each result with its proof. */
public final class Periods {
    private Periods() {}

    public static Deadline end(LocalDate event, Period period, WorkCalendar cal) {
        return end(event, period, cal, List.of());
    }

    public static Deadline end(LocalDate event, Period period, WorkCalendar cal, List<Interval> exclusions) {
        throw new UnsupportedOperationException();
    }

    /** The last day on which a control measure is in force; it never rolls over holidays. */
    public static Deadline endOfControl(LocalDate effective, Period p) {
        throw new UnsupportedOperationException();
    }

    /** The latest day for an act that must lie a whole period before the given day (届满七日前, 拍卖十五日前). */
    public static LocalDate before(LocalDate end, Period p, WorkCalendar cal) {
        throw new UnsupportedOperationException();
    }
}
