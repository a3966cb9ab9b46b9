package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.InMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A court's own installation: it refuses what must not run, and what runs is shut, keeps its log clean and can be watched. */
@Execution(ExecutionMode.CONCURRENT)
class ProductionStory {

    /** Invented, and sound by their check digits: what a log must never hold. */
    private static final List<String> PERSONAL = List.of("999900197203120011", "19000008801", "欧阳某某某");

    private static final String FORGED = "FORGED-LINE";

    @TempDir(factory = InMemory.class)
    Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    private ChildProgram program;

    @Test
    void 正式运行() throws Exception {
        try (ChildProgram started = new ChildProgram(home.resolve("data"))) {
            program = started;
            Path key = Files.createDirectories(program.data().resolve("keys")).resolve("aes-parties.number.key");
            Files.writeString(key, Base64.getEncoder().encodeToString(new byte[36]) + "\n");
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(program.refused(Map.of("SPRING_PROFILES_ACTIVE", "production", "SUNLIT_SANDBOX_DEMO", "true")))
                    .contains("不能正式运行：", "演示部件不能启用", "网页须加密", "还没有任何工作人员", "密钥文件 aes-parties.number.key 可以被其他用户读取")
                    .endsWith("exit 1");

            Files.delete(key);
            int metrics = free();
            Path backups = Files.createDirectories(home.resolve("backups"));
            program.start(Map.of(
                    "SPRING_PROFILES_ACTIVE", "production",
                    "SERVER_FORWARD_HEADERS_STRATEGY", "native",
                    "SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES", "127\\.0\\.0\\.1",
                    "SUNLIT_ADMIN_COURT", "鄂1125",
                    "SUNLIT_ADMIN_PASSWORD", "a long first password",
                    "SUNLIT_METRICS_PORT", Integer.toString(metrics),
                    "SUNLIT_BACKUP_DIRECTORY", backups.toString(),
                    "SUNLIT_BACKUP_LOOK", "2s"));
            encryptedAndShut();
            mistakesWithPersonalData();
            nightlyBackup(backups);
            figures(metrics);
            cleanLog();
        }
    }

    private void encryptedAndShut() throws IOException, InterruptedException {
        HttpResponse<String> login = get("/login", "X-Forwarded-Proto", "https");
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.headers().firstValue("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000");
        assertThat(login.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
        assertThat(login.body()).doesNotContain("演示");
        for (String shut : List.of("/swagger-ui/index.html", "/swagger-ui.html", "/sandbox", "/actuator/prometheus")) {
            assertThat(get(shut).statusCode()).as(shut).isIn(302, 401, 403, 404);
        }
        assertThat(get("/actuator/health").body()).contains("status").doesNotContain("components");
    }

    private void mistakesWithPersonalData() throws IOException, InterruptedException {
        String typed = String.join(" ", PERSONAL) + "\n" + FORGED + "\r\n";
        String encoded = URLEncoder.encode(typed, StandardCharsets.UTF_8);
        for (String path : List.of(
                "/cases/" + encoded,
                "/nothing/" + encoded + "?q=" + encoded,
                "/api/tools/identity?number=" + encoded,
                "/api/tools/case-number?number=" + encoded,
                "/api/tools/amount-in-words?amount=" + encoded,
                "/verify/" + encoded)) {
            assertThat(get(path, "User-Agent", "x " + PERSONAL.get(0)).statusCode())
                    .as(path)
                    .isBetween(200, 499);
        }
        JsonMapper json = JsonMapper.shared();
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(URI.create(program.address() + "/api/tools/double-interest"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("principal", typed))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isBetween(400, 499);
        String trace = json.readTree(refused.body()).path("traceId").asString();
        assertThat(trace).matches("[0-9a-f]{16}");
        assertThat(Files.readString(program.log()))
                .as("the answer's number stands in the log")
                .contains(trace);
        http.send(
                HttpRequest.newBuilder(URI.create(program.address() + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "grant_type=client_credentials&client_secret=x&client_id=" + encoded))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        // Not even HTTP: refused by the container before any filter.
        try (Socket socket =
                        new Socket("127.0.0.1", URI.create(program.address()).getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write("GET /{%s}|\u0001 HTTP/1.1\r\nHost: x\r\nCookie: a=\"%s\u0002\r\n\r\n"
                    .formatted(PERSONAL.get(0), PERSONAL.get(1))
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("400", "traceId").doesNotContain("Exception", "org.apache", PERSONAL.get(0));
        }
    }

    private void figures(int port) throws IOException, InterruptedException {
        String text = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(text)
                .contains(
                        "sunlit_outbox_age_seconds{partner=\"sms\"}",
                        "sunlit_outbox_waiting{partner=\"bank\"}",
                        "sunlit_alerts{level=\"overdue\"} 0",
                        "sunlit_suspense_age_seconds 0",
                        "sunlit_checkpoint_age_seconds",
                        "sunlit_backup_age_seconds",
                        "sunlit_logins_failed_total",
                        "sunlit_work_seconds_count{work=",
                        "http_server_requests_seconds_count{",
                        "uri=\"/api/tools/identity\"");
        assertThat(text).doesNotContain(PERSONAL).doesNotContain("%E", "nothing", "sunlit_backup_age_seconds +Inf");
    }

    private static void nightlyBackup(Path directory) throws IOException, InterruptedException {
        for (int i = 0; i < 1500; i++) {
            try (var files = Files.list(directory)) {
                if (files.anyMatch(f -> f.getFileName().toString().matches("sunlit-\\d{8}-\\d{6}\\.zip"))) {
                    return;
                }
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no backup was taken");
    }

    /** Each line is one event as JSON, and nothing that anybody typed stands in it. */
    private void cleanLog() throws IOException {
        String log = Files.readString(program.log());
        assertThat(log).doesNotContain(PERSONAL);
        List<String> forged = new ArrayList<>();
        int events = 0;
        for (String line : log.lines().toList()) {
            if (line.startsWith("{")) {
                JsonNode event = JsonMapper.shared().readTree(line);
                assertThat(event.path("@timestamp").asString()).isNotEmpty();
                events++;
            }
            if (line.contains(FORGED)) {
                forged.add(line);
            }
        }
        assertThat(events).isGreaterThan(5);
        assertThat(forged).isEmpty();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(program.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
