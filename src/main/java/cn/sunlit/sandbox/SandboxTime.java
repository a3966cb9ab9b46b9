package cn.sunlit.sandbox;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.WorkTurn;
import jakarta.annotation.PostConstruct;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/**
 * Moves the business clock ahead, a day at a time, and does after each step whatever became due, as the passing of real days
 * would. How far it stands ahead is kept in the database before anything is run: a kill in between leaves the work due.
 */
@Service
@Profile("sandbox")
class SandboxTime {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxTime.class);
    private static final Duration LONGEST = Duration.ofDays(3 * 366);
    private static final int MOST_ROUNDS = 300;

    private final MovableClock clock;
    private final SandboxStore store;
    private final List<DueWork> work;
    private final WorkTurn turn;

    SandboxTime(MovableClock clock, SandboxStore store, List<DueWork> work, WorkTurn turn) {
        this.turn = turn;
        this.clock = clock;
        this.store = store;
        this.work = work;
    }

    @PostConstruct
    void resume() {
        clock.standAhead(store.ahead());
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** @param step an ISO 8601 period or duration, {@code P1D}, {@code P2M}, {@code PT3H} */
    synchronized Moved advance(String step) {
        ZonedDateTime from = ZonedDateTime.now(clock);
        ZonedDateTime to = after(from, step);
        int ran = 0;
        Duration left = Duration.between(from, to);
        do {
            Duration leap = left.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : left;
            Duration ahead = clock.ahead().plus(leap);
            store.standAhead(ahead);
            clock.standAhead(ahead);
            left = left.minus(leap);
            ran += turn.alone(this::runWhatIsDue);
        } while (left.isPositive());
        return new Moved(now(), ran);
    }

    /** Runs all due work until nothing is due; one kind of work that fails does not stop the others. */
    int runWhatIsDue() {
        int ran = 0;
        boolean quiet = false;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int inThisRound = 0;
            for (DueWork each : work) {
                try {
                    inThisRound += each.runDue();
                } catch (RuntimeException e) {
                    LOG.warn("due work {} failed", each.getClass().getSimpleName(), e);
                }
            }
            ran += inThisRound;
            if (inThisRound == 0 && quiet) {
                break;
            }
            quiet = inThisRound == 0;
        }
        return ran;
    }

    private static ZonedDateTime after(ZonedDateTime from, String step) {
        ZonedDateTime to;
        try {
            to = step.contains("T") ? from.plus(Duration.parse(step)) : from.plus(Period.parse(step));
        } catch (DateTimeException | ArithmeticException e) {
            throw new Problem.Invalid("advance", "时长须写成 ISO 8601 格式，例如 P1D（一天）、P2M（两个月）、PT3H（三小时）");
        }
        Duration by = Duration.between(from, to);
        if (by.isNegative()) {
            throw new Problem.Invalid("advance", "沙箱时钟只能向前拨");
        }
        if (by.compareTo(LONGEST) > 0) {
            throw new Problem.Invalid("advance", "一次最多向前拨三年");
        }
        return to;
    }

    /** Where the clock stands now and how many pieces of work became due on the way. */
    record Moved(OffsetDateTime now, int ran) {}
}
