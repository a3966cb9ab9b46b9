package cn.sunlit.identity;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.keys.Keyring;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts attempts to come in, so that guessing becomes slow. Counted alike whether or not there is such a person or case,
 * and kept by keyed hash: the table tells nobody who tried what.
 */
@Component
class Attempts implements DueWork {

    private static final Duration KEPT = Duration.ofDays(1);

    private final AttemptStore store;
    private final Keyring keys;
    private final Clock clock;

    Attempts(AttemptStore store, Keyring keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    @Transactional
    void note(String what) {
        store.add(key(what), clock.instant());
    }

    @Transactional(readOnly = true)
    int within(Duration last, String what) {
        return store.count(key(what), clock.instant().minus(last));
    }

    /** A success forgives. */
    @Transactional
    void forget(String what) {
        store.remove(key(what));
    }

    @Override
    @Transactional
    public int runDue() {
        return store.removeBefore(clock.instant().minus(KEPT));
    }

    private byte[] key(String what) {
        return keys.blindIndex("attempt", what);
    }
}
