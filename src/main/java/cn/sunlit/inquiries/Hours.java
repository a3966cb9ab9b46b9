package cn.sunlit.inquiries;

import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When an institution takes requests (受理时间). Without times it does around the clock.
 *
 * @param opens the first minute of the day, null from midnight on
 * @param closes the minute from which it takes none, null until midnight
 * @param workingDaysOnly whether it rests on the days on which the courts do
 */
public record Hours(@Nullable LocalTime opens, @Nullable LocalTime closes, boolean workingDaysOnly) {

    static final Hours ALWAYS = new Hours(null, null, false);

    /** An open day is found well within this many; the longest holidays are a few days. */
    private static final int FURTHEST = 60;

    boolean isOpen(ZonedDateTime at, WorkCalendar calendar) {
        return takesOn(at.toLocalDate(), calendar)
                && (opens == null || !at.toLocalTime().isBefore(opens))
                && (closes == null || at.toLocalTime().isBefore(closes));
    }

    /** The moment itself while it is open, else when it opens next: from then on a promised time runs. */
    ZonedDateTime openFrom(ZonedDateTime at, WorkCalendar calendar) {
        if (isOpen(at, calendar)) {
            return at;
        }
        LocalTime morning = opens == null ? LocalTime.MIDNIGHT : opens;
        for (int days = 0; days < FURTHEST; days++) {
            LocalDate day = at.toLocalDate().plusDays(days);
            ZonedDateTime opening = day.atTime(morning).atZone(at.getZone());
            if (!opening.isBefore(at) && takesOn(day, calendar)) {
                return opening;
            }
        }
        throw new IllegalStateException("no open day within " + FURTHEST);
    }

    private boolean takesOn(LocalDate day, WorkCalendar calendar) {
        return !workingDaysOnly || calendar.isWorkingDay(day);
    }

    /** In words, for a list. */
    String zh() {
        String days = workingDaysOnly ? "工作日" : "每日";
        return opens == null && closes == null
                ? (workingDaysOnly ? "工作日全天" : "全天")
                : "%s %s—%s"
                        .formatted(days, opens == null ? "00:00" : opens, closes == null ? "24:00" : closes.toString());
    }
}
