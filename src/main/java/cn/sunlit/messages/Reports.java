package cn.sunlit.messages;

import cn.sunlit.kernel.DueWork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the gateway whether a message that it took has reached the phone ({@code GET <gateway>/<id>}), at growing pauses. Where
 * no report has come after three days, or the gateway knows none, the outcome is unknown, and says so.
 */
@Component
class Reports implements DueWork {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final int BATCH = 50;

    private final MessageStore store;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final String gateway;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Reports(
            MessageStore store,
            Clock clock,
            TransactionTemplate transaction,
            @Value("${sunlit.messages.gateway:}") String gateway) {
        this.store = store;
        this.clock = clock;
        this.transaction = transaction;
        this.gateway = gateway.strip();
    }

    @Override
    public int runDue() {
        if (gateway.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        List<MessageStore.Asked> all = transaction.execute(status -> store.toAsk(now, now.plus(LONGEST_PAUSE), BATCH));
        if (all == null || all.isEmpty()) {
            return 0;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach(message -> threads.execute(() -> ask(message, now)));
        }
        return all.size();
    }

    private void ask(MessageStore.Asked message, Instant now) {
        Optional<SentMessage.Report> answer;
        try {
            HttpResponse<String> got = http.send(
                    HttpRequest.newBuilder(URI.create(gateway + "/" + message.key()))
                            .timeout(Duration.ofSeconds(10))
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            answer = got.statusCode() == 200 ? read(got.body()) : Optional.empty();
        } catch (IOException silent) {
            answer = Optional.empty();
        } catch (InterruptedException e) {
            // The program is being stopped; it is asked again after the pause.
            Thread.currentThread().interrupt();
            return;
        }
        Duration waited = Duration.between(message.sentAt(), now);
        if (answer.isEmpty() && waited.compareTo(PATIENCE) >= 0) {
            answer = Optional.of(SentMessage.Report.UNKNOWN);
        }
        if (answer.isPresent()) {
            store.reported(message, answer.get(), now);
        } else {
            store.askLater(message, now.plus(pause(waited)));
        }
    }

    /** As long again as it has been waited for, between the first pause and the longest. */
    private static Duration pause(Duration waited) {
        Duration pause = waited.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : waited;
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Empty while the carrier has not reported, or has said something that is no report. */
    private static Optional<SentMessage.Report> read(String body) {
        try {
            return switch (JsonMapper.shared().readTree(body).path("status").asString("")) {
                case "DELIVERED" -> Optional.of(SentMessage.Report.DELIVERED);
                case "UNDELIVERED" -> Optional.of(SentMessage.Report.UNDELIVERED);
                default -> Optional.empty();
            };
        } catch (JacksonException garbled) {
            return Optional.empty();
        }
    }
}
