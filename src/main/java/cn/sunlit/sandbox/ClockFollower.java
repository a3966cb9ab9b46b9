package cn.sunlit.sandbox;

import cn.sunlit.kernel.DueWork;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets a process follow when another one on the same database has moved the clock. It goes forward only, as time does. */
@Component
@Profile("sandbox")
@Order(1)
class ClockFollower implements DueWork {

    private final MovableClock clock;
    private final SandboxStore store;

    ClockFollower(MovableClock clock, SandboxStore store) {
        this.clock = clock;
        this.store = store;
    }

    @Override
    public int runDue() {
        Duration ahead = store.ahead();
        if (ahead.compareTo(clock.ahead()) > 0) {
            clock.standAhead(ahead);
        }
        return 0;
    }
}
