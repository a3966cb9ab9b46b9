package cn.sunlit.audit;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Walks over the record as a long job: one at a time in the whole installation, with its progress in the database so that any
 * process shows it and any process stops it. Each night brings one; a fault is told as {@link WalkFoundFaults}.
 */
@Service
public class Walks implements DueWork, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Walks.class);
    private static final LocalTime NIGHT = LocalTime.of(2, 0);

    /** A walk that has said nothing for so long has died with its process. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private static final long BEAT_NANOS = 1_000_000_000L;

    private final WalkRunStore store;
    private final Audit audit;
    private final Access access;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;
    private final boolean nightly;
    private volatile boolean stopping;

    Walks(
            WalkRunStore store,
            Audit audit,
            Access access,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            @Value("${sunlit.audit.nightly:true}") boolean nightly) {
        this.store = store;
        this.audit = audit;
        this.access = access;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.nightly = nightly;
    }

    /** The newest walks, the running one with its progress. */
    public List<WalkRun> newest(Actor by, int most) {
        access.allow(by, UseCase.READ_AUDIT, by.court());
        return store.newest(most);
    }

    /** The last one that came to its end. */
    public Optional<WalkRun> lastDone() {
        return store.lastDone();
    }

    /**
     * Begins a walk that goes on after this call.
     *
     * @throws Problem.Conflict when one is running already
     */
    public long start(Actor by) {
        access.allow(by, UseCase.CHECK_RECORD, by.court());
        return begin(by).orElseThrow(() -> new Problem.Conflict("已有一次核对正在进行，请等它结束或者先取消"));
    }

    /** Has the running walk stop at its next step. */
    public void cancel(Actor by) {
        access.allow(by, UseCase.CHECK_RECORD, by.court());
        transaction.executeWithoutResult(status -> {
            if (!store.cancel()) {
                throw new Problem.Conflict("没有正在进行的核对");
            }
            audit.record(by, by.court(), null, new Act("RECORD_WALK_CANCELLED", "取消正在进行的存证全链核对", Map.of()));
        });
    }

    @Override
    public int runDue() {
        if (!nightly || stopping) {
            return 0;
        }
        ZonedDateTime now = clock.instant().atZone(TimeConfiguration.ZONE);
        ZonedDateTime night = now.with(NIGHT);
        Instant due = (now.isBefore(night) ? night.minusDays(1) : night).toInstant();
        return store.begunByNight(due) || begin(null).isEmpty() ? 0 : 1;
    }

    private Optional<Long> begin(@Nullable Actor by) {
        Optional<Long> begun = transaction.execute(status -> {
            Instant now = clock.instant();
            store.silent(now.minus(SILENCE)).ifPresent(dead -> store.end(dead, "BROKEN_OFF", null, now));
            Optional<Long> id = store.begin(by, now);
            if (by != null && id.isPresent()) {
                audit.record(
                        by,
                        by.court(),
                        null,
                        new Act("RECORD_WALK_STARTED", "发起存证全链核对", Map.of("walk", Long.toString(id.get()))));
            }
            return id;
        });
        if (begun == null || begun.isEmpty()) {
            return Optional.empty();
        }
        Thread.ofPlatform().daemon().name("audit-walk-" + begun.get()).start(() -> run(begun.get()));
        return begun;
    }

    private void run(long id) {
        try {
            Walk walk = audit.walk(new Beat(id));
            end(id, "DONE", walk);
        } catch (Cancelled asked) {
            end(id, "CANCELLED", null);
        } catch (RuntimeException broken) {
            LOG.error("walk {} over the record broke off", id, broken);
            end(id, "BROKEN_OFF", null);
        }
    }

    private void end(long id, String state, @Nullable Walk walk) {
        try {
            transaction.executeWithoutResult(status -> {
                if (store.end(id, state, walk, clock.instant()) && walk != null && !walk.holds()) {
                    events.publishEvent(new WalkFoundFaults(id, walk.faults()));
                }
            });
        } catch (RuntimeException gone) {
            // The database is gone or is being emptied: after a while of silence the walk counts as broken off.
            LOG.warn("the end of walk {} could not be noted: {}", id, gone.toString());
        }
    }

    @Override
    public void destroy() {
        stopping = true;
    }

    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Notes once a second where the walk is, outside of its snapshot, and hears whether it should stop. */
    private final class Beat implements Walker.Progress {
        private final long walk;
        private long last = System.nanoTime() - BEAT_NANOS;

        Beat(long walk) {
            this.walk = walk;
        }

        @Override
        public void passed(String part, long done) {
            if (stopping) {
                throw new Cancelled();
            }
            long now = System.nanoTime();
            if (now - last < BEAT_NANOS) {
                return;
            }
            last = now;
            if (Boolean.TRUE.equals(apart.execute(status -> store.passed(walk, part, done, clock.instant())))) {
                throw new Cancelled();
            }
        }
    }
}
