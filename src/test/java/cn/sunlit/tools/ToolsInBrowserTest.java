package cn.sunlit.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A villager with a phone 390 pixels wide that runs no script, and a reader who has only a keyboard: every tool is filled in,
 * answered, and printed on one sheet. Pictures are kept in target/screenshots.
 */
@SunlitTest(shared = "doors")
class ToolsInBrowserTest {

    private static final Path PICTURES = Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"));
    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page[^s]");
    private static final int WIDTH = 390;

    private static TestBrowser browser;

    @LocalServerPort
    int port;

    @BeforeAll
    static void open() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            enforcement-fee  | amount=330000                                                                              | 4,850.00 元
            preservation-fee | amount=200000                                                                              | 1,520.00 元
            double-interest  | principal=500000 performanceDue=2026-03-31 until=2026-09-30 payments.date=2026-05-10 payments.amount=200000 payments.date=2026-07-20 payments.amount=150000 payments.date=2026-09-30 payments.amount=150000 suspensions.from=2026-03-01 suspensions.to=2026-03-31 | 9,117.50 元
            interest         | principal=100000 kind=LPR_1Y rate=4 from=2024-07-01 until=2025-07-01                       | 12,683.84 元
            settlement       | principal=100000 costs=2000 kind=FIXED rate=3.65 interestFrom=2026-01-01 performanceDue=2026-03-31 until=2026-05-10 payments.date=2026-04-10 payments.amount=50000 payments.date=2026-05-10 payments.amount=60000 | 6,394.33 元
            deadline         | event=2026-09-18 length=15                                                                 | 2026年10月8日
            distribution     | proceeds=1000000 costs.creditor=费用 costs.claim=18400 preferred.creditor=抵押权人 preferred.claim=400000 ordinary.creditor=甲 ordinary.claim=500000 ordinary.creditor=乙 ordinary.claim=300000 ordinary.creditor=丙 ordinary.claim=123456.78 | 314,903.75
            auction-prices   | reference=1234567                                                                          | 864,196.90 元
            identity         | number=11010519491231002x                                                                  | 11010519491231002X
            case-number      | text=(2026)鄂1125执123号                                                                   | （2026）鄂1125执123号
            amount-in-words  | amount=1234567.89                                                                          | 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分
            """)
    void 只用键盘填写_手机上看完_打印一张纸(String tool, String filled, String answer) {
        try (BrowserContext phone = browser.withoutScript(WIDTH, 844)) {
            Page page = phone.newPage();
            page.navigate(at("/tools"));
            fits(page);
            tabTo(page, "a[href='/tools/" + tool + "']");
            page.keyboard().press("Enter");
            page.waitForURL("**/tools/" + tool);
            fits(page);
            for (String pair : filled.split(" ")) {
                String name = pair.substring(0, pair.indexOf('='));
                fill(page, name, pair.substring(pair.indexOf('=') + 1));
            }
            tabTo(page, "main form button");
            page.keyboard().press("Enter");
            page.locator(".answer").waitFor();
            assertThat(page.textContent(".answer")).contains(answer);
            fits(page);
            picture(page, tool + "-390");
            print(page, answer);
        }
        try (BrowserContext desk = browser.withoutScript(1440, 900)) {
            Page page = desk.newPage();
            page.navigate(at("/tools/" + tool));
            fits(page);
            picture(page, tool + "-1440");
        }
    }

    @Test
    void 填错的留在表单里_错误写在旁边_改正后得到结果() {
        try (BrowserContext phone = browser.withoutScript(WIDTH, 844)) {
            Page page = phone.newPage();
            page.navigate(at("/tools/settlement"));
            fill(page, "principal", "十万");
            fill(page, "kind", "FIXED");
            fill(page, "performanceDue", "2026-03-31");
            fill(page, "until", "2026-04-10");
            fill(page, "payments.date", "2026-04-01");
            tabTo(page, "main form button");
            page.keyboard().press("Enter");
            page.locator("[role=alert]").waitFor();
            fits(page);
            picture(page, "settlement-errors-390");
            assertThat(page.textContent("[role=alert]")).contains("已经还的钱 第1项 金额：请填写金额");
            assertThat(page.inputValue("[name=principal]")).isEqualTo("十万");
            assertThat(page.inputValue("[name=kind]")).isEqualTo("FIXED");
            assertThat(page.inputValue("[name=performanceDue]")).isEqualTo("2026-03-31");
            assertThat(page.textContent("#principal-error")).contains("金额应为数字");
            assertThat(page.textContent("#rate-error")).contains("请填写年利率或倍数");
            assertThat(page.textContent("#payments-0-amount-error")).contains("请填写金额");
            assertThat(page.getAttribute("#principal", "aria-describedby")).isEqualTo("principal-error");
            // A message in the summary leads to its field.
            tabTo(page, "[role=alert] a");
            page.keyboard().press("Enter");
            assertThat(page.url()).endsWith("#principal");
        }
    }

    @Test
    void 从结果里的条文点到原文_逐条翻看_查找() {
        try (BrowserContext phone = browser.withoutScript(WIDTH, 844)) {
            Page page = phone.newPage();
            page.navigate(at("/tools/deadline?event=2026-09-18&length=15&unit=NATURAL_DAY"));
            page.click(".answer a.law");
            assertThat(page.textContent("h1")).isEqualTo("民事诉讼法（2023）第八十五条");
            assertThat(page.textContent("mark")).contains("期间");
            fits(page);
            picture(page, "law-article-390");
            page.click("[rel=next]");
            assertThat(page.textContent("h1")).isEqualTo("民事诉讼法（2023）第八十六条");
            page.click("text=全文");
            fits(page);
            fill(page, "article", "第250条");
            page.keyboard().press("Enter");
            page.waitForURL("**/250");
            assertThat(page.textContent("main")).contains("申请执行的期间为二年", "statutes.Periods#endOfApplicationTime");
            page.navigate(at("/tools/law"));
            fill(page, "words", "轮候");
            page.keyboard().press("Enter");
            page.waitForURL("**words=**");
            assertThat(page.textContent("main")).contains("查封扣押冻结（2020）第二十六条");
            fits(page);
            picture(page, "law-found-390");
        }
    }

    private void print(Page page, String answer) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("main form").isVisible()).isFalse();
        assertThat(page.locator("header").isVisible()).isFalse();
        assertThat(page.locator(".answer .print-only").isVisible()).isTrue();
        assertThat(page.innerText(".answer")).contains(answer);
        String sheets =
                new String(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
        assertThat(SHEET.matcher(sheets).results().count())
                .as("sheets of paper")
                .isEqualTo(1);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    /** Goes on with the tabulator from where it is until it comes to such an element. */
    private static Locator tabTo(Page page, String selector) {
        for (int i = 0; i < 300; i++) {
            Locator there = page.locator(selector + ":focus");
            if (there.count() > 0) {
                return there;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not come to " + selector);
    }

    private static void fill(Page page, String name, String value) {
        page.keyboard().press("Tab"); // off the field before, which may have the same name
        Locator field = tabTo(page, "[name='" + name + "']");
        if (String.valueOf(field.getAttribute("type")).equals("date")) {
            // In which order a browser asks for a day depends on the language of the machine.
            String[] part = value.split("-");
            page.keyboard().type(part[1] + part[2] + part[0]);
            if (!field.inputValue().equals(value)) {
                page.keyboard().press("ArrowLeft");
                page.keyboard().press("ArrowLeft");
                page.keyboard().type(part[0]);
                page.keyboard().press("ArrowRight");
                page.keyboard().type(part[1] + part[2]);
            }
        } else if (field.evaluate("e => e.tagName").equals("SELECT")) {
            for (int i = 0; i < 10 && !field.inputValue().equals(value); i++) {
                page.keyboard().press("ArrowDown");
            }
        } else {
            page.keyboard().type(value);
        }
        assertThat(field.inputValue()).isEqualTo(value);
    }

    private static void fits(Page page) {
        page.waitForLoadState(); // before its styles have come, a page is as wide as it likes
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s fits the phone", page.url())
                .isLessThanOrEqualTo((Integer) page.evaluate("window.innerWidth"));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("tools-" + name + ".png"))
                .setFullPage(true));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
