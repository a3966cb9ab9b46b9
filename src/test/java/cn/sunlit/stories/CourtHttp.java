package cn.sunlit.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The court as another program sees it: HTTP, tokens, and in whose name one acts. Works on any address. */
final class CourtHttp {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();

    private final String base;
    private final Duration patience;
    private final Map<String, String> tokens = new HashMap<>();

    CourtHttp(String base) {
        this(base, Duration.ofMinutes(10));
    }

    /** @param patience how long an answer may take: when the clock is set forward, all that falls due is done first */
    CourtHttp(String base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    /** An answer as it came. */
    record Answer(int status, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected %d, got %d: %s".formatted(wanted, status, text));
            }
            return this;
        }
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String caseAt(String number) {
        return "/api/cases/" + segment(number);
    }

    Answer get(String path, String as) {
        return send(as, path, request(path).GET());
    }

    /** @param headers name, value, name, value … */
    Answer post(String path, String as, Object body, String... headers) {
        String text = body instanceof String s ? s : JSON.writeValueAsString(body);
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(as, path, request.POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    Answer postXml(String path, String client, String xml) {
        return exchange(request(path)
                .header("Content-Type", "application/xml")
                .header("Authorization", "Bearer " + token(client))
                .POST(HttpRequest.BodyPublishers.ofString(xml)));
    }

    /** Any method, by another program than the demonstration one; the body goes with a POST. */
    Answer call(String client, String method, String path, String as, String body) {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + token(client));
        if (!as.isEmpty()) {
            request.header("On-Behalf-Of", as);
        }
        return exchange(
                method.equals("GET")
                        ? request.GET()
                        : request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer upload(String path, String as, String fileName, String content) {
        String boundary = "----sunlit";
        String body =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(boundary, fileName, content, boundary);
        return send(
                as,
                path,
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Moves the business clock and does what became due. */
    JsonNode advance(String step) {
        return post("/sandbox/clock", "", Map.of("advance", step)).expect(200).json();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
    }

    private Answer send(String as, String path, HttpRequest.Builder request) {
        if (!path.startsWith("/sandbox")) {
            request.header("Authorization", "Bearer " + token("demo"));
            if (!as.isEmpty()) {
                request.header("On-Behalf-Of", as);
            }
        }
        return exchange(request);
    }

    private String token(String client) {
        return tokens.computeIfAbsent(
                client,
                id -> exchange(HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                                .timeout(patience)
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                (id + ":" + id).getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")))
                        .expect(200)
                        .json()
                        .path("access_token")
                        .asString());
    }

    private static Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
