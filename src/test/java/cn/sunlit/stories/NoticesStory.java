package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * List one and the notices of one case, as the applicant, the applicant's agent and the debtor get them, while the gateway
 * is down, stutters and never reports, and the night falls.
 */
@SunlitTest
class NoticesStory {

    private static final Path PICTURES = Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"));
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final String CREDITOR = "19000009101";
    private static final String AGENT = "19000009102";
    private static final String DEBTOR = "19000009103";

    /** Eight points in CSS pixels. */
    private static final double EIGHT_POINTS = 8 * 96 / 72.0;

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private String number;
    private Browser judge;

    @BeforeEach
    void open() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        judge = new Browser(port);
        judge.signIn("judge", "demo");
        number = court.post("/api/cases", "filing", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","cause":"买卖合同纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初91号","court":"鄂1125","effectiveOn":"2026-10-10"},
                 "applicants":[{"kind":"PERSON","name":"丙某","phone":"%s",
                                "agent":{"name":"丁律师","phone":"%s","special":true}}],
                 "respondents":[{"kind":"ORGANISATION","name":"戊某公司","phone":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"50000.00","costs":"1050.00"}]}""".formatted(CREDITOR, AGENT, DEBTOR))
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    @AfterEach
    void repair() {
        faults("{}");
    }

    private void faults(String json) {
        court.post("/sandbox/messages/faults", "", json).expect(200);
    }

    private String at(String rest) {
        return CourtHttp.caseAt(number) + rest;
    }

    private LocalDateTime now() {
        return OffsetDateTime.parse(court.get("/sandbox/clock", "")
                        .expect(200)
                        .json()
                        .path("now")
                        .asString())
                .toLocalDateTime();
    }

    /** What the gateway took for this phone in this case, the newest first; no log-in codes. */
    private List<JsonNode> received(String phone) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode message : court.get(
                        "/sandbox/messages?phone=%s&case=%s".formatted(phone, CourtHttp.segment(number)), "")
                .expect(200)
                .json()) {
            if (message.path("text").asString().startsWith("【")) {
                all.add(message);
            }
        }
        return all;
    }

    /** Whether an SMS with these words about this case has reached this phone. */
    private boolean told(String phone, String words) {
        for (JsonNode message :
                court.get("/sandbox/messages?phone=" + phone, "").expect(200).json()) {
            String text = message.path("text").asString();
            if (text.contains(number) && text.contains(words)) {
                return true;
            }
        }
        return false;
    }

    private List<JsonNode> pushes(String recipient, String publicCode) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode push :
                court.get(at("/pushes"), "judge").expect(200).json().path("pushes")) {
            if (push.path("recipient").asString().equals(recipient)
                    && push.path("publicCode").asString().equals(publicCode)) {
                all.add(push);
            }
        }
        return all;
    }

    /** One of the opening acts, done on the judge's page. */
    private void step(String what) {
        assertThat(judge.post("/cases/%s/initiation/%s".formatted(CourtHttp.segment(number), what), Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void 立案即告知三方_各用各的话_网关停一天_收下又报错_没有回执() {
        court.advance("PT1M");
        assertThat(received(CREDITOR))
                .as("one SMS for all that a filing changes")
                .hasSize(1);
        assertThat(received(CREDITOR).getFirst().path("text").asString())
                .contains("立案结果", "《执行全流程重点事项告知清单》", "承办人及联系方式")
                .doesNotContain("您代理的");
        assertThat(received(AGENT).getFirst().path("text").asString()).contains("您代理的丙某一案");
        assertThat(received(DEBTOR).getFirst().path("text").asString())
                .as("the debtor is not told of the applicant's papers")
                .contains("立案结果")
                .doesNotContain("申请接收");
        court.advance("PT2M");
        assertThat(pushes("丙某", "P02").getFirst().path("sms").asString()).isEqualTo("DELIVERED");

        faults("{\"down\":true}");
        court.advance("PT10M");
        step("intake");
        court.advance("P1D");
        assertThat(received(CREDITOR)).as("the gateway is down").hasSize(1);
        assertThat(pushes("丁律师", "P03").getFirst().path("sms").asString()).isEqualTo("SENDING");
        faults("{\"errorRate\":1}");
        court.advance("PT2H");
        faults("{\"report\":\"PENDING\"}");
        court.advance("PT2H");
        assertThat(received(CREDITOR)).as("one, however often it was sent").hasSize(2);
        assertThat(received(CREDITOR).getFirst().path("copies").asInt()).isGreaterThan(1);
        assertThat(pushes("丙某", "P03").getFirst().path("sms").asString()).isEqualTo("ACCEPTED");
        court.advance("P4D");
        JsonNode unknown = pushes("丙某", "P03").getFirst();
        assertThat(unknown.path("sms").asString()).isEqualTo("UNKNOWN");

        faults("{}");
        String again = at("/pushes/" + unknown.path("id").asLong() + "/again");
        court.post(again, "judge", "").expect(200);
        court.advance("PT5M");
        court.advance("PT5M");
        assertThat(pushes("丙某", "P03").getFirst().path("sms").asString()).isEqualTo("DELIVERED");
        court.post(again, "judge", "").expect(409);
        court.post(again, "filing", "").expect(403);

        step("notice");
        step("service");
        step("clues");
        court.advance("P1D");
        assertThat(pushes("丙某", "P05")).isNotEmpty();
        assertThat(pushes("戊某公司", "P05"))
                .as("clues are no business of the debtor")
                .isEmpty();
        assertThat(pushes("戊某公司", "P06")).as("nor is the search").isEmpty();
    }

    @Test
    void 夜里不发短信_会超过期限的除外_关了短信的只发依法要发的() {
        for (Map.Entry<String, Integer> hour :
                Map.of("QUIET_FROM", 22, "QUIET_UNTIL", 8).entrySet()) {
            court.post(
                            "/api/practices",
                            "director",
                            Map.of(
                                    "what", hour.getKey(),
                                    "from", now().toLocalDate().toString(),
                                    "value", hour.getValue(),
                                    "basis", "本院关于短信告知时间的规定"))
                    .expect(201);
        }
        reach(LocalTime.of(12, 0));
        court.advance("PT1M");
        int before = received(AGENT).size();
        Browser creditor = new Browser(port);
        creditor.enterPortal(court, number, "丙某", CREDITOR);
        assertThat(creditor.get("/portal/messages").text()).contains("立案结果", "不再收短信");
        assertThat(creditor.post("/portal/messages/choice", Map.of("sms", "off"))
                        .text())
                .contains("以后不再发短信给您", "同时收短信");
        assertThat(creditor.post("/portal/messages/choice", Map.of("sms", "maybe"))
                        .status())
                .isEqualTo(422);

        reach(LocalTime.of(23, 0));
        step("intake");
        court.advance("PT30M");
        assertThat(received(AGENT)).as("nobody is woken").hasSize(before);
        assertThat(pushes("丁律师", "P03").getFirst().path("sms").asString()).isEqualTo("WAITING");
        court.advance("PT8H");
        assertThat(now().toLocalTime()).isBefore(LocalTime.of(8, 0));
        assertThat(received(AGENT)).as("midnight changes nothing").hasSize(before);
        reach(LocalTime.of(8, 1));
        assertThat(received(AGENT)).as("in the morning it comes").hasSize(before + 1);
        assertThat(received(AGENT).getFirst().path("text").asString()).contains("承办人及联系方式");
        assertThat(pushes("丙某", "P03").getFirst().path("sms").asString()).isEqualTo("OFF");

        int creditors = received(CREDITOR).size();
        reach(LocalTime.of(23, 0));
        step("notice");
        step("service");
        step("clues");
        court.advance("PT30M");
        assertThat(told(DEBTOR, "人民法院向您送达《执行通知书》"))
                .as("the portal has it tonight, the phone tomorrow")
                .isFalse();
        assertThat(told(CREDITOR, "请您提供被执行人的财产线索")).isFalse();
        reach(LocalTime.of(8, 1));
        assertThat(told(DEBTOR, "人民法院向您送达《执行通知书》")).isTrue();
        assertThat(told(CREDITOR, "请您提供被执行人的财产线索")).isTrue();
        assertThat(received(CREDITOR))
                .as("the notice to perform is told in any event")
                .hasSize(creditors + 1);
        assertThat(received(CREDITOR).getFirst().path("text").asString()).contains("执行通知与报告财产令");
    }

    /** Moves the clock to the next such time of day. */
    private void reach(LocalTime time) {
        LocalDateTime now = now();
        LocalDateTime then = now.with(time);
        court.advance("PT%dS"
                .formatted(Duration.between(now, then.isAfter(now) ? then : then.plusDays(1))
                                .toSeconds()
                        + 1));
    }

    @Test
    void 清单一_三种人各看各的_手机和宽屏_打印正好一张A4() throws IOException {
        court.advance("PT1M");
        try (TestBrowser browser = new TestBrowser()) {
            for (String[] who : new String[][] {
                {"丙某", CREDITOR, "applicant", "可以申请承办人员回避"},
                {"丁律师", AGENT, "agent", "可以代委托人申请承办人员回避"},
                {"戊某公司", DEBTOR, "debtor", "按生效法律文书履行义务"}
            }) {
                try (BrowserContext narrow = browser.context(390, 844)) {
                    Page page = narrow.newPage();
                    enter(page, who[0], who[1]);
                    assertThat(page.locator("ol.map > li").count()).isEqualTo(23);
                    assertThat(page.textContent("main")).contains(who[3]);
                    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                            .isLessThanOrEqualTo(390);
                    page.evaluate("document.querySelectorAll('#P02 details').forEach(d => d.open = true)");
                    picture(page, "list-one-" + who[2]);
                    onePage(page, "list-one-" + who[2]);
                    page.navigate(address("/portal/messages"));
                    picture(page, "messages-" + who[2]);
                }
            }
            try (BrowserContext wide = browser.context(1440, 900)) {
                Page page = wide.newPage();
                page.navigate(address("/login"));
                page.fill("input[name=login]", "judge");
                page.fill("input[name=password]", "demo");
                page.click("form button");
                page.waitForURL("**/desk");
                page.navigate(address("/cases/" + CourtHttp.segment(number) + "/list-one?as=RESPONDENT"));
                assertThat(page.locator("ol.map > li").count()).isEqualTo(23);
                picture(page, "list-one-wide");
                onePage(page, "list-one-wide");
                page.setViewportSize(1440, 900);
                page.navigate(address("/lists/three"));
                picture(page, "list-three-wide");
                page.setViewportSize(390, 844);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(390);
                picture(page, "list-three-narrow");
                page.setViewportSize(1440, 900);
                page.navigate(address("/cases/" + CourtHttp.segment(number) + "/pushes"));
                picture(page, "pushes-wide");
                page.setViewportSize(390, 844);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(390);
                picture(page, "pushes-narrow");
            }
        }
    }

    /** Printed by the browser it is one page, nothing of it cut off, in letters that can be read. */
    private static void onePage(Page page, String name) throws IOException {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(((Number)
                                page.evaluate(
                                        "Math.min(...[...document.querySelectorAll('.sheet *')].map(e => parseFloat(getComputedStyle(e).fontSize)))"))
                        .doubleValue())
                .isGreaterThanOrEqualTo(EIGHT_POINTS - 0.01);
        page.setViewportSize(718, 1000);
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('.sheet td > div, .sheet th > div')].filter(d => d.scrollHeight > d.clientHeight + 1).map(d => d.textContent)"))
                .as("cells whose text is cut off")
                .isEqualTo(List.of());
        page.locator(".sheet")
                .screenshot(new com.microsoft.playwright.Locator.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + "-sheet.png")));
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('body *')].filter(e => !e.closest('.sheet') && !e.querySelector('.sheet') && e.getBoundingClientRect().height > 0).map(e => e.tagName + '.' + e.className)"))
                .as("nothing but the sheet is printed")
                .isEqualTo(List.of());
        page.setViewportSize(390, 844);
        byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(false));
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".pdf"), pdf);
        Matcher pages = Pattern.compile("/Type\\s*/Page\\b").matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        assertThat(pages.results().count()).as("pages of " + name).isEqualTo(1);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private void enter(Page page, String name, String phone) {
        page.navigate(address("/portal/login"));
        page.fill("input[name=caseNumber]", number);
        page.fill("input[name=name]", name);
        page.click("main button, form button");
        court.advance("PT1M");
        page.fill("input[name=code]", code(phone));
        page.click("main button, form button");
        page.waitForURL("**/portal");
    }

    private String code(String phone) {
        for (JsonNode message :
                court.get("/sandbox/messages?phone=" + phone, "").expect(200).json()) {
            Matcher digits = CODE.matcher(message.path("text").asString());
            if (message.path("text").asString().contains("验证码") && digits.find()) {
                return digits.group(1);
            }
        }
        throw new AssertionError("no code was sent to " + phone);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
