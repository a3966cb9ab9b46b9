package cn.sunlit.sandbox;

import cn.sunlit.cooperation.PoliceRequests;
import cn.sunlit.kernel.DueWork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulated police: a machine of their own that takes the court's requests at once and answers after a while, the same person
 * always in the same way. Most people lodge at a hotel the next night between ten and midnight; a few are not found by
 * the next afternoon. Whoever is to be held is held there, a vehicle is found on a car park the next day. They keep no books:
 * what they have taken and answered they read from the court.
 */
@Component
@Profile("sandbox")
class SandboxPolice implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPolice.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] HOTELS = {"城关镇某宾馆", "火车站旁某快捷酒店", "清泉镇某民宿"};

    private final PoliceRequests requests;
    private final Environment settings;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Long, Instant> answers = new ConcurrentHashMap<>();
    private volatile @Nullable String token;

    SandboxPolice(PoliceRequests requests, Environment settings, Clock clock) {
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public int runDue() {
        String port = settings.getProperty("local.server.port", "");
        if (port.isEmpty() || !requests.anyOpen()) {
            return 0;
        }
        int done = 0;
        try {
            for (JsonNode asked : JSON.readTree(call(port, "/api/police/requests", null))) {
                done += work(port, asked);
            }
        } catch (IOException e) {
            LOG.warn("the simulated police could not reach the court: {}", e.getMessage());
        }
        return done;
    }

    private int work(String port, JsonNode asked) throws IOException {
        long id = asked.path("id").asLong();
        if (!asked.path("taken").asBoolean()) {
            call(port, "/api/police/receipts", JSON.writeValueAsString(Map.of("request", id)));
            return 1;
        }
        String kind = asked.path("kind").asString();
        long chance = chance(asked.path("person").asString());
        boolean vehicle = kind.endsWith("VEHICLE");
        boolean found = vehicle || chance % 10 < 7;
        Instant due = answers.computeIfAbsent(id, any -> due(vehicle, found, chance));
        if (due.isAfter(clock.instant()) || Instant.MAX.equals(due)) {
            return 0;
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("request", id);
        reply.put("reference", "P" + id + "-1");
        reply.put("result", found ? kind.startsWith("HOLD") ? "HELD" : "FOUND" : "NOT_FOUND");
        if (found) {
            reply.put("at", due.toString());
            reply.put("place", vehicle ? "城东某停车场" : HOTELS[(int) (chance % HOTELS.length)]);
        }
        call(port, "/api/police/replies", JSON.writeValueAsString(reply));
        answers.put(id, Instant.MAX);
        return 1;
    }

    /** The next night between ten and midnight, or the next afternoon. */
    private Instant due(boolean vehicle, boolean found, long chance) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        LocalTime at = vehicle
                ? LocalTime.of(11, 0)
                : found ? LocalTime.of(22, 0).plusMinutes(chance % 100) : LocalTime.of(15, 0);
        ZonedDateTime today = now.toLocalDate().atTime(at).atZone(now.getZone());
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    private static long chance(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** @param body null for a GET */
    private String call(String port, String path, @Nullable String body) throws IOException {
        String base = "http://127.0.0.1:" + port;
        for (int attempt = 0; ; attempt++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token(base));
            HttpResponse<String> answer = send(
                    body == null
                            ? request.GET()
                            : request.header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (answer.statusCode() == 401 && attempt == 0) {
                // The token ran out, at the latest when the clock was moved.
                token = null;
                continue;
            }
            if (answer.statusCode() >= 300 && answer.statusCode() != 409) {
                throw new IOException("%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return answer.body();
        }
    }

    private String token(String base) throws IOException {
        String known = token;
        if (known != null) {
            return known;
        }
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("police:police".getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
        String fresh = JSON.readTree(answer.body()).path("access_token").asString("");
        if (answer.statusCode() != 200 || fresh.isEmpty()) {
            throw new IOException("no token: " + answer.statusCode());
        }
        token = fresh;
        return fresh;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
