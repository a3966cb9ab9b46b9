package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import cn.sunlit.deadlines.RecomputeCommand;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A judge prints the proof of a last day; whoever holds the file reckons it again with the small command and nothing else. */
@SunlitTest(shared = "stories")
class RecomputeStory {

    private static final Path PICTURES = Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"));

    @LocalServerPort
    private int port;

    @TempDir
    private Path home;

    private TestBrowser browser;
    private CourtHttp court;

    @BeforeEach
    void open() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void 期限证明从页面打印_脱机重算得同一日_改动即被指出() throws Exception {
        PaperToMoney story = new PaperToMoney(court, "recompute", 41);
        story.file();
        LocalDate before = LocalDate.parse(term(story).path("dueOn").asString());
        suspended(story);
        JsonNode term = term(story);
        LocalDate due = LocalDate.parse(term.path("dueOn").asString());
        assertThat(due).isAfter(before);

        Path json = home.resolve("proof.json");
        Path pdf = home.resolve("proof.pdf");
        try (BrowserContext phone = browser.context(390, 844)) {
            Page page = phone.newPage();
            page.navigate("http://127.0.0.1:" + port + "/login");
            page.fill("input[name=login]", "judge");
            page.fill("input[name=password]", "demo");
            page.click("button[type=submit], form button");
            page.waitForURL("**/desk");
            page.navigate("http://127.0.0.1:" + port + "/cases/" + CourtHttp.segment(story.number()) + "/nodes/"
                    + term.path("run").asLong() + "/proof");
            assertThat(page.textContent("main")).contains(due.toString(), before.toString(), "鉴定委托书");
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("fits the phone")
                    .isLessThanOrEqualTo(390);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve("proof-phone.png"))
                    .setFullPage(true));
            Download kept = page.waitForDownload(() -> page.click("main a[href$='proof.json']"));
            kept.saveAs(json);
            // What the link opens, with this visitor's session.
            Files.write(
                    pdf,
                    phone.request()
                            .get("http://127.0.0.1:" + port + page.getAttribute("main a[href$='proof.pdf']", "href"))
                            .body());
        }
        paperSays(pdf, due.toString(), before.toString(), story.number());

        assertThat(command(json)).startsWith("0 ").contains("最后一日：" + due).endsWith("一致");
        assertThat(command(pdf)).isEqualTo(command(json));

        String text = Files.readString(json);
        Files.writeString(json, text.replace("\"dueOn\":\"" + due, "\"dueOn\":\"" + due.plusDays(1)));
        assertThat(command(json)).startsWith("1 ").contains("最后一日").endsWith("不一致");
        byte[] paper = Files.readAllBytes(pdf);
        String changed = new String(paper, StandardCharsets.ISO_8859_1)
                .replace("\"dueOn\":\"" + due, "\"dueOn\":\"" + due.plusDays(1));
        Files.write(pdf, changed.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(command(pdf)).startsWith("1 ").contains("最后一日").endsWith("不一致");
    }

    /** The term of the case: the one whose days an appraisal does not count into. */
    private JsonNode term(PaperToMoney story) {
        for (JsonNode node :
                court.get(story.at("/lists/3"), "judge").expect(200).json().path("nodes")) {
            if (node.path("code").asString().equals("I03")) {
                return node;
            }
        }
        throw new AssertionError("no term");
    }

    private void suspended(PaperToMoney story) {
        long id = court.post(story.at("/periods"), "judge", """
                        {"kind":"SUSPENSION","ground":"EXPERT_APPRAISAL","from":"%s","to":"%s","reason":"委托司法鉴定",
                         "documentTitle":"鉴定委托书","documentNumber":"某号"}
                        """.formatted(
                                story.today(), story.today().plusDays(19)))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        court.post(story.at("/periods/" + id + "/approve"), "leader", "{}").expect(200);
    }

    private static void paperSays(Path pdf, String... words) throws IOException {
        try (PDDocument paper = Loader.loadPDF(pdf.toFile())) {
            assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s", ""))
                    .contains(words)
                    .as("each character has its shape")
                    .doesNotContain("U+");
            ImageIO.write(
                    new PDFRenderer(paper).renderImageWithDPI(0, 80),
                    "png",
                    PICTURES.resolve("proof-paper.png").toFile());
        }
    }

    /** Exit code and what the command says that {@code ./run recompute} starts, in a room with nothing but the file. */
    private String command(Path file) throws IOException, InterruptedException {
        String classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        classpath,
                        RecomputeCommand.class.getName(),
                        file.toString()))
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + said.strip();
    }
}
