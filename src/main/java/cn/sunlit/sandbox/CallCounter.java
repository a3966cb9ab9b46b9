package cn.sunlit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls to one institution as it does itself, whoever makes them: how many are under way and how many began
 * within the last minute. After a quiet time as many calls as run at a time may come at once beyond the agreed rate.
 */
final class CallCounter {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What was exceeded. */
    enum Exceeded {
        PARALLEL,
        RATE
    }

    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private int underWay;
    private int most;

    /** A call begins; {@link #leave} ends it, also when it was one too many. @return what it exceeded, or null */
    synchronized @Nullable Exceeded enter(Instant now, int parallel, @Nullable Integer perMinute) {
        underWay++;
        most = Math.max(most, underWay);
        while (!lastMinute.isEmpty() && !lastMinute.getFirst().isAfter(now.minus(MINUTE))) {
            lastMinute.removeFirst();
        }
        if (underWay > parallel) {
            return Exceeded.PARALLEL;
        }
        if (perMinute != null) {
            if (lastMinute.size() >= perMinute + parallel) {
                return Exceeded.RATE;
            }
            lastMinute.addLast(now);
        }
        return null;
    }

    synchronized void leave() {
        underWay--;
    }

    /** The most calls that were ever under way at a time. */
    synchronized int most() {
        return most;
    }
}
