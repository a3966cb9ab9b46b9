package cn.sunlit.robot;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.PublicNodeChanged;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.robot.RobotStore.Near;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Once a day: the cases whose term turns yellow and those of which the end without result is being prepared, as far as their
 * inquiries have grown old. It reads what is near its end, not what is open.
 */
@Component
@Order(8)
class TermWatch implements DueWork {

    private static final String JOB = "term-watch";

    /** The interview before closing without result (终本约谈). */
    private static final String INTERVIEW = "I01";

    private static final String CLOSING = "I03";

    /** A term that is over for longer than this is its officer's trouble, not the robot's. */
    private static final int DAYS_BACK = 60;

    /** The review before closing has ten days and turns yellow on its seventh. */
    private static final int DAYS_AHEAD = 15;

    private final RobotStore store;
    private final Freshness freshness;
    private final Cases cases;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TermWatch(RobotStore store, Freshness freshness, Cases cases, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.freshness = freshness;
        this.cases = cases;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        if (store.doneUntil(JOB).map(done -> !done.isBefore(today)).orElse(false)) {
            return 0;
        }
        Integer planned = transaction.execute(t -> {
            store.beginJob(JOB, today.minusDays(1));
            Optional<LocalDate> done = store.lockJob(JOB);
            if (done.isEmpty() || !done.get().isBefore(today)) {
                return 0;
            }
            int count = look(today);
            store.jobDone(JOB, today);
            return count;
        });
        return planned == null ? 0 : planned;
    }

    private int look(LocalDate today) {
        int planned = 0;
        long after = 0;
        for (List<Near> some = near(today, after); !some.isEmpty(); some = near(today, after)) {
            for (Near each : some) {
                after = each.node();
                boolean closing = each.code().equals(CLOSING);
                LocalDate dueOn = each.dueOn();
                planned += stale(
                                each.caseId(),
                                each.court(),
                                closing ? Reason.BEFORE_TERM : Reason.BEFORE_CLOSING,
                                (closing && dueOn != null ? dueOn : each.startedOn()).toString(),
                                closing ? "结案期限%s临近".formatted(dueOn) : "终本合规核查期间")
                        ? 1
                        : 0;
            }
        }
        return planned;
    }

    private List<Near> near(LocalDate today, long after) {
        return store.near(today.minusDays(DAYS_BACK), today, today.plusDays(DAYS_AHEAD), after);
    }

    private boolean stale(CaseId id, CourtCode court, Reason reason, String period, String because) {
        LocalDate today = LocalDate.now(clock);
        CaseFile file = cases.byId(id);
        List<String> missing = freshness.missing(file, today);
        return !missing.isEmpty()
                && store.plan(new Run(
                        id, court, reason, period, "%s，%d家单位近三个月内没有查询".formatted(because, missing.size()), today));
    }

    /** The interview is held: what has grown old is asked again at once, so that the review finds it fresh. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void prepared(PublicNodeChanged change) {
        if (change.nodeCode().equals(INTERVIEW) && !change.begun()) {
            stale(
                    change.caseId(),
                    change.court(),
                    Reason.BEFORE_CLOSING,
                    change.on().toString(),
                    "终本约谈完成");
        }
    }
}
