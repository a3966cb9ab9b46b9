package cn.sunlit.oversight;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets orders that nobody answered climb, each missed day as itself; it reads those whose day it was, by index. */
@Component
class DemandClimb implements DueWork {

    private static final String JOB = "demands";

    private final Demands demands;
    private final WatermarkStore marks;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DemandClimb(Demands demands, WatermarkStore marks, Clock clock, TransactionTemplate transaction) {
        this.demands = demands;
        this.marks = marks;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A day is looked at when it is over: an answer of its last evening is in time. */
    @Override
    public int runDue() {
        LocalDate yesterday = LocalDate.now(clock).minusDays(1);
        LocalDate done = marks.done(JOB, yesterday);
        int climbed = 0;
        for (LocalDate day = done.plusDays(1); !day.isAfter(yesterday); day = day.plusDays(1)) {
            LocalDate one = day;
            Optional<Integer> rows = Objects.requireNonNull(transaction.execute(status -> {
                Optional<LocalDate> mark = marks.lock(JOB);
                if (mark.isEmpty() || !mark.get().isBefore(one)) {
                    return Optional.empty();
                }
                int moved = demands.climb(one);
                marks.advance(JOB, one);
                return Optional.of(moved);
            }));
            if (rows.isEmpty()) {
                return climbed;
            }
            climbed += rows.get();
        }
        return climbed;
    }
}
