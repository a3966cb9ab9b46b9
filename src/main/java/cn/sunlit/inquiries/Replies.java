package cn.sunlit.inquiries;

import cn.sunlit.inquiries.AnswerStore.Came;
import cn.sunlit.inquiries.Calls.Reply;
import cn.sunlit.inquiries.OutboxStore.Claimed;
import cn.sunlit.keys.Keyring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * Settles what came of a call, in transactions of its own. Answers are kept before anyone reads them, those that come within the
 * same moment in one transaction: a commit for each would cost more than the answer.
 */
@Component
class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    /** Few at a time, so that the people at work do not wait for a connection. */
    private static final int CONNECTIONS = 4;

    /** How long a request that was taken over may stay without result after the promised time. */
    private static final Duration PATIENCE = Duration.ofDays(3);

    /** An answer waits for others that long at most, and not at all when none was kept shortly before. */
    private static final Duration MOMENT = Duration.ofMillis(40);

    /** So many answers, or of so many bytes, are kept together. */
    private static final int MOST = 100;

    private static final int MOST_BYTES = 4 * Wire.LARGEST;

    private final OutboxStore outbox;
    private final AnswerStore answers;
    private final Retry retry;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock keeping = new ReentrantLock();
    private long keptAt = System.nanoTime() - MOMENT.toNanos();

    Replies(
            OutboxStore outbox,
            AnswerStore answers,
            Retry retry,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction) {
        this.outbox = outbox;
        this.answers = answers;
        this.retry = retry;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** In a transaction, when it is its turn. */
    <T> @Nullable T inTurn(Supplier<T> work) throws InterruptedException {
        connections.acquire();
        try {
            return transaction.execute(t -> work.get());
        } finally {
            connections.release();
        }
    }

    private void settle(Runnable work) throws InterruptedException {
        inTurn(() -> {
            work.run();
            return true;
        });
    }

    /** @return whether the institution answered as agreed */
    boolean take(Claimed c, Reply reply) throws InterruptedException {
        switch (reply.status()) {
            case 200 -> keep(c, reply.raw());
            case 202 -> settle(() -> accepted(c, reply.raw()));
            case 404 -> {
                if (!c.accepted()) {
                    missed(c, "协助单位拒绝请求（404）");
                    return false;
                }
                // The institution has forgotten what it took over: it gets the request again under the same key.
                settle(() -> outbox.again(c.id(), clock.instant(), "协助单位未查到该请求，重新发送"));
            }
            default -> {
                missed(c, "协助单位返回错误（%d）".formatted(reply.status()));
                return false;
            }
        }
        return true;
    }

    /** The call failed. */
    void missed(Claimed c, String why) throws InterruptedException {
        settle(() -> {
            Instant now = clock.instant();
            outbox.failed(c.institution(), why, Line.FAILURES_TOLERATED, now);
            if (c.accepted() && now.isBefore(c.promisedAt().plus(PATIENCE))) {
                outbox.pollAgain(c.id(), now.plus(Duration.ofMinutes(1)), why);
            } else {
                retry.later(c.id(), c.attempts(), why);
            }
        });
    }

    private void accepted(Claimed c, byte[] raw) {
        Instant now = clock.instant();
        outbox.worked(c.institution(), now);
        if (now.isAfter(c.promisedAt().plus(PATIENCE))) {
            retry.giveUp(c.id(), "协助单位受理后逾期未反馈");
        } else {
            outbox.accepted(c.id(), now.plus(waitAsked(raw)));
        }
    }

    /** As the institution asks, between two seconds and an hour. */
    private static Duration waitAsked(byte[] raw) {
        long seconds = 30;
        try {
            seconds = Wire.JSON.readTree(raw).path("retryAfterSeconds").asLong(30);
        } catch (JacksonException ignored) {
            // A receipt that cannot be read is still a receipt.
        }
        return Duration.ofSeconds(Math.clamp(seconds, 2, 3600));
    }

    /** An answer on its way into the database. */
    private static final class Waiting {
        private final String institution;
        private final Came came;
        private boolean kept;
        private @Nullable RuntimeException trouble;

        Waiting(String institution, Came came) {
            this.institution = institution;
            this.came = came;
        }
    }

    /** Returns when the answer is kept; whoever comes first keeps what the others bring meanwhile. */
    private void keep(Claimed c, byte[] raw) throws InterruptedException {
        var mine = new Waiting(
                c.institution(),
                new Came(c.id(), clock.instant(), keys.encrypt(Institutions.BODY, raw), InquiryClient.sha256(raw)));
        waiting.add(mine);
        keeping.lockInterruptibly();
        try {
            while (!mine.kept && mine.trouble == null) {
                Thread.sleep(Duration.ofNanos(Math.max(0, keptAt + MOMENT.toNanos() - System.nanoTime())));
                keepAll(next());
                keptAt = System.nanoTime();
            }
        } finally {
            keeping.unlock();
        }
        if (mine.trouble != null) {
            throw mine.trouble;
        }
    }

    private List<Waiting> next() {
        List<Waiting> lot = new ArrayList<>();
        int bytes = 0;
        while (lot.size() < MOST && bytes < MOST_BYTES) {
            Waiting each = waiting.poll();
            if (each == null) {
                break;
            }
            lot.add(each);
            bytes += each.came.rawSealed().length;
        }
        return lot;
    }

    /** Where the database refuses the lot each is tried by itself: one that is refused holds up no other. */
    private void keepAll(List<Waiting> lot) throws InterruptedException {
        try {
            write(lot);
        } catch (InterruptedException ending) {
            fail(lot, new IllegalStateException("the process is ending"));
            throw ending;
        } catch (RuntimeException e) {
            boolean refused = e instanceof DataAccessException
                    && !(e instanceof NonTransientDataAccessResourceException)
                    && !(e instanceof TransientDataAccessResourceException);
            if (lot.size() == 1 || !refused) {
                fail(lot, e);
                return;
            }
            LOG.debug("{} answers are kept one by one", lot.size(), e);
            for (Waiting each : lot) {
                keepAll(List.of(each));
            }
        }
    }

    private static void fail(List<Waiting> lot, RuntimeException why) {
        lot.forEach(each -> each.trouble = why);
    }

    private void write(List<Waiting> lot) throws InterruptedException {
        Set<String> institutions = new HashSet<>();
        lot.forEach(each -> institutions.add(each.institution));
        settle(() -> {
            answers.keep(lot.stream().map(each -> each.came).toList());
            outbox.worked(institutions, clock.instant());
        });
        lot.forEach(each -> each.kept = true);
    }
}
