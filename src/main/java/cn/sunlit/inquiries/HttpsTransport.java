package cn.sunlit.inquiries;

import cn.sunlit.inquiries.OutboxStore.Claimed;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signed calls over HTTPS with JSON. A claim is a lease: it is taken and given back in transactions of its own, the call
 * happens between them, and a process that dies in between only lets the lease run out. Every request carries its key, so
 * that an institution which gets it twice does it once. What comes back is kept before anyone reads it. Some requests are claimed
 * ahead, so that the institution never waits for the database.
 */
@Component
class HttpsTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpsTransport.class);

    private static final Duration LEASE = Duration.ofSeconds(90);

    /** When it is looked again whether something came up, after a claim that got less than it might have. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** The same where calls are counted by the minute: what is free then is free in small portions. */
    private static final Duration LOOK_BY_THE_MINUTE = Duration.ofMillis(20);

    private final OutboxStore store;
    private final Calls calls;
    private final Replies replies;
    private final Clock clock;

    HttpsTransport(OutboxStore store, Calls calls, Replies replies, Clock clock) {
        this.store = store;
        this.calls = calls;
        this.replies = replies;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.HTTPS;
    }

    /** Keeps the line to one institution as busy as it may be, until nothing is due there or the batch has its time. */
    @Override
    public int serve(String code, long until) throws InterruptedException {
        Calls.To to = store.address(code).map(calls::open).orElse(null);
        var hand = new Hand();
        long claimAt = System.nanoTime();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            do {
                // Before the next claim, or they would count as another's.
                giveBack(hand.unwanted());
                long now = System.nanoTime();
                if (now < until && now >= claimAt && hand.isLow()) {
                    claimAt = now + claim(code, hand).toNanos();
                }
                for (Claimed next; (next = hand.next(clock)) != null; ) {
                    Claimed c = next;
                    each.execute(() -> carry(hand, to, c));
                }
                if (!hand.isEmpty()) {
                    hand.await(LOOK);
                }
            } while (!hand.isEmpty());
            giveBack(hand.unwanted());
        }
        return hand.carried();
    }

    /** What a claim brought. @param again how long to wait before the next one */
    private record Claim(Line line, int mine, List<Claimed> claimed, Duration again) {}

    /** @return how long to wait before the next claim */
    private Duration claim(String code, Hand hand) throws InterruptedException {
        Set<Long> mine = hand.mine();
        Claim made = replies.inTurn(() -> claim(code, mine));
        if (made == null) {
            return LOOK_BY_THE_MINUTE;
        }
        hand.claimed(made.line().share(made.mine()), made.claimed());
        return made.again();
    }

    /** @return null while another process makes a claim */
    private @Nullable Claim claim(String code, Set<Long> mine) {
        // The database keeps microseconds, and what is given back is known by the end of its lease.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Line line = store.lockLine(code, now, mine).orElse(null);
        if (line == null) {
            return null;
        }
        int most = line.claims(now, mine.size());
        List<Claimed> claimed = most <= 0 ? List.of() : store.claim(code, most, now, now.plus(LEASE));
        if (!claimed.isEmpty() && (line.perMinute() != null || line.inFault())) {
            store.useLine(code, line.freeAfter(claimed.size(), now), line.probeAfter(now));
        }
        boolean gotAll = !claimed.isEmpty() && claimed.size() == most;
        return new Claim(
                line,
                mine.size(),
                claimed,
                gotAll ? Duration.ZERO : line.perMinute() == null ? LOOK : LOOK_BY_THE_MINUTE);
    }

    private void giveBack(List<Claimed> unwanted) throws InterruptedException {
        var byLease = unwanted.stream()
                .collect(Collectors.groupingBy(Claimed::until, Collectors.mapping(Claimed::id, Collectors.toList())));
        for (var each : byLease.entrySet()) {
            replies.inTurn(() -> {
                store.giveBack(each.getValue(), each.getKey());
                return true;
            });
        }
    }

    private void carry(Hand hand, Calls.@Nullable To to, Claimed c) {
        boolean well = false;
        try {
            well = callAndSettle(hand, to, c);
        } catch (InterruptedException e) {
            // The process is ending: the lease runs out and another takes the request.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("request {} could not be carried, its lease will run out", c.id(), e);
        } finally {
            hand.settled(c, well);
        }
    }

    /** @return whether the institution answered as agreed */
    private boolean callAndSettle(Hand hand, Calls.@Nullable To to, Claimed c) throws InterruptedException {
        Calls.Reply reply;
        try {
            if (to == null) {
                throw new IOException("not connected");
            }
            reply = calls.make(to, c);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("request {} did not get through", c.id(), e);
            hand.returned();
            replies.missed(c, e instanceof HttpTimeoutException ? "协助单位未在规定时间内响应" : "无法连接协助单位");
            return false;
        } catch (RuntimeException | InterruptedException e) {
            hand.returned();
            throw e;
        }
        hand.returned();
        return replies.take(c, reply);
    }
}
