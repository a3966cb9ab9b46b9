package cn.sunlit.inquiries;

import cn.sunlit.inquiries.OutboxStore.Claimed;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/**
 * Signed calls over HTTPS with JSON. A claim is a lease: it is taken and given back in transactions of its own, the call
 * happens between them, and a process that dies in between only lets the lease run out. Every request carries its key, so
 * that an institution which gets it twice does it once. What comes back is kept before anyone reads it.
 */
@Component
class HttpsTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpsTransport.class);

    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final int CONNECTIONS = 4;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    /** How long a request that was taken over may stay without result after the promised time. */
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final OutboxStore store;
    private final InquiryStore answers;
    private final Retry retry;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;

    /** What this process is calling about: a clock that jumps ends the leases, not the calls. */
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpsTransport(
            OutboxStore store,
            InquiryStore answers,
            Retry retry,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.answers = answers;
        this.retry = retry;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public Kind kind() {
        return Kind.HTTPS;
    }

    /** Keeps the line to one institution as busy as it may be, until nothing is due there or the batch has its time. */
    @Override
    public int serve(String code, long until) throws InterruptedException {
        int carried = 0;
        int underWay = 0;
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<@Nullable Void>(each);
            do {
                List<Claimed> claimed = System.nanoTime() < until ? claim(code, underWay) : List.of();
                for (Claimed c : claimed) {
                    if (inHand.add(c.id())) {
                        done.submit(() -> carry(c), null);
                        carried++;
                        underWay++;
                    }
                }
                if (underWay > 0) {
                    done.take();
                    underWay--;
                    // Those that ended in the same moment are made good for by one claim.
                    while (done.poll() != null) {
                        underWay--;
                    }
                }
            } while (underWay > 0);
        }
        return carried;
    }

    private List<Claimed> claim(String code, int underWay) throws InterruptedException {
        return inTurn(() -> {
            Instant now = clock.instant();
            Line line = store.lockLine(code, now).orElse(null);
            int most = line == null ? 0 : Math.min(line.takes(now), line.parallel() - underWay);
            if (line == null || most <= 0) {
                return List.of();
            }
            List<Claimed> claimed = store.claim(code, most, now, now.plus(LEASE));
            if (!claimed.isEmpty() && (line.perMinute() != null || line.inFault())) {
                store.useLine(code, line.freeAfter(claimed.size(), now), line.probeAfter(now));
            }
            return claimed;
        });
    }

    /** In a transaction; few at a time, so that the people at work do not wait for a connection. */
    private <T> T inTurn(Supplier<T> work) throws InterruptedException {
        connections.acquire();
        try {
            return Objects.requireNonNull(transaction.execute(t -> work.get()));
        } finally {
            connections.release();
        }
    }

    private void carry(Claimed c) {
        try {
            callAndSettle(c);
        } catch (InterruptedException e) {
            // The process is ending: the lease runs out and another takes the request.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("request {} could not be carried, its lease will run out", c.id(), e);
        } finally {
            inHand.remove(c.id());
        }
    }

    private void callAndSettle(Claimed c) throws InterruptedException {
        try {
            Reply reply = call(c);
            settle(() -> take(c, reply));
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof HttpTimeoutException ? "协助单位未在规定时间内响应" : "无法连接协助单位";
            LOG.debug("request {} did not get through", c.id(), e);
            settle(() -> missed(c, why));
        }
    }

    private void settle(Runnable work) throws InterruptedException {
        inTurn(() -> {
            work.run();
            return true;
        });
    }

    /** What came over the wire, limited in size. */
    record Reply(int status, byte[] raw) {}

    private Reply call(Claimed c) throws IOException, InterruptedException {
        OutboxStore.Address to = store.address(c.institution()).orElseThrow(() -> new IOException("not connected"));
        byte[] body = c.accepted() ? new byte[0] : keys.decrypt(Institutions.BODY, c.bodySealed());
        byte[] secret = keys.decrypt(Institutions.SECRET, to.secretSealed());
        String path = c.accepted() ? "/requests/" + c.key() : c.purpose().equals("ORDER") ? "/orders" : "/queries";
        Signature signature = Signature.of(secret, path, clock.instant(), c.key() + "-" + c.attempts(), body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.url() + path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", c.key().toString())
                .header("X-Sunlit-Court", URLEncoder.encode(c.court().value(), StandardCharsets.UTF_8))
                .header("X-Sunlit-Key", Signature.keyId(secret))
                .header("X-Sunlit-Timestamp", signature.timestamp())
                .header("X-Sunlit-Nonce", signature.nonce())
                .header("X-Sunlit-Signature", signature.value());
        request = c.accepted() ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream stream = response.body()) {
            byte[] raw = stream.readNBytes(Wire.LARGEST + 1);
            if (raw.length > Wire.LARGEST) {
                throw new IOException("answer too large");
            }
            return new Reply(response.statusCode(), raw);
        }
    }

    private void take(Claimed c, Reply reply) {
        Instant now = clock.instant();
        switch (reply.status()) {
            case 200 -> {
                answers.keep(
                        c.id(),
                        now,
                        200,
                        keys.encrypt(Institutions.BODY, reply.raw()),
                        InquiryClient.sha256(reply.raw()));
                store.worked(c.institution(), now);
            }
            case 202 -> {
                store.worked(c.institution(), now);
                if (now.isAfter(c.promisedAt().plus(PATIENCE))) {
                    retry.giveUp(c.id(), "协助单位受理后逾期未反馈");
                } else {
                    store.accepted(c.id(), now.plus(waitAsked(reply.raw())));
                }
            }
            // The institution has forgotten what it took over: it gets the request again under the same key.
            case 404 -> {
                if (c.accepted()) {
                    store.again(c.id(), now, "协助单位未查到该请求，重新发送");
                } else {
                    missed(c, "协助单位拒绝请求（404）");
                }
            }
            default -> missed(c, "协助单位返回错误（%d）".formatted(reply.status()));
        }
    }

    private void missed(Claimed c, String why) {
        Instant now = clock.instant();
        store.failed(c.institution(), why, Line.FAILURES_TOLERATED, now);
        if (c.accepted() && now.isBefore(c.promisedAt().plus(PATIENCE))) {
            store.pollAgain(c.id(), now.plus(Duration.ofMinutes(1)), why);
        } else {
            retry.later(c.id(), c.attempts(), why);
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
}
