package cn.sunlit.settings;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The hours of the night in which nobody is woken for what can wait. */
@Component
public class QuietHours {

    private final CourtPractice practice;
    private final boolean unlessSet;

    /** @param unlessSet whether the default hours hold where a court has set none; the sandbox is shown at any hour */
    QuietHours(CourtPractice practice, @Value("${sunlit.notices.quiet-unless-set:true}") boolean unlessSet) {
        this.practice = practice;
        this.unlessSet = unlessSet;
    }

    /** When they end, if they run at this court at that moment. */
    @Practice(id = "PR-QUIET", text = "夜间（默认22时至8时）不发可以等到早晨的短信；到早晨就会超过告知期限的照发（产品口径，可由法院设定）")
    public Optional<Instant> endingAfter(CourtCode court, Instant now) {
        LocalPractice set = practice.of(court);
        boolean own = set.settings().stream().anyMatch(s -> s.what() == PracticeNumber.QUIET_FROM);
        if (!own && !unlessSet) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(now, TimeConfiguration.ZONE);
        return ending(
                set.on(PracticeNumber.QUIET_FROM, today).value(),
                set.on(PracticeNumber.QUIET_UNTIL, today).value(),
                now);
    }

    /**
     * @param from the hour at which they begin, 0 to 24
     * @param until the hour at which they end; equal to {@code from}: there are none
     */
    static Optional<Instant> ending(int from, int until, Instant now) {
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
