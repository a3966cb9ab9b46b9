package cn.sunlit.operations;

import cn.sunlit.identity.SignInFailed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The figures that tell early that something stands still: what waits for which partner and how old it is, sums that belong to
 * nobody, the record's last signature, the last backup. Read anew when somebody looks, at most every fifteen seconds; no figure
 * bears a case, a person or a number of either.
 */
@Component
class Figures implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final WatchStore store;
    private final Clock clock;
    private final ObjectProvider<NightlyBackup> backup;
    private @Nullable MultiGauge waiting;
    private @Nullable MultiGauge age;
    private @Nullable Counter failedLogins;
    private WatchStore.@Nullable Standing standing;
    private long readAt;

    Figures(WatchStore store, Clock clock, ObjectProvider<NightlyBackup> backup) {
        this.store = store;
        this.clock = clock;
        this.backup = backup;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        waiting = MultiGauge.builder("sunlit.outbox.waiting")
                .description("messages, payments and requests that wait to be sent or answered")
                .register(registry);
        age = MultiGauge.builder("sunlit.outbox.age")
                .description("age of the oldest of them")
                .baseUnit("seconds")
                .register(registry);
        for (String level : List.of("yellow", "red", "overdue")) {
            Gauge.builder("sunlit.alerts", () -> of(s -> alerts(s, level)))
                    .tag("level", level)
                    .description("alerts that were raised")
                    .register(registry);
        }
        Gauge.builder("sunlit.suspense.age", () -> of(s -> since(s.suspenseSince())))
                .baseUnit("seconds")
                .description("age of the oldest sum received that belongs to no case yet")
                .register(registry);
        Gauge.builder("sunlit.suspense.yuan", () -> of(s -> s.suspenseFen() / 100.0))
                .register(registry);
        Gauge.builder("sunlit.checkpoint.age", () -> of(s -> since(s.checkpointAt())))
                .baseUnit("seconds")
                .description("since the record was last signed")
                .register(registry);
        Gauge.builder("sunlit.payments.held", () -> of(WatchStore.Standing::paymentsHeld))
                .description("1 while payments wait after a restoration")
                .register(registry);
        if (backup.getIfAvailable() != null) {
            Gauge.builder("sunlit.backup.age", this::backupAge)
                    .baseUnit("seconds")
                    .description("since the last backup was taken")
                    .register(registry);
        }
        failedLogins = Counter.builder("sunlit.logins.failed")
                .description("failed log-ins in the name of a member of staff")
                .register(registry);
    }

    @EventListener
    void failed(SignInFailed event) {
        if (failedLogins != null) {
            failedLogins.increment();
        }
    }

    /** Reads all anew when the last reading is old; whoever scrapes calls it first. */
    synchronized void refresh() {
        long now = System.nanoTime();
        if (standing != null && now - readAt < FRESH.toNanos()) {
            return;
        }
        standing = store.standing();
        readAt = now;
        List<WatchStore.Outbox> outboxes = store.outboxes();
        if (waiting != null && age != null) {
            waiting.register(
                    outboxes.stream()
                            .map(o -> MultiGauge.Row.of(Tags.of("partner", o.partner()), o.waiting()))
                            .toList(),
                    true);
            age.register(
                    outboxes.stream()
                            .map(o -> MultiGauge.Row.of(Tags.of("partner", o.partner()), since(o.since())))
                            .toList(),
                    true);
        }
    }

    private synchronized double of(ToDoubleFunction<WatchStore.Standing> figure) {
        return standing == null ? Double.NaN : figure.applyAsDouble(standing);
    }

    private static double alerts(WatchStore.Standing s, String level) {
        return switch (level) {
            case "yellow" -> s.yellow();
            case "red" -> s.red();
            default -> s.overdue();
        };
    }

    private double backupAge() {
        try {
            return backup.stream()
                    .findFirst()
                    .flatMap(NightlyBackup::newest)
                    .map(this::since)
                    .orElse(Double.POSITIVE_INFINITY);
        } catch (UncheckedIOException unreadable) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private double since(@Nullable Instant at) {
        return at == null
                ? 0
                : Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1000.0);
    }
}
