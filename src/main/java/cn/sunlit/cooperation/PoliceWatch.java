package cn.sunlit.cooperation;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Watches the times of the requests to the police: no answer in time, the end of the term. */
@Component
class PoliceWatch implements DueWork {

    private final PoliceStore store;
    private final PoliceRequests requests;
    private final Clock clock;

    PoliceWatch(PoliceStore store, PoliceRequests requests, Clock clock) {
        this.store = store;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int runDue() {
        var lapsed = store.lapsed(LocalDate.now(clock));
        lapsed.forEach(requests::lapse);
        var overdue = store.overdue(clock.instant());
        overdue.forEach(requests::overdue);
        return lapsed.size() + overdue.size();
    }
}
