package cn.sunlit.sanctions;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes listings whose term has run out, on the first day after it. */
@Component
class TermsOver implements DueWork {

    private final SanctionStore store;
    private final Sanctions sanctions;
    private final Clock clock;

    TermsOver(SanctionStore store, Sanctions sanctions, Clock clock) {
        this.store = store;
        this.sanctions = sanctions;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        List<SanctionStore.Sanction> over = store.over(today);
        over.forEach(s -> sanctions.termOver(s, today));
        return over.size();
    }
}
