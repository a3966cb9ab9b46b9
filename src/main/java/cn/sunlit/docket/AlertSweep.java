package cn.sunlit.docket;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises the alerts of the days that no sweep has covered yet, whole days at a time, be it one or the ten of an outage. It
 * writes alerts and never the nodes, so that it costs what turns, not what is open. After a clock that ran ahead was set right,
 * it goes back to today: what was raised is not raised twice, and nothing that comes to stand in between is missed.
 */
@Component
class AlertSweep implements DueWork {

    private final DocketStore store;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AlertSweep(DocketStore store, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        if (isDone(store.watermark(today), today)) {
            return 0;
        }
        Integer raised = transaction.execute(status -> {
            Optional<LocalDate> doneUntil = store.lockWatermark();
            if (doneUntil.isEmpty() || isDone(doneUntil.get(), today)) {
                return 0;
            }
            int alerts = store.raise(doneUntil.get(), today, clock.instant());
            store.moveWatermark(today);
            return alerts;
        });
        return raised == null ? 0 : raised;
    }

    /** The clocks of two machines may lie on both sides of midnight. */
    private static boolean isDone(LocalDate until, LocalDate today) {
        return !until.isBefore(today) && !until.isAfter(today.plusDays(1));
    }
}
