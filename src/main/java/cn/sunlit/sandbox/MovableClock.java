package cn.sunlit.sandbox;

import cn.sunlit.kernel.TimeConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The business clock of the sandbox: the machine's clock plus what it was moved ahead, shared by all its zone views. */
@Component
@Profile("sandbox")
class MovableClock extends Clock {

    private final ZoneId zone;
    private final AtomicLong aheadMillis;

    MovableClock() {
        this(TimeConfiguration.ZONE, new AtomicLong());
    }

    private MovableClock(ZoneId zone, AtomicLong aheadMillis) {
        this.zone = zone;
        this.aheadMillis = aheadMillis;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(other, aheadMillis);
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(aheadMillis.get());
    }

    Duration ahead() {
        return Duration.ofMillis(aheadMillis.get());
    }

    void standAhead(Duration by) {
        aheadMillis.set(by.toMillis());
    }
}
