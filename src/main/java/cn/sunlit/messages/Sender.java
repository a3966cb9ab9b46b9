package cn.sunlit.messages;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries messages to the gateway. A message is leased in a short transaction, sent outside of any, and its answer kept before
 * it is judged. A sender that dies leaves a lease that ends: the next one sends the same key again, and the gateway knows it.
 */
@Component
class Sender implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Some three days: a gateway that is down over a weekend has lost nothing. */
    private static final int MOST_ATTEMPTS = 80;

    private static final int BATCH = 50;
    private static final int LONGEST_RECEIPT = 4_000;

    private final MessageStore store;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final String gateway;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicBoolean saidSo = new AtomicBoolean();

    Sender(
            MessageStore store,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction,
            @Value("${sunlit.messages.gateway:}") String gateway) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
        this.gateway = gateway.strip();
    }

    @Override
    public int runDue() {
        if (gateway.isEmpty()) {
            if (saidSo.compareAndSet(false, true)) {
                LOG.warn("未配置短信网关（sunlit.messages.gateway），短信留在待发队列");
            }
            return 0;
        }
        Instant now = clock.instant();
        List<MessageStore.Claimed> claimed = transaction.execute(status -> store.claim(now, now.plus(LEASE), BATCH));
        if (claimed == null || claimed.isEmpty()) {
            return 0;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.forEach(message -> threads.execute(() -> deliver(message)));
        }
        return claimed.size();
    }

    private void deliver(MessageStore.Claimed message) {
        try {
            String phone = keys.decryptText(Messages.PHONE, message.phoneSealed());
            HttpResponse<String> answer = http.send(request(message, phone), HttpResponse.BodyHandlers.ofString());
            // As it came, but for the phone that some gateways repeat.
            String body = shortened(answer.body().replace(phone, Redactor.phone(phone)));
            store.keepReceipt(message, answer.statusCode(), body, clock.instant());
            judge(message, answer.statusCode(), body);
        } catch (IOException e) {
            String reason = "网关无应答：" + e.getClass().getSimpleName();
            store.keepReceipt(message, null, reason, clock.instant());
            later(message, reason);
        } catch (InterruptedException e) {
            // The program is being stopped; the lease ends by itself.
            Thread.currentThread().interrupt();
        }
    }

    /** 2xx: taken. 4xx: refused for good, but for "too many" and "too slow". Anything else: ask again. */
    private void judge(MessageStore.Claimed message, int status, String body) {
        if (status >= 200 && status < 300) {
            store.sent(message.id(), body, clock.instant(), clock.instant().plus(Reports.FIRST_PAUSE));
        } else if (status >= 400 && status < 500 && status != 408 && status != 429) {
            store.failed(message.id(), "网关拒收（%d）：%s".formatted(status, body));
        } else {
            later(message, "网关暂不可用（%d）".formatted(status));
        }
    }

    private void later(MessageStore.Claimed message, String reason) {
        if (message.attempt() >= MOST_ATTEMPTS) {
            store.failed(message.id(), reason + "，已尝试%d次".formatted(message.attempt()));
        } else {
            store.againLater(message.id(), reason, clock.instant().plus(pause(message.attempt())));
        }
    }

    /** Twice as long after each attempt, an hour at most. */
    static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private HttpRequest request(MessageStore.Claimed message, String phone) {
        String json = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "id", message.key().toString(),
                        "phone", phone,
                        "recipient", message.recipient(),
                        "text", message.text()));
        return HttpRequest.newBuilder(URI.create(gateway))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.key().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private static String shortened(String body) {
        String clean = body.replace("\0", "");
        return clean.length() > LONGEST_RECEIPT ? clean.substring(0, LONGEST_RECEIPT) : clean;
    }
}
