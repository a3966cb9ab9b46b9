package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doors as callers meet them: over HTTP, with the demonstration court. */
@SunlitTest(shared = "doors")
class DoorsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    /** One browser: keeps its cookies and does not follow redirects. */
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String csrf(String page) throws IOException, InterruptedException {
        Matcher m = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get(page).body());
        assertThat(m.find()).isTrue();
        return m.group(1);
    }

    private HttpResponse<String> login(String login, String password) throws IOException, InterruptedException {
        return post("/login", Map.of("_csrf", csrf("/login"), "login", login, "password", password));
    }

    private HttpResponse<String> tokenFor(String client, String secret) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return post("/oauth2/token", Map.of("grant_type", "client_credentials"), "Authorization", "Basic " + basic);
    }

    private String token(String client, String secret) throws IOException, InterruptedException {
        Matcher m = Pattern.compile("\"access_token\":\"([^\"]+)\"")
                .matcher(tokenFor(client, secret).body());
        assertThat(m.find()).isTrue();
        return "Bearer " + m.group(1);
    }

    private static String location(HttpResponse<?> response) {
        return URI.create(response.headers().firstValue("Location").orElse(""))
                .getRawSchemeSpecificPart()
                .replaceFirst("^//[^/]*", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filing",
                "judge",
                "judge2",
                "leader",
                "director",
                "president",
                "cashier",
                "dispatcher",
                "supervisor",
                "admin"
            })
    void 演示法院的每个人都能登录(String login) throws Exception {
        HttpResponse<String> entered = login(login, "demo");
        assertThat(entered.statusCode()).isEqualTo(302);
        assertThat(location(entered)).isEqualTo("/desk");
    }

    @Test
    void 密码错误与没有此人回答一样() throws Exception {
        HttpResponse<String> wrong = login("clerk-of-nowhere", "demo");
        HttpResponse<String> unknown = login("judge", "no");
        assertThat(location(wrong)).isEqualTo(location(unknown)).isEqualTo("/login?wrong");
        assertThat(get("/login?wrong").body()).contains("登录名或密码不正确");
        login("judge", "demo");
    }

    @Test
    void 连续输错会被要求等待() throws Exception {
        for (int i = 0; i <= StaffLogin.ONE_NAME_AT_ONE_ADDRESS.free(); i++) {
            assertThat(location(login("somebody", "x" + i))).isEqualTo("/login?wrong");
        }
        HttpResponse<String> slow = login("somebody", "demo");
        assertThat(slow.statusCode()).isEqualTo(429);
        // Of the fifteen, as many as the machine took to ask have passed; SlowingTest reckons them with a clock of its
        // own.
        String seconds = slow.headers().firstValue("Retry-After").orElse("none");
        assertThat(seconds).matches("[1-9]|1[0-5]");
        assertThat(slow.body()).contains("<html", "尝试次数过多，请 " + seconds + " 秒后再试");
        assertThat(location(login("judge2", "demo"))).isEqualTo("/desk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "judge'; drop table identity.staff; --",
                "<script>alert(1)</script>",
                "ju\u0000dge",
                "👩‍⚖️"
            })
    void 注入的登录名只是不存在的登录名(String login) throws Exception {
        assertThat(location(login(login, "demo"))).isEqualTo("/login?wrong");
        assertThat(jdbc.sql("select count(*) from identity.staff")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void 没有令牌标记的表单不生效() throws Exception {
        HttpResponse<String> refused = post("/login", Map.of("login", "judge", "password", "demo"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("页面已过期");
    }

    @Test
    void 未登录的人被带到登录页_程序得到401() throws Exception {
        assertThat(location(get("/desk"))).isEqualTo("/login");
        assertThat(location(get("/portal"))).isEqualTo("/portal/login");
        assertThat(location(get("/"))).isEqualTo("/login");
        HttpResponse<String> refused = get("/api/cases");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body()).contains("\"status\":401").contains("令牌");
    }

    @Test
    void 人员页只给管理员_法官看到中文拒绝() throws Exception {
        login("judge", "demo");
        HttpResponse<String> refused = get("/staff");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("您的角色没有“管理人员与权限”的权限").contains("浠水县人民法院");
        HttpResponse<String> fragment = get("/staff", "HX-Request", "true");
        assertThat(fragment.body()).doesNotContain("<html").contains("您的角色没有");
        assertThat(fragment.headers().firstValue("HX-Retarget")).contains("#messages");
        post("/logout", Map.of("_csrf", csrf("/staff")));
        login("admin", "demo");
        HttpResponse<String> page = get("/staff");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("审批案款发放", "执行局局长", "judge2");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
        assertThat(page.body()).doesNotContain("http://", "https://", "onclick", "<script>");
    }

    @Test
    void 退出后页面不再可看() throws Exception {
        login("admin", "demo");
        assertThat(location(post("/logout", Map.of("_csrf", csrf("/staff"))))).isEqualTo("/login?bye");
        assertThat(location(get("/staff"))).isEqualTo("/login");
    }

    @Test
    void 工作人员的会话进不了当事人页面也进不了接口() throws Exception {
        login("judge", "demo");
        assertThat(get("/portal").statusCode()).isEqualTo(403);
        assertThat(get("/api/cases").statusCode()).isEqualTo(401);
    }

    @Test
    void 令牌() throws Exception {
        assertThat(tokenFor("demo", "demo").body()).contains("\"token_type\":\"Bearer\"");
        HttpResponse<String> wrong = tokenFor("demo", "guess");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("invalid_client", "客户端编号或密钥不正确");
        assertThat(tokenFor("nobody", "demo").body()).isEqualTo(wrong.body());
        assertThat(get("/api/nothing", "Authorization", "Bearer forged").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} 代 {2}：{3}")
    @CsvSource({"demo, demo, judge, 404", "demo, demo, ghost, 403", "demo, demo, '', 403", "bank, bank, judge, 403"})
    void 代人办理只限获准的系统和本系统范围内的人(String client, String secret, String person, int status) throws Exception {
        HttpResponse<String> answer =
                get("/api/nothing", "Authorization", token(client, secret), "On-Behalf-Of", person);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"type\":\"urn:sunlit:problem:");
    }

    @Test
    void 停用的系统其令牌当即失效() throws Exception {
        String token = token("bank", "bank");
        assertThat(get("/api/nothing", "Authorization", token).statusCode()).isEqualTo(404);
        jdbc.sql("update identity.machine set enabled = false where client = 'bank'")
                .update();
        try {
            assertThat(get("/api/nothing", "Authorization", token).statusCode()).isEqualTo(401);
        } finally {
            jdbc.sql("update identity.machine set enabled = true where client = 'bank'")
                    .update();
        }
    }

    @Test
    void 当事人登录的回答不透露案件是否存在() throws Exception {
        String number = "（2026）鄂1125执999999号";
        HttpResponse<String> asked =
                post("/portal/login", Map.of("_csrf", csrf("/portal/login"), "caseNumber", number, "name", "无此人"));
        assertThat(location(asked)).isEqualTo("/portal/login/code");
        assertThat(get("/portal/login/code").body()).contains("如果信息一致，验证码已发送到登记的手机");
        HttpResponse<String> wrong =
                post("/portal/login/code", Map.of("_csrf", csrf("/portal/login/code"), "code", "123456"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("验证码不正确或已过期");
        assertThat(location(get("/portal"))).isEqualTo("/portal/login");
    }

    @Test
    void 填错的案号带着原文回到表单且不成为网页代码() throws Exception {
        HttpResponse<String> again = post(
                "/portal/login",
                Map.of("_csrf", csrf("/portal/login"), "caseNumber", "\"><script>x</script>", "name", "<b>甲</b>"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body())
                .contains("案号应以带括号的年度开头")
                .doesNotContain("<script>x", "<b>甲")
                .contains("&lt;script");
    }

    @Test
    void 开放的地址() throws Exception {
        for (String path : new String[] {
            "/login",
            "/portal/login",
            "/actuator/health",
            "/v3/api-docs",
            "/sunlit.css",
            "/sun.svg",
            "/webjars/tabler__core/dist/css/tabler.min.css",
            "/webjars/htmx.org/dist/htmx.min.js"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/actuator/env").statusCode()).isNotEqualTo(200);
    }

    @Test
    void 密码只存散列() {
        assertThat(jdbc.sql("select password from identity.staff")
                        .query(String.class)
                        .list())
                .allSatisfy(hash -> assertThat(hash).startsWith("{bcrypt}").doesNotContain("demo"));
    }
}
