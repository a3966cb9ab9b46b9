package cn.sunlit.operations;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Tells a watcher that last night's backup is missing; the court works on meanwhile, so the program is not down. */
@Component("backup")
@ConditionalOnProperty("sunlit.backup.directory")
class BackupHealth implements HealthIndicator {

    /** A night and the time that a large backup takes. */
    static final Duration LONGEST = Duration.ofHours(27);

    static final Status OVERDUE = new Status("BACKUP_OVERDUE");

    private final NightlyBackup backup;
    private final Clock clock;

    BackupHealth(NightlyBackup backup, Clock clock) {
        this.backup = backup;
        this.clock = clock;
    }

    @Override
    public Health health() {
        try {
            Instant newest = backup.newest().orElse(null);
            boolean late = newest == null || newest.plus(LONGEST).isBefore(clock.instant());
            return late || backup.failure() != null
                    ? Health.status(OVERDUE).build()
                    : Health.up().build();
        } catch (UncheckedIOException unreadable) {
            return Health.status(OVERDUE).build();
        }
    }
}
