package cn.sunlit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine, driven by a test; it never downloads one. */
public final class TestBrowser implements AutoCloseable {

    /** For a machine that is busy with other things: what is there at once costs nothing of it. */
    private static final double PATIENCE_MILLIS = 300_000;

    private final Playwright playwright;
    private final Browser browser;

    public TestBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setTimeout(PATIENCE_MILLIS)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A visitor of her own, with a screen of this size. */
    public BrowserContext context(int width, int height) {
        return patient(browser.newContext(size(width, height)));
    }

    /** The same, whose browser runs no script. */
    public BrowserContext withoutScript(int width, int height) {
        return patient(browser.newContext(size(width, height).setJavaScriptEnabled(false)));
    }

    private static BrowserContext patient(BrowserContext context) {
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        return context;
    }

    private static Browser.NewContextOptions size(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height).setLocale("zh-CN");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
            for (String directory :
                    System.getenv().getOrDefault("PATH", "/usr/bin").split(":")) {
                Path found = Path.of(directory, name);
                if (Files.isExecutable(found)) {
                    return found;
                }
            }
        }
        throw new IllegalStateException("没有找到 Chromium：浏览器测试需要它");
    }
}
