package cn.sunlit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the program as another program would. */
public final class Caller {

    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    public record Answer(int status, JsonNode body, String location) {}

    public Caller(int port) {
        base = "http://localhost:" + port;
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                            .header("Authorization", "Basic ZGVtbzpkZW1v")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            token = JSON.readTree(answer.body()).get("access_token").stringValue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String as, String path) {
        return send(as, HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    public Answer post(String as, String path, String json) {
        return send(
                as,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer post(String as, String path, String json, String key) {
        return send(
                as,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer upload(String as, String path, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n".formatted(name))
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                as,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    public static String casePath(String number) {
        return "/api/cases/" + URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    private Answer send(String as, HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + token);
        if (!as.isEmpty()) {
            request.header("On-Behalf-Of", as);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().startsWith("{") || answer.body().startsWith("[")
                            ? JSON.readTree(answer.body())
                            : JSON.createObjectNode().put("text", answer.body()),
                    answer.headers().firstValue("Location").orElse(""));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
