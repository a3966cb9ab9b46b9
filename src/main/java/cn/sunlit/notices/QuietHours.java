package cn.sunlit.notices;

import cn.sunlit.kernel.TimeConfiguration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The hours of the night in which nobody is woken for what can wait.
 *
 * @param from the hour at which they begin, 0 to 24
 * @param until the hour at which they end; equal to {@code from}: there are none
 */
record QuietHours(int from, int until) {

    static final QuietHours NONE = new QuietHours(0, 0);

    /** When they end, if they run at that moment. */
    Optional<Instant> endingAfter(Instant now) {
        if (from % 24 == until % 24) {
            return Optional.empty();
        }
        ZonedDateTime here = now.atZone(TimeConfiguration.ZONE);
        int hour = here.getHour();
        int begin = from % 24;
        boolean quiet = begin < until ? hour >= begin && hour < until : hour >= begin || hour < until;
        if (!quiet) {
            return Optional.empty();
        }
        ZonedDateTime end = here.with(LocalTime.of(until % 24, 0));
        return Optional.of((end.isAfter(here) ? end : end.plusDays(1)).toInstant());
    }
}
