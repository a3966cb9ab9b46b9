package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The judge's and the creditor's path in a real browser, wide and narrow; pictures are kept in target/screenshots. */
@SunlitTest
class BrowserStory {

    private static final Path PICTURES = Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"));

    @LocalServerPort
    private int port;

    private TestBrowser browser;
    private PaperToMoney story;
    private CourtHttp court;

    @BeforeEach
    void open() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        story = new PaperToMoney(court, "browser");
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void 法官从今日页办到送达_申请人在手机上看到() {
        story.twoAccountsExist();
        story.file();
        String officer =
                court.get(story.at(""), "filing").json().path("officer").asString("judge");

        try (BrowserContext wide = browser.context(1440, 900)) {
            Page page = wide.newPage();
            page.navigate(at("/login"));
            picture(page, "login");
            page.fill("input[name=login]", officer);
            page.fill("input[name=password]", "demo");
            page.click("button[type=submit], form button");
            page.waitForURL("**/desk");
            picture(page, "desk");
            assertThat(page.textContent("main")).contains("今天到期", "七天内到期");

            page.navigate(at("/cases/" + CourtHttp.segment(story.number())));
            assertThat(page.textContent("h1")).contains("甲某", "乙某公司");
            page.click("text=接收案件");
            page.click("text=制发执行通知书和报告财产令");
            page.click("text=电子送达（受送达人已同意）");
            page.click("text=通知申请人提供线索");
            assertThat(page.textContent("main")).contains("已通知申请执行人提供财产线索");
            picture(page, "case");
            court.advance("P1D");
            for (String tab : List.of("/nodes", "/inquiries", "/assets", "/funds", "/sanctions", "/documents")) {
                page.navigate(at("/cases/" + CourtHttp.segment(story.number()) + tab));
                assertThat(page.textContent("h1")).contains("甲某");
                picture(page, tab.substring(1));
            }
            page.navigate(at("/sandbox"));
            page.click("text=前进一小时");
            assertThat(page.textContent(".notice")).contains("现在是");
        }
        try (BrowserContext narrow = browser.context(390, 844)) {
            Page page = narrow.newPage();
            page.navigate(at("/portal/login"));
            page.fill("input[name=caseNumber]", story.number());
            page.fill("input[name=name]", "甲某");
            page.click("main button, form button");
            court.advance("PT1M");
            page.fill("input[name=code]", Browser.code(court, "19000008801"));
            page.click("main button, form button");
            page.waitForURL("**/portal");
            assertThat(page.locator("ol.map > li").count()).isEqualTo(23);
            noSidewaysScroll(page);
            picture(page, "portal");
            for (String path : List.of("/portal/property", "/portal/messages", "/portal/documents", "/portal/proofs")) {
                page.navigate(at(path));
                assertThat(page.textContent("h1")).contains("甲某");
                noSidewaysScroll(page);
                picture(page, path.substring(1).replace('/', '-'));
            }
        }
    }

    private static void noSidewaysScroll(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s fits the phone", page.url())
                .isLessThanOrEqualTo(390);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(false));
    }
}
