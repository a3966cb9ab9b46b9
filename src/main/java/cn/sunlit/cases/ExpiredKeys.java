package cn.sunlit.cases;

import cn.sunlit.kernel.Expiring;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** A key that tells a repeated call from a new one is of use for as long as somebody may repeat the call. */
@Component
class ExpiredKeys implements Expiring {

    private final CaseStore store;

    ExpiredKeys(CaseStore store) {
        this.store = store;
    }

    @Override
    public String id() {
        return "cases.filing-key";
    }

    @Override
    public int erase(Instant before) {
        return store.forgetKeys(before);
    }

    @Override
    public long waiting(Instant before) {
        return store.keysToForget(before);
    }
}
