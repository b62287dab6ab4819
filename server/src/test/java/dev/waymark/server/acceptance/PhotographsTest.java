package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photographs the running server's pages, as each persona sees them, for the README: {@code ./mvnw -Pscreenshots verify}. */
@Tag("screenshots")
class PhotographsTest {
    private static final Path FOLDER = Path.of("..", "docs", "screenshots");

    @TempDir
    static Path folder;

    private static DemoWorld world;

    @BeforeAll
    static void start() throws Exception {
        assumeFalse(Chromium.missing(), "No Chromium: nothing is photographed");
        world = DemoWorld.start(
                folder,
                Map.of("WAYMARK_MAIL_URL", "smtp://localhost:587", "WAYMARK_MAIL_FROM", "learning@school.example"));
        Files.createDirectories(FOLDER);
        somethingIsDue();
    }

    /** A manager sets days for the module and an environment, so that there are people to remind. */
    private static void somethingIsDue() {
        try (BrowserContext browser = world.browser("mara", new Browser.NewContextOptions());
                Page page = world.launched(browser)) {
            page.navigate(page.url() + "/due");
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            page.locator("[name=due]").fill(today.plusDays(5).toString());
            page.locator("[name='due.hosted']").fill(today.minusDays(2).toString());
            page.locator("main form button").first().click();
            page.waitForURL(url -> !url.contains("/due"));
        }
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "learner-map, bram, '', 1280, 1100, LIGHT",
        "environment, bram, /aml-plat/hosted, 1280, 1000, DARK",
        "learner-phone, bram, '', 390, 844, LIGHT",
        "records, bram, /records, 1280, 800, LIGHT",
        "team, mara, '', 1280, 1000, LIGHT",
        "stalled, mara, /stalled, 1280, 800, LIGHT",
        "reminder, mara, /nudge/preview, 1280, 800, LIGHT",
        "verification, mara, /verification, 1280, 1000, LIGHT",
        "charts, mara, /charts, 1280, 1000, DARK",
        "organisation, noor, '', 1280, 800, LIGHT",
        "modules, noor, /modules, 1280, 800, LIGHT",
        "connections, noor, /connections, 1280, 800, LIGHT"
    })
    void photographs(String name, String person, String path, int width, int height, ColorScheme scheme) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en");
        try (BrowserContext browser = world.browser(person, options);
                Page page = world.launched(browser)) {
            if (!path.isEmpty()) {
                assertThat(page.navigate(page.url() + path).status()).isEqualTo(200);
            }
            Path picture = FOLDER.resolve(name + ".png");
            page.screenshot(new Page.ScreenshotOptions().setPath(picture));
            assertThat(picture).isNotEmptyFile();
        }
    }
}
