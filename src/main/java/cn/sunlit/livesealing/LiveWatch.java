package cn.sunlit.livesealing;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.livesealing.AllowanceStore.Payment;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import cn.sunlit.livesealing.LiveReportStore.Report;
import cn.sunlit.property.ControlReleased;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What happens to plans by itself: allowances that lapse, reports that fall due, plans whose term or control is over. */
@Component
class LiveWatch implements DueWork {

    private final PaymentChecks checks;
    private final LiveReports reports;
    private final LivePlans plans;
    private final LivePlanStore store;
    private final Clock clock;

    LiveWatch(PaymentChecks checks, LiveReports reports, LivePlans plans, LivePlanStore store, Clock clock) {
        this.checks = checks;
        this.reports = reports;
        this.plans = plans;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public int runDue() {
        List<Payment> lapsing = checks.lapsing();
        lapsing.forEach(checks::lapse);
        List<Report> due = reports.due();
        due.forEach(reports::remind);
        List<Plan> standing = store.toCheck(LocalDate.now(clock));
        standing.forEach(plans::check);
        return lapsing.size() + due.size() + standing.size();
    }

    @EventListener
    void released(ControlReleased event) {
        plans.controlReleased(event.caseId(), event.measure().value());
    }
}
