package cn.sunlit.docket;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.DocketStore.Provisional;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reckons the last days anew that were provisional when they were set, once the notice for their year is known. Each run of a
 * node is a transaction of its own, so that a stop in the middle loses nothing.
 */
@Component
class Recalculation implements DueWork {

    private static final int BATCH = 200;

    private final DocketStore store;
    private final Catalogues catalogues;
    private final Holidays holidays;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Recalculation(
            DocketStore store,
            Catalogues catalogues,
            Holidays holidays,
            Audit audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.catalogues = catalogues;
        this.holidays = holidays;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        WorkCalendar calendar = holidays.calendar();
        int settled = 0;
        for (Provisional run : store.provisional(calendar.years(), BATCH)) {
            settled += Boolean.TRUE.equals(transaction.execute(status -> reckon(run, calendar))) ? 1 : 0;
        }
        return settled;
    }

    private boolean reckon(Provisional run, WorkCalendar calendar) {
        audit.hold(run.caseId());
        NodeSpec node = catalogues.version(run.versionId()).node(run.code());
        DueDays days = DueDays.of(node, run.startedOn(), calendar);
        if (days.provisional() || !store.recalculate(run.id(), days, LocalDate.now(clock), clock.instant())) {
            return false;
        }
        audit.record(
                Actor.system("放假安排重算", run.court()),
                run.court(),
                run.caseId(),
                new Act(
                        "DUE_RECALCULATED",
                        "放假安排公布后重算节点%s %s的期限：%s，原暂定%s".formatted(run.code(), node.name(), days.dueOn(), run.dueOn()),
                        Map.of(
                                "node",
                                run.code(),
                                "dueOn",
                                String.valueOf(days.dueOn()),
                                "provisional",
                                String.valueOf(run.dueOn()))));
        return true;
    }
}
