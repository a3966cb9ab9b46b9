package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.TestBrowser;
import cn.sunlit.audit.VerifyProof;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A party takes the proof of a step home on the phone and checks it there, with the small command and nothing else. */
@SunlitTest(shared = "stories")
class ProofStory {

    private static final Path PICTURES = Path.of(System.getProperty("sunlit.screenshots", "target/screenshots"));
    private static final long SEED = 20261122;

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
    void 申请人在手机上下载存证_离线验证有效_改动任何一个字节都不再有效() throws Exception {
        PaperToMoney story = new PaperToMoney(court, "proof", 33);
        story.file();
        story.begin();
        Path file = home.resolve("proof.json");
        Path key = home.resolve("key.txt");
        String hash;
        try (BrowserContext phone = browser.context(390, 844)) {
            Page page = phone.newPage();
            enter(page, story);
            page.click("ol.map > li.done summary");
            Download download = page.waitForDownload(() -> page.click("ol.map > li.done .proof > a"));
            download.saveAs(file);
            page.click("ol.map > li.done .proof summary");
            assertThat(drawn(page, "ol.map > li.done .proof img")).isTrue();
            picture(page, "portal-proof");
            hash = page.getAttribute("ol.map > li.done .proof details > a", "href")
                    .substring("/verify/".length());

            page.navigate(at("/portal/proofs?codes=true"));
            assertThat(page.locator(".proof details[open] img").count()).isGreaterThan(3);
            picture(page, "portal-proofs-codes");

            page.navigate(at("/verify/" + hash));
            assertThat(page.textContent("#verdict")).isEqualTo("存证有效");
            picture(page, "verify-known");
            page.navigate(at("/verify"));
            page.setInputFiles("#file", file);
            picture(page, "verify");
            page.click("main button");
            assertThat(page.textContent("#verdict")).isEqualTo("存证有效");
            picture(page, "verify-valid");
            Path changed = home.resolve("changed.json");
            Files.writeString(changed, Files.readString(file).replace("节点", "步骤"));
            page.setInputFiles("#file", changed);
            page.click("main button");
            assertThat(page.textContent("main")).contains("内容已被改动");
            picture(page, "verify-changed");
        }
        Files.writeString(
                key,
                court.get("/api/verify/public-key", "")
                        .expect(200)
                        .json()
                        .path("key")
                        .asString());

        assertThat(command(file)).isEqualTo("0 证明有效");
        assertThat(command(file, key)).isEqualTo("0 证明有效");

        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(SEED);
        List<byte[]> forged = new ArrayList<>();
        for (int i = 0; i < whole.length; i++) {
            byte[] other = whole.clone();
            other[i] ^= (byte) (1 + random.nextInt(255));
            forged.add(other);
        }
        forged.add(Arrays.copyOf(whole, whole.length - 1));
        forged.add(("\n" + new String(whole, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < forged.size(); i++) {
            Files.write(file, forged.get(i));
            assertThat(VerifyProof.run(new String[] {file.toString()}, nowhere()))
                    .as("change %d of %d", i, whole.length)
                    .isNotZero();
        }
        for (int i : new int[] {0, whole.length / 3, whole.length - 1}) {
            Files.write(file, forged.get(i));
            assertThat(command(file, key)).as("byte %d", i).matches("[12] 证明无效");
        }
    }

    @Test
    void 三张清单上办过的每一步都有存证_程序也取得到() {
        PaperToMoney story = new PaperToMoney(court, "proofs", 35);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        story.twoAccountsExist();
        story.file();
        story.reach(1, 9);
        story.begin();
        story.order("FREEZE", story.deposit(PaperToMoney.RICH).path("id").asLong(), "80000.00")
                .expect(202);
        court.advance("PT2H");

        for (String list : List.of("/lists/1", "/lists/3")) {
            JsonNode nodes =
                    court.get(story.at(list), "judge").expect(200).json().path("nodes");
            int done = 0;
            for (JsonNode node : nodes) {
                boolean isDone = node.path("state").asString().equals("DONE");
                done += isDone ? 1 : 0;
                if (isDone) {
                    verifies(story, node.path("proof"));
                } else if (node.path("state").asString().equals("PENDING")) {
                    assertThat(node.path("proof").isMissingNode())
                            .as(node.toString())
                            .isTrue();
                }
            }
            assertThat(done).as(list).isGreaterThan(3);
        }
        JsonNode two = court.get(story.at("/lists/2"), "judge").expect(200).json();
        for (JsonNode asset : two.path("assets")) {
            for (JsonNode measure : asset.path("measures")) {
                verifies(
                        story,
                        two.path("proofs").path("measure:" + measure.path("id").asLong()));
            }
        }
        assertThat(two.path("proofs").size()).isPositive();

        try (BrowserContext wide = browser.context(1440, 900)) {
            Page page = wide.newPage();
            page.navigate(at("/login"));
            page.fill("input[name=login]", "judge");
            page.fill("input[name=password]", "demo");
            page.click("button[type=submit], form button");
            page.waitForURL("**/desk");
            String at = at("/cases/" + CourtHttp.segment(story.number()));
            page.navigate(at + "/nodes?lamp=DONE&codes=true");
            assertThat(page.locator("details.node[open] .proof img").count()).isGreaterThan(5);
            assertThat(drawn(page, "details.node .proof img")).isTrue();
            picture(page, "nodes-codes");
            page.navigate(at + "/assets");
            assertThat(page.locator(".proof > a").count()).isPositive();
        }
    }

    private void verifies(PaperToMoney story, JsonNode proof) {
        String file = court.get(story.at("/proofs/" + proof.path("entry").asLong()), "judge")
                .expect(200)
                .text();
        assertThat(file).contains(proof.path("hash").asString());
        assertThat(court.get("/api/verify/" + proof.path("hash").asString(), "")
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    private void enter(Page page, PaperToMoney story) {
        page.navigate(at("/portal/login"));
        page.fill("input[name=caseNumber]", story.number());
        page.fill("input[name=name]", "甲某");
        page.click("main button, form button");
        court.advance("PT1M");
        page.fill("input[name=code]", Browser.code(court, "19000008803"));
        page.click("main button, form button");
        page.waitForURL("**/portal");
    }

    /** Exit code and last line of the command that {@code ./run verify} starts, in a room with nothing but the files. */
    private String command(Path... files) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                VerifyProof.class.getName()));
        Arrays.stream(files).map(Path::toString).forEach(words::add);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + said.strip().lines().toList().getLast();
    }

    private static PrintStream nowhere() {
        return new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    }

    private static boolean drawn(Page page, String image) {
        page.locator(image).first().scrollIntoViewIfNeeded();
        page.waitForFunction("s => document.querySelector(s).complete", image);
        return (Boolean) page.evaluate("s => document.querySelector(s).naturalWidth > 0", image);
    }

    private static void picture(Page page, String name) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("%s fits the screen", page.url())
                .isLessThanOrEqualTo(page.viewportSize().width);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(false));
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
