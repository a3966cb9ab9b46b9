package cn.sunlit.robot;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what is planned: one run, one transaction, in which it is claimed, asked and noted. One that fails is put off to the
 * next day and left to a person after some; the others behind it go on.
 */
@Component
@Order(9)
class RobotRuns implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(RobotRuns.class);
    private static final int BATCH = 50;
    private static final int MOST_FAILURES = 5;

    private final RobotStore store;
    private final Robot robot;
    private final Diary diary;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RobotRuns(RobotStore store, Robot robot, Diary diary, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.robot = robot;
        this.diary = diary;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Holds what was claimed, for after its transaction was given up. */
    private static final class Claimed {
        private @Nullable Run run;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = LocalDate.EPOCH;
        long after = 0;
        int done = 0;
        while (done < BATCH) {
            Claimed claimed = new Claimed();
            LocalDate afterDay = day;
            long afterId = after;
            try {
                transaction.executeWithoutResult(t -> {
                    Optional<Run> next = store.claim(today, afterDay, afterId);
                    claimed.run = next.orElse(null);
                    next.ifPresent(robot::carryOut);
                });
            } catch (RuntimeException e) {
                LOG.warn("run {} could not be carried out", claimed.run, e);
                if (claimed.run == null) {
                    return done;
                }
                Run failed = claimed.run;
                transaction.executeWithoutResult(t -> putOff(failed, today));
            }
            Run run = claimed.run;
            if (run == null) {
                return done;
            }
            day = run.dueOn();
            after = run.id();
            done++;
        }
        return done;
    }

    private void putOff(Run run, LocalDate today) {
        int failures = store.postpone(run.id(), today.plusDays(1));
        boolean over = failures >= MOST_FAILURES;
        if (over) {
            store.left(run.id());
        }
        diary.note(run, Deed.NOT_ASKED, run.because() + (over ? "：多次出错，请人工发起" : "：程序出错，次日再试"), null);
    }
}
