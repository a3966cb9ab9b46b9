package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import cn.sunlit.keys.Keyring;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Results that an institution pushes, and all that comes under its name and must not get in. */
@SunlitTest(shared = "cases")
class PushedResultsTest {

    private static final String SECRET = "sandbox-shared-secret-TAX";
    private static final String NEXT = "the-secret-of-next-year";
    private static final String DEBTOR = "440524188001010014";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Institutions institutions;

    @Autowired
    RegisterStore register;

    @Autowired
    Keyring keys;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void 推送的结果入案_冒名重放过期无主的都留给人看() throws Exception {
        Caller court = new Caller(port);
        court.post("", "/sandbox/institutions/TAX/faults", "{\"acceptRate\":1.0}");
        String number;
        try {
            number = file(court);
            court.post("", "/sandbox/clock", "{\"advance\":\"PT1S\"}");
        } finally {
            court.post("", "/sandbox/institutions/TAX/faults", "{}");
        }
        String key = key("TAX", number);
        assertThat(state(key)).isEqualTo("ACCEPTED");
        byte[] result = result(key);
        Instant now = clock.instant();

        assertThat(push("TAX", result, null).statusCode()).isEqualTo(403);
        HttpResponse<String> forged = push("TAX", result, sign("not the secret at all", now, nonce(), result));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(forged.body()).contains("签名核对不通过").doesNotContain(DEBTOR);
        assertThat(push("TAX", result, sign(SECRET, now.minusSeconds(601), nonce(), result))
                        .body())
                .contains("超过10分钟");
        assertThat(push("NOBODY", result, sign(SECRET, now, nonce(), result)).statusCode())
                .isEqualTo(403);
        Signature signed = sign(SECRET, now, nonce(), result);
        assertThat(push("TAX", result("9".repeat(8) + key.substring(8)), signed).statusCode())
                .as("another body under a right signature")
                .isEqualTo(403);
        byte[] unknown = result(UUID.randomUUID().toString());
        assertThat(push("TAX", unknown, sign(SECRET, now, nonce(), unknown)).statusCode())
                .isEqualTo(404);
        byte[] other = result(key("ABC", number));
        assertThat(push("TAX", other, sign(SECRET, now, nonce(), other)).statusCode())
                .isEqualTo(404);
        byte[] cut = new String(result, StandardCharsets.UTF_8).substring(0, 60).getBytes(StandardCharsets.UTF_8);
        assertThat(push("TAX", cut, sign(SECRET, now, nonce(), cut)).statusCode())
                .isEqualTo(422);
        assertThat(announce("TAX", 200_000_000)).contains(" 413 ");
        assertThat(state(key)).as("none of it touched the request").isEqualTo("ACCEPTED");

        assertThat(push("TAX", result, signed).body()).isEqualTo("{\"state\":\"TAKEN\"}");
        assertThat(push("TAX", result, signed).statusCode()).as("replayed").isEqualTo(409);
        assertThat(push("TAX", result, sign(SECRET, now, nonce(), result)).body())
                .as("signed anew, the same is the same")
                .isEqualTo("{\"state\":\"DUPLICATE\"}");
        court.post("", "/sandbox/clock", "{\"advance\":\"PT1S\"}");
        assertThat(state(key)).isEqualTo("ANSWERED");
        assertThat(jdbc.sql(
                                "select a.via || ' ' || a.quality from inquiries.answer a join inquiries.request r on r.id = a.request_id where r.key = ?::uuid")
                        .param(key)
                        .query(String.class)
                        .list())
                .containsExactly("PUSHED GOOD");

        assertThat(jdbc.sql("select distinct reason from inquiries.stray")
                        .query(String.class)
                        .list())
                .contains(
                        "NO_SIGNATURE",
                        "FORGED",
                        "STALE",
                        "UNKNOWN_INSTITUTION",
                        "UNKNOWN_REQUEST",
                        "OTHER_INSTITUTION",
                        "MALFORMED",
                        "TOO_LARGE",
                        "REPLAYED");
        assertThat(jdbc.sql("select size from inquiries.stray where reason = 'TOO_LARGE' and raw_sealed is null")
                        .query(Long.class)
                        .list())
                .contains(200_000_000L);
    }

    @Test
    void 换密钥期间新旧两把都认_密钥编号不在册的不认() throws Exception {
        String url = jdbc.sql("select base_url from inquiries.institution where code = 'TAX'")
                .query(String.class)
                .single();
        register.connect(
                "TAX",
                url,
                keys.encrypt(Institutions.SECRET, SECRET.getBytes(StandardCharsets.UTF_8)),
                keys.encrypt(Institutions.SECRET, NEXT.getBytes(StandardCharsets.UTF_8)));
        try {
            for (String secret : new String[] {SECRET, NEXT}) {
                byte[] unknown = result(UUID.randomUUID().toString());
                Signature by = sign(secret, clock.instant(), nonce(), unknown);
                assertThat(push("TAX", unknown, by, Signature.keyId(secret.getBytes(StandardCharsets.UTF_8)))
                                .statusCode())
                        .as("believed, but there is no such request")
                        .isEqualTo(404);
                assertThat(push("TAX", unknown, by, "00000000").statusCode()).isEqualTo(403);
            }
        } finally {
            institutions.connect("TAX", url, SECRET);
        }
        byte[] unknown = result(UUID.randomUUID().toString());
        assertThat(push("TAX", unknown, sign(NEXT, clock.instant(), nonce(), unknown))
                        .statusCode())
                .as("after the change the other one is over")
                .isEqualTo(403);
    }

    @Test
    void 异常来件在手机上看_不显示证件号_写明核实情况后处理完毕() throws Exception {
        byte[] body = result(UUID.randomUUID().toString());
        push("ECOMMERCE", body, sign("somebody's own secret", clock.instant(), nonce(), body));
        try (TestBrowser browser = new TestBrowser();
                BrowserContext narrow = browser.withoutScript(390, 844)) {
            Page page = narrow.newPage();
            page.navigate("http://127.0.0.1:" + port + "/login");
            page.fill("input[name=login]", "judge");
            page.fill("input[name=password]", "demo");
            page.click("main button[type=submit], form button");
            page.navigate("http://127.0.0.1:" + port + "/institutions");
            page.click("text=异常来件");
            assertThat(page.textContent("main")).contains("电商平台", "签名不符");
            narrow(page, "strays");
            page.locator("tr", new Page.LocatorOptions().setHasText("电商平台"))
                    .locator("a")
                    .click();
            assertThat(page.textContent("main")).contains("推乙").doesNotContain(DEBTOR);
            narrow(page, "stray");
            page.fill("textarea[name=settlement]", "电话核对，该单位没有推送，已报信息部门");
            page.click("text=处理完毕");
            assertThat(page.textContent("main")).contains("已记录核实的情况", "电话核对，该单位没有推送");
        }
        assertThat(jdbc.sql("select count(*) from audit.entry where type in ('STRAY_READ', 'STRAY_SETTLED')")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    private static void narrow(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"), name + "-390.png"))
                .setFullPage(true));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(390);
    }

    private String file(Caller court) {
        return court.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初8801号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"推甲"}],
                 "respondents":[{"kind":"PERSON","name":"推乙","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(DEBTOR), "pushed-1")
                .body()
                .path("number")
                .asString();
    }

    private String key(String institution, String number) {
        return jdbc.sql(
                        "select r.key::text from inquiries.request r join cases.file c on c.id = r.case_id where r.institution = ? and c.number = ?")
                .params(institution, number)
                .query(String.class)
                .single();
    }

    private String state(String key) {
        return jdbc.sql("select state from inquiries.request where key = ?::uuid")
                .param(key)
                .query(String.class)
                .single();
    }

    private static byte[] result(String key) {
        return """
                {"requestId":"%s","subject":{"kind":"PERSON","name":"推乙","idNumber":"%s"},"result":"FOUND",
                 "assets":[{"kind":"TAX_REFUND","title":"应退税款","key":"TS-%s","nature":"REFUND","balance":"120.00","available":"120.00"}]}""".formatted(key, DEBTOR, key.substring(0, 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String nonce() {
        return UUID.randomUUID().toString();
    }

    private static Signature sign(String secret, Instant at, String nonce, byte[] body) {
        return Signature.of(secret.getBytes(StandardCharsets.UTF_8), "/results", at, nonce, body);
    }

    private HttpResponse<String> push(String code, byte[] body, Signature by) throws Exception {
        return push(code, body, by, null);
    }

    private HttpResponse<String> push(String code, byte[] body, Signature by, String keyId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/institutions/" + code + "/results"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (by != null) {
            request.header("X-Sunlit-Timestamp", by.timestamp())
                    .header("X-Sunlit-Nonce", by.nonce())
                    .header("X-Sunlit-Signature", by.value());
        }
        if (keyId != null) {
            request.header("X-Sunlit-Key", keyId);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Says that so many bytes follow and sends none of them. @return the first line of the answer */
    private String announce(String code, long bytes) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port);
                Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            out.write("POST /api/institutions/" + code + "/results HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n");
            out.flush();
            return in.readLine() + " ";
        }
    }
}
