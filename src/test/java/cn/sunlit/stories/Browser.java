package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A person with a session and no script: follows links, sends forms with their token. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String base;
    private String token = "";

    public Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    public record Answer(int status, String text) {}

    public void signIn(String login, String password) {
        get("/login");
        assertThat(post("/login", Map.of("login", login, "password", password)).text())
                .contains("退出登录");
        get("/desk");
    }

    /** Enters as a party with the code that the simulated gateway has sent. */
    void enterPortal(CourtHttp court, String caseNumber, String name, String phone) {
        get("/portal/login");
        Answer asked = post("/portal/login", Map.of("caseNumber", caseNumber, "name", name));
        assertThat(asked.text()).contains("验证码");
        Map<String, String> form = new HashMap<>();
        Matcher hidden = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(asked.text());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2));
        }
        court.advance("PT1M");
        form.put("code", code(court, phone));
        post("/portal/login/code", form);
        assertThat(get("/portal").text()).contains(caseNumber);
    }

    /** The code in the newest message to this phone. */
    static String code(CourtHttp court, String phone) {
        for (JsonNode message :
                court.get("/sandbox/messages?phone=" + phone, "").expect(200).json()) {
            String text = message.path("text").asString();
            Matcher digits = CODE.matcher(text);
            if (text.contains("验证码") && digits.find()) {
                return digits.group(1);
            }
        }
        throw new AssertionError("no code was sent to " + phone);
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html"));
    }

    public Answer post(String path, Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.put("_csrf", token);
        String body = all.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
