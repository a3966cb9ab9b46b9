package cn.sunlit.docket;

import cn.sunlit.audit.Audit;
import cn.sunlit.deadlines.Computation;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.docket.DocketStore.Stale;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.WorkCalendar;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reckons anew what was counted by a notice on holidays that is no longer the one in force, or before there was one. It passes
 * once over the open runs for each change of the notices, a case a transaction, and goes on after a stop where it stood.
 */
@Component
class Recalculation implements DueWork {

    private static final int BATCH = 200;

    private final DocketStore store;
    private final Recount recount;
    private final Holidays holidays;
    private final Audit audit;
    private final TransactionTemplate transaction;

    private volatile String settled = "";

    Recalculation(DocketStore store, Recount recount, Holidays holidays, Audit audit, TransactionTemplate transaction) {
        this.store = store;
        this.recount = recount;
        this.holidays = holidays;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        WorkCalendar calendar = holidays.calendar();
        List<String> words = calendar.years().stream()
                .map(year -> Computation.notice(year, calendar.hashOf(year)))
                .toList();
        String wanted = String.join(" ", words);
        if (wanted.equals(settled)) {
            return 0;
        }
        if (wanted.equals(store.countedWith())) {
            settled = wanted;
            return 0;
        }
        long after = store.beginPass(wanted);
        List<Stale> stale = store.stale(after, calendar.years(), words, BATCH);
        int changed = 0;
        for (CaseId id : stale.stream().map(Stale::caseId).distinct().toList()) {
            Integer here = transaction.execute(status -> reckon(id));
            changed += here == null ? 0 : here;
        }
        store.standAt(wanted, stale.isEmpty() ? after : stale.getLast().id(), stale.size() < BATCH);
        return changed;
    }

    private int reckon(CaseId id) {
        audit.hold(id);
        Held held = store.held(id).orElseThrow();
        return recount.all(Actor.system("放假安排重算", held.head().court()), held, "放假安排公布或者变更");
    }
}
