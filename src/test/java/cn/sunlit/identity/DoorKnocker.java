package cn.sunlit.identity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One caller at the doors of a running program: with a session of cookies and its form token, or with a bearer's token. */
final class DoorKnocker {

    /** @param location where a redirect leads, without host */
    record Answer(int status, String wholeLocation, String location, String body, HttpHeaders headers) {

        /** A party learns by 404 that a thing is not its own; a member of staff is told that he may not. */
        boolean refused(Door door) {
            return status == 401
                    || status == 403
                    || status == 404 && door.where() == Door.Where.OWN
                    || location.equals("/login") && !door.address().equals("/")
                    || location.equals("/portal/login") && !door.address().startsWith("/portal/login");
        }

        @Override
        public String toString() {
            return status + (location.isEmpty() ? "" : " → " + location);
        }
    }

    private static final String FORM_TOKEN = "name=\"_csrf\" value=\"([^\"]+)\"";

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String base;
    private final List<String> headers;
    private String csrf = "";

    private DoorKnocker(int port, List<String> headers) {
        this("http://localhost:" + port, headers);
    }

    private DoorKnocker(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    static DoorKnocker nobody(int port) {
        return new DoorKnocker(port, List.of());
    }

    /** Calls whole addresses, of whatever program. */
    static DoorKnocker elsewhere() {
        return new DoorKnocker("", List.of());
    }

    static DoorKnocker bearer(int port, String token, String onBehalfOf) {
        List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        if (!onBehalfOf.isEmpty()) {
            headers.addAll(List.of("On-Behalf-Of", onBehalfOf));
        }
        return new DoorKnocker(port, headers);
    }

    static DoorKnocker signIn(int port, String login, String password) {
        DoorKnocker knocker = nobody(port);
        knocker.form("/login", Map.of("login", login, "password", password), "/desk");
        return knocker;
    }

    static DoorKnocker party(int port, String number, String name, String phone) {
        DoorKnocker knocker = nobody(port);
        knocker.form("/portal/login", Map.of("caseNumber", number, "name", name), "/portal/login/code");
        knocker.send("POST", "/sandbox/clock", "application/json", "{\"advance\":\"PT1S\"}");
        JsonNode sent = JsonMapper.shared()
                .readTree(knocker.get("/sandbox/messages?phone=" + phone).body());
        String code = "";
        for (JsonNode sms : sent) {
            Matcher m = Pattern.compile("验证码 (\\d{6})").matcher(sms.path("text").asString());
            if (code.isEmpty() && m.find()) {
                code = m.group(1);
            }
        }
        knocker.form("/portal/login/code", Map.of("code", code), "/portal");
        return knocker;
    }

    static String token(int port, String client, String secret) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        DoorKnocker knocker = new DoorKnocker(port, List.of("Authorization", "Basic " + basic));
        String body = knocker.send(
                        "POST", "/oauth2/token", "application/x-www-form-urlencoded", "grant_type=client_credentials")
                .body();
        return JsonMapper.shared().readTree(body).path("access_token").asString();
    }

    /** Calls with an empty body of the kind that the door takes. */
    Answer knock(Door door, String path) {
        if (!door.method().equals("POST")) {
            return get(path);
        }
        if (!door.forPrograms()) {
            if (csrf.isEmpty()) {
                csrf = first("/portal/login", FORM_TOKEN); // a stranger has a form's token too
            }
            return send("POST", path, "application/x-www-form-urlencoded", "_csrf=" + csrf);
        }
        if (path.equals("/api/bank/messages")) {
            return send("POST", path, "application/xml", "<none/>");
        }
        return path.endsWith("/import")
                ? send("POST", path, "multipart/form-data; boundary=edge", "--edge--\r\n")
                : send("POST", path, "application/json", "{}");
    }

    /** The same caller with one more header. */
    DoorKnocker with(String header, String value) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(header, value));
        return new DoorKnocker(base, all);
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    /** A whole address, perhaps of another program. */
    Answer getWhole(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)), "GET", null, null);
    }

    /** The first group of the pattern on a page. */
    String first(String path, String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(get(path).body());
        if (!m.find()) {
            throw new AssertionError("no " + pattern + " at " + path);
        }
        return m.group(1);
    }

    /** Sends from now on the form token of somebody else's page. */
    void useTokenOf(DoorKnocker other) {
        csrf = other.csrf;
    }

    Answer form(String path, Map<String, String> fields) {
        csrf = first(path, FORM_TOKEN);
        return post(path, fields);
    }

    Answer post(String path, Map<String, String> fields) {
        String body = "_csrf=" + csrf
                + fields.entrySet().stream()
                        .map(e -> "&" + e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        return send("POST", path, "application/x-www-form-urlencoded", body);
    }

    /** A form with a file in it, whose bytes are those of the text. */
    Answer upload(String path, Map<String, String> fields, String file, String name, String content) {
        StringBuilder body = new StringBuilder();
        Map<String, String> all = new java.util.LinkedHashMap<>(fields);
        all.put("_csrf", csrf);
        all.forEach((key, value) -> body.append(
                "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(key, value)));
        body.append(
                "--edge\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n%s\r\n--edge--\r\n"
                        .formatted(file, name, content));
        return send("POST", path, "multipart/form-data; boundary=edge; charset=UTF-8", body.toString());
    }

    Answer json(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    /** Sends a form and remembers the token of the page to which it leads, which must be this one. */
    private void form(String path, Map<String, String> fields, String leadsTo) {
        Answer answer = form(path, fields);
        if (!answer.location().equals(leadsTo)) {
            throw new AssertionError(path + " led to " + answer);
        }
        Matcher m = Pattern.compile(FORM_TOKEN).matcher(get(leadsTo).body());
        csrf = m.find() ? m.group(1) : "";
    }

    private Answer send(String method, String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path)), method, type, body);
    }

    private Answer send(HttpRequest.Builder request, String method, String type, String body) {
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String whole = answer.headers().firstValue("Location").orElse("");
            String location = URI.create(whole).getRawSchemeSpecificPart().replaceFirst("^//[^/]*", "");
            return new Answer(answer.statusCode(), whole, location, answer.body(), answer.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
