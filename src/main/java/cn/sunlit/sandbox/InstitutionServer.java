package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Signature;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.sandbox.InstitutionLogStore.Received;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All simulated institutions behind one port, each under its own path, with books of its own that survive a kill. A request
 * is done once by its key; faults are thrown around it, so that the books stay right while the answers go wrong. Every call
 * is written into the institution's own log before it is answered.
 */
@Component
@Profile("sandbox")
class InstitutionServer {

    private static final Logger LOG = LoggerFactory.getLogger(InstitutionServer.class);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    private static final String SECRET = "sandbox-shared-secret-";

    /** However long a result takes, the court is to look in now and then. */
    private static final int LOOK_IN_SECONDS = 1800;

    private final BehaviourStore behaviours;
    private final InstitutionLogStore log;
    private final InstitutionBooks books;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Map<String, CallCounter> counters = new ConcurrentHashMap<>();
    private final JsonMapper json = JsonMapper.builder().build();

    private final PartnerServer partners;

    InstitutionServer(
            PartnerServer partners,
            BehaviourStore behaviours,
            InstitutionLogStore log,
            InstitutionBooks books,
            Clock clock,
            TransactionTemplate transaction) {
        this.partners = partners;
        this.behaviours = behaviours;
        this.log = log;
        this.books = books;
        this.clock = clock;
        this.transaction = transaction;
    }

    static String path(String code) {
        return "/institutions/" + code;
    }

    static String secret(String code) {
        return SECRET + code;
    }

    void open(Simulated at) {
        partners.on(path(at.code()), exchange -> serve(exchange, at, path(at.code())));
    }

    /** The most calls that were ever under way at an institution at a time. */
    int mostAtATime(String code) {
        return counter(code).most();
    }

    private CallCounter counter(String code) {
        return counters.computeIfAbsent(code, c -> new CallCounter());
    }

    /** A call as it came in. */
    private record Asked(HttpExchange exchange, String path, byte[] body) {
        boolean isPoll() {
            return path.startsWith("/requests/");
        }

        /** @throws IllegalArgumentException when it bears none */
        UUID key() {
            String text = isPoll()
                    ? path.substring("/requests/".length())
                    : String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            return UUID.fromString(text);
        }

        @Nullable
        UUID keyIfAny() {
            try {
                return key();
            } catch (IllegalArgumentException none) {
                return null;
            }
        }
    }

    /** @param status 0 when nothing is said and the connection is cut */
    private record Said(int status, byte[] body, @Nullable Fault fault, int delayMs) {
        static Said trouble(int status, Fault fault) {
            return new Said(status, fault.zh().getBytes(StandardCharsets.UTF_8), fault, 0);
        }
    }

    private void serve(HttpExchange exchange, Simulated at, String base) throws IOException {
        InstitutionFaults faults = behaviours.of(at.code());
        Instant now = clock.instant();
        CallCounter counter = counter(at.code());
        CallCounter.Exceeded exceeded = counter.enter(
                now,
                faults.parallel() == null ? at.parallel() : faults.parallel(),
                faults.perMinute() == null ? at.perMinute() : faults.perMinute());
        Said said;
        try {
            Asked asked = new Asked(
                    exchange,
                    exchange.getRequestURI().getPath().substring(base.length()),
                    PartnerServer.body(exchange).getBytes(StandardCharsets.UTF_8));
            said = exceeded == null ? answer(at, faults, asked, now) : Said.trouble(429, Fault.EXCEEDED);
            log.call(new InstitutionLogStore.Call(
                    at.code(),
                    asked.keyIfAny(),
                    now,
                    asked.isPoll(),
                    said.status(),
                    said.fault(),
                    exceeded,
                    said.delayMs()));
        } finally {
            // Before the answer goes out: the next call may come the moment it has arrived.
            counter.leave();
        }
        send(exchange, said);
    }

    private Said answer(Simulated at, InstitutionFaults faults, Asked asked, Instant now) {
        if (faults.isDown(now)) {
            return Said.trouble(503, Fault.DOWN);
        }
        if (!faults.isOpen(now.atZone(TimeConfiguration.ZONE).toLocalTime())) {
            return Said.trouble(503, Fault.CLOSED);
        }
        if (!signed(asked, at)) {
            return Said.trouble(401, Fault.UNSIGNED);
        }
        try {
            UUID key = asked.key();
            Optional<Received> received = asked.isPoll()
                    ? log.askedFor(key, at.code())
                    : Optional.of(log.receive(
                            key,
                            at.code(),
                            asked.path().equals("/orders") ? "ORDER" : "QUERY",
                            Matters.of(json.readTree(asked.body())),
                            new String(asked.body(), StandardCharsets.UTF_8),
                            now));
            return received.isEmpty() ? Said.trouble(404, Fault.UNKNOWN) : worked(at, faults, key, received.get());
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.warn("institution {} got a request that it cannot read", at.code(), e);
            return Said.trouble(400, Fault.UNREADABLE);
        }
    }

    private Said worked(Simulated at, InstitutionFaults faults, UUID key, Received received) {
        Dice dice = new Dice(faults.seed(), "%s %s %d".formatted(at.code(), received.business(), received.calls()));
        int delay = dice.between("delay", faults.delayMs(), faults.slowestMs());
        pause(delay);
        Fault fault = faults.drawn(dice);
        if (isTrouble(fault) && dice.side(fault + " before the work", 2) == 0) {
            return trouble(fault, new byte[0], delay);
        }
        Optional<Said> later = later(faults, key, received, dice, delay);
        if (later.isPresent()) {
            return isTrouble(fault) ? trouble(fault, new byte[0], delay) : later.get();
        }
        String text = received.answer() != null ? received.answer() : work(key, at, faults, dice);
        if (isTrouble(fault)) {
            return trouble(fault, Spoiler.half(text), delay);
        }
        byte[] body = fault == null ? text.getBytes(StandardCharsets.UTF_8) : Spoiler.spoiled(text, fault, dice);
        return new Said(200, body, fault, delay);
    }

    /** Whether no answer comes at all, whatever was done. */
    private static boolean isTrouble(@Nullable Fault fault) {
        return fault == Fault.ERROR || fault == Fault.BUSY || fault == Fault.CUT;
    }

    private static Said trouble(@Nullable Fault fault, byte[] begun, int delay) {
        int status = fault == Fault.CUT ? 0 : fault == Fault.BUSY ? 429 : delay % 2 == 0 ? 500 : 503;
        byte[] body = fault == Fault.CUT ? begun : "系统繁忙".getBytes(StandardCharsets.UTF_8);
        return new Said(status, body, fault, delay);
    }

    /** Empty when the result is there or is to be found at once. */
    private Optional<Said> later(InstitutionFaults faults, UUID key, Received received, Dice dice, int delay) {
        Instant now = clock.instant();
        Instant ready = received.readyAt();
        if (ready == null && received.answer() == null && dice.thrown("late", faults.acceptRate())) {
            ready = now.plusSeconds(dice.between("how late", faults.lateSeconds() / 4, faults.lateSeconds()));
            log.takeOver(key, ready);
        }
        if (ready == null || !now.isBefore(ready)) {
            return Optional.empty();
        }
        long seconds = Math.clamp(Duration.between(now, ready).toSeconds() + 1, 2, LOOK_IN_SECONDS);
        byte[] body = "{\"retryAfterSeconds\":%d}".formatted(seconds).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Said(202, body, Fault.LATE, delay));
    }

    private boolean signed(Asked asked, Simulated at) {
        var headers = asked.exchange().getRequestHeaders();
        String timestamp = headers.getFirst("X-Sunlit-Timestamp");
        String nonce = headers.getFirst("X-Sunlit-Nonce");
        String value = headers.getFirst("X-Sunlit-Signature");
        return timestamp != null
                && nonce != null
                && value != null
                && new Signature(timestamp, nonce, value)
                        .holds(
                                secret(at.code()).getBytes(StandardCharsets.UTF_8),
                                asked.path(),
                                asked.body(),
                                clock.instant(),
                                CLOCKS_APART);
    }

    /** Does a request once and keeps the answer with it. */
    private String work(UUID key, Simulated at, InstitutionFaults faults, Dice dice) {
        String done = transaction.execute(t -> {
            InstitutionLogStore.Undone r = log.lock(key, at.code())
                    .orElseThrow(() -> new IllegalArgumentException("the key belongs to another institution"));
            if (r.answer() != null) {
                return r.answer();
            }
            JsonNode request = json.readTree(r.body());
            Map<String, Object> answer = r.purpose().equals("ORDER")
                    ? books.order(at, request, key, faults, dice)
                    : books.query(at, request);
            String text = json.writeValueAsString(answer);
            log.answered(key, text, clock.instant());
            return text;
        });
        return Objects.requireNonNull(done);
    }

    /** A cut answer is announced whole: who reads it learns that something is missing. */
    private static void send(HttpExchange exchange, Said said) throws IOException {
        if (said.status() != 0) {
            PartnerServer.answer(
                    exchange,
                    said.status(),
                    said.status() == 200 || said.status() == 202 ? "application/json" : "text/plain",
                    said.body());
            return;
        }
        if (said.body().length > 0) {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, said.body().length * 2L);
            exchange.getResponseBody().write(said.body());
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    private static void pause(int millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static @Nullable Money money(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? Money.parse(value.stringValue()) : null;
    }

    static @Nullable LocalDate date(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? LocalDate.parse(value.stringValue()) : null;
    }
}
