package cn.sunlit.inquiries;

import cn.sunlit.inquiries.OutboxStore.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this process has in hand of one institution: requests that lie ready, calls under way, and replies that are not settled
 * yet. A call ends when the institution has replied; its place is free for the next at once, while the reply is settled.
 */
final class Hand {

    /** A claim that ends sooner is not called about any more: another process might have the request before the reply is in. */
    private static final Duration LEFT_AT_LEAST = Calls.longest().plusSeconds(10);

    private final Map<Long, Claimed> mine = new HashMap<>();
    private final Deque<Claimed> ready = new ArrayDeque<>();
    private final List<Claimed> unwanted = new ArrayList<>();
    private int share;
    private int underWay;
    private int failures;
    private int carried;
    private boolean news;

    /** How many may be called at a time from now on, and what was claimed; of one lease that runs anew the new one counts. */
    synchronized void claimed(int itsShare, List<Claimed> all) {
        share = itsShare;
        for (Claimed c : all) {
            if (ready.removeIf(r -> r.id() == c.id()) || !mine.containsKey(c.id())) {
                mine.put(c.id(), c);
                ready.add(c);
            }
        }
        if (share == 0) {
            dropReady();
        }
    }

    /** The next to be called about, whose call counts from now on; null when none can begin. */
    synchronized @Nullable Claimed next(Clock clock) {
        // Replies that are not settled are bounded too: they are what a process that dies would have to ask for again.
        while (underWay < share && mine.size() - ready.size() < 2 * share) {
            Claimed c = ready.poll();
            if (c == null) {
                return null;
            }
            if (clock.instant().plus(LEFT_AT_LEAST).isBefore(c.until())) {
                underWay++;
                carried++;
                return c;
            }
            drop(c);
        }
        return null;
    }

    /** The institution has replied, or failed to. */
    synchronized void returned() {
        underWay--;
        tell();
    }

    /** What came of it is settled, or left to the end of its lease. */
    synchronized void settled(Claimed c, boolean well) {
        mine.remove(c.id());
        failures = well ? 0 : failures + 1;
        if (failures >= Line.FAILURES_TOLERATED) {
            failures = 0;
            dropReady();
        }
        tell();
    }

    private void dropReady() {
        for (Claimed c; (c = ready.poll()) != null; ) {
            drop(c);
        }
    }

    private void drop(Claimed c) {
        mine.remove(c.id());
        unwanted.add(c);
    }

    /** What was claimed and will not be called about. */
    synchronized List<Claimed> unwanted() {
        List<Claimed> all = List.copyOf(unwanted);
        unwanted.clear();
        return all;
    }

    synchronized boolean isLow() {
        return ready.size() <= share / 2;
    }

    synchronized boolean isEmpty() {
        return mine.isEmpty();
    }

    synchronized Set<Long> mine() {
        return Set.copyOf(mine.keySet());
    }

    synchronized int carried() {
        return carried;
    }

    private void tell() {
        news = true;
        notifyAll();
    }

    /** Waits until a call has ended or a reply was settled, or for so long. */
    synchronized void await(Duration longest) throws InterruptedException {
        if (!news) {
            wait(longest.toMillis());
        }
        news = false;
    }
}
