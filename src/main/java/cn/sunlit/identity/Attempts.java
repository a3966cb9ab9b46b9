package cn.sunlit.identity;

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
class Attempts {

    /** Wrong tries of the last day count. */
    private static final Duration COUNTED = Duration.ofDays(1);

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

    /**
     * How long this must wait now: nothing after some wrong tries, then twice as long after each further one, up to a limit. Tries
     * that are turned away for coming too soon do not count, so whoever waits gets in.
     */
    @Transactional(readOnly = true)
    Duration pause(Pace pace, String what) {
        AttemptStore.Wrong wrong = store.wrong(key(what), clock.instant().minus(COUNTED));
        Duration pause = pace.after(wrong.times());
        Duration left = wrong.last() == null
                ? Duration.ZERO
                : Duration.between(clock.instant(), wrong.last().plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * How fast tries become slow.
     *
     * @param free so many wrong tries cost nothing
     * @param first the pause after one more
     * @param longest no pause is longer
     */
    record Pace(int free, Duration first, Duration longest) {
        Duration after(int wrong) {
            if (wrong <= free) {
                return Duration.ZERO;
            }
            Duration grown = first.multipliedBy(1L << Math.min(wrong - free - 1, 20));
            return grown.compareTo(longest) > 0 ? longest : grown;
        }
    }

    /** A success forgives. */
    @Transactional
    void forget(String what) {
        store.remove(key(what));
    }

    private byte[] key(String what) {
        return keys.blindIndex("attempt", what);
    }
}
