package cn.sunlit.investigation;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds of clues that must be looked into by tomorrow. */
@Component
class ClueWatch implements DueWork {

    private final ClueStore store;
    private final Clues clues;
    private final Clock clock;

    ClueWatch(ClueStore store, Clues clues, Clock clock) {
        this.store = store;
        this.clues = clues;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int runDue() {
        var due = store.due(LocalDate.now(clock).plusDays(1));
        due.forEach(clues::remind);
        return due.size();
    }
}
