package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.inquiries.Signature;
import cn.sunlit.kernel.Money;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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
 * is done once by its key; faults are thrown on the way out, so that the books stay right while the answers go wrong.
 */
@Component
@Profile("sandbox")
class InstitutionServer {

    private static final Logger LOG = LoggerFactory.getLogger(InstitutionServer.class);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
    private static final String SECRET = "sandbox-shared-secret-";

    private final InstitutionStore store;
    private final InstitutionBooks books;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final JsonMapper json = JsonMapper.builder().build();

    InstitutionServer(
            PartnerServer partners,
            Institutions institutions,
            InstitutionStore store,
            InstitutionBooks books,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.books = books;
        this.clock = clock;
        this.transaction = transaction;
        for (Institution each : institutions.all()) {
            if (!each.isOnline()) {
                continue;
            }
            String path = "/institutions/" + each.code();
            partners.on(path, exchange -> serve(exchange, each, path));
            institutions.connect(each.code(), partners.url() + path, SECRET + each.code());
        }
    }

    private void serve(HttpExchange exchange, Institution at, String base) throws IOException {
        InstitutionFaults faults = store.faults(at.code());
        byte[] body = PartnerServer.body(exchange).getBytes(StandardCharsets.UTF_8);
        pause(faults.delayMs());
        if (faults.down() || thrown(faults.errorRate())) {
            PartnerServer.answer(exchange, faults.down() ? 503 : 500, "text/plain", "系统繁忙");
            return;
        }
        String path = exchange.getRequestURI().getPath().substring(base.length());
        if (!signed(exchange, at, path, body)) {
            PartnerServer.answer(exchange, 401, "text/plain", "签名不正确");
            return;
        }
        try {
            if (path.startsWith("/requests/")) {
                Optional<String> answer = work(UUID.fromString(path.substring("/requests/".length())), at);
                if (answer.isEmpty()) {
                    PartnerServer.answer(exchange, 404, "text/plain", "无此请求");
                } else {
                    reply(exchange, answer.get(), faults);
                }
                return;
            }
            UUID key = UUID.fromString(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            String purpose = path.equals("/orders") ? "ORDER" : "QUERY";
            String before =
                    store.receive(key, at.code(), purpose, new String(body, StandardCharsets.UTF_8), clock.instant());
            if (before == null && thrown(faults.acceptRate())) {
                PartnerServer.answer(exchange, 202, "application/json", "{\"retryAfterSeconds\":30}");
                return;
            }
            reply(exchange, before == null ? work(key, at).orElseThrow() : before, faults);
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.warn("institution {} got a request that it cannot read", at.code(), e);
            PartnerServer.answer(exchange, 400, "text/plain", "请求无法读取");
        }
    }

    private boolean signed(HttpExchange exchange, Institution at, String path, byte[] body) {
        var headers = exchange.getRequestHeaders();
        String timestamp = headers.getFirst("X-Sunlit-Timestamp");
        String nonce = headers.getFirst("X-Sunlit-Nonce");
        String value = headers.getFirst("X-Sunlit-Signature");
        return timestamp != null
                && nonce != null
                && value != null
                && new Signature(timestamp, nonce, value)
                        .holds(
                                (SECRET + at.code()).getBytes(StandardCharsets.UTF_8),
                                path,
                                body,
                                clock.instant(),
                                CLOCKS_APART);
    }

    /** Does a request once and keeps the answer with it. */
    private Optional<String> work(UUID key, Institution at) {
        Optional<String> done = transaction.execute(t -> {
            Optional<InstitutionStore.Received> got = store.lock(key, at.code());
            if (got.isEmpty()) {
                return Optional.empty();
            }
            InstitutionStore.Received r = got.get();
            if (r.answer() != null) {
                return Optional.of(r.answer());
            }
            JsonNode request = json.readTree(r.body());
            Map<String, Object> answer = r.purpose().equals("ORDER")
                    ? books.order(at, request, key, store.faults(at.code()))
                    : books.query(at, request);
            String text = json.writeValueAsString(answer);
            store.answered(key, text);
            return Optional.of(text);
        });
        return done == null ? Optional.empty() : done;
    }

    private void reply(HttpExchange exchange, String answer, InstitutionFaults faults) throws IOException {
        String text = answer;
        if (thrown(faults.duplicateRate())) {
            text = doubled(answer);
        }
        if (thrown(faults.wrongPersonRate())) {
            text = aboutAnother(text);
        }
        if (thrown(faults.garbageRate())) {
            text = ThreadLocalRandom.current().nextBoolean()
                    ? text.substring(0, text.length() / 2)
                    : text.replaceFirst("\"requestId\":\"[^\"]*\"", "\"requestId\":\"" + UUID.randomUUID() + "\"");
        }
        PartnerServer.answer(exchange, 200, "application/json", text);
    }

    private String doubled(String answer) {
        Map<String, Object> map = map(answer);
        if (map.get("assets") instanceof List<?> assets) {
            List<Object> twice = new ArrayList<>(assets);
            twice.addAll(assets);
            map.put("assets", twice);
        }
        return json.writeValueAsString(map);
    }

    private String aboutAnother(String answer) {
        Map<String, Object> map = map(answer);
        if (map.containsKey("asset")) {
            map.put("asset", Map.of("key", "6222000000000000"));
        } else {
            Map<String, Object> other = new LinkedHashMap<>();
            if (map.get("subject") instanceof Map<?, ?> subject) {
                subject.forEach((k, v) -> other.put(String.valueOf(k), v));
            }
            other.put("idNumber", "110101199001011234");
            map.put("subject", other);
        }
        return json.writeValueAsString(map);
    }

    private Map<String, Object> map(String text) {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<?, ?> read = json.readValue(text, Map.class);
        read.forEach((k, v) -> map.put(String.valueOf(k), v));
        return map;
    }

    private static boolean thrown(double rate) {
        return rate > 0 && ThreadLocalRandom.current().nextDouble() < rate;
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
