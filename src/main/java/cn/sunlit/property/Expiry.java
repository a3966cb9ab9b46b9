package cn.sunlit.property;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends the holds whose term has run out. */
@Component
@Order(20)
class Expiry implements DueWork {

    private final MeasureStore store;
    private final Effects effects;
    private final Clock clock;

    Expiry(MeasureStore store, Effects effects, Clock clock) {
        this.store = store;
        this.effects = effects;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        List<Long> over = store.expired(today);
        over.forEach(m -> effects.expired(m, today));
        return over.size();
    }
}
