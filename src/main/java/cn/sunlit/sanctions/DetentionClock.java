package cn.sunlit.sanctions;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Watches the hours of those who are held: the family to be told, the end that comes, the end that has come. */
@Component
class DetentionClock implements DueWork {

    /** Four hours are left then to reach somebody. */
    private static final Duration FAMILY_REMINDED_AFTER = Duration.ofHours(20);

    private static final Duration END_REMINDED_BEFORE = Duration.ofHours(24);

    private final PenaltyStore store;
    private final Custody custody;
    private final Clock clock;

    DetentionClock(PenaltyStore store, Custody custody, Clock clock) {
        this.store = store;
        this.custody = custody;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int runDue() {
        Instant now = clock.instant();
        var over = store.over(now);
        over.forEach(custody::over);
        var soon = store.soonOver(now.plus(END_REMINDED_BEFORE));
        soon.forEach(custody::soonOver);
        var untold = store.familyUntold(now.minus(FAMILY_REMINDED_AFTER));
        untold.forEach(custody::familyUntold);
        return over.size() + soon.size() + untold.size();
    }
}
