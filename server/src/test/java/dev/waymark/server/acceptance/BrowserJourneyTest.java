package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import dev.waymark.server.demo.Demo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product in Chromium, framed by an LMS on another site, every third-party cookie blocked. */
class BrowserJourneyTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> ENVIRONMENTS = List.of("Developer", "Unmanaged", "Hosted", "Managed");

    @TempDir
    static Path folder;

    private static TestServer world;
    private static Demo lms;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "No Chromium at " + CHROMIUM + ": the journeys are not tried");
        world = TestServer.start(Map.of("WAYMARK_REGISTRATION", "open"));
        world.publish(sample());
        lms = Await.result(Demo.start(world.server().vertx(), world.url(), "127.0.0.1", 0, folder));
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--test-third-party-cookie-phaseout")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            playwright.close();
            Await.result(lms.close());
            world.close();
        }
    }

    private static byte[] sample() throws IOException {
        try (InputStream page = BrowserJourneyTest.class.getResourceAsStream("/content/aml-plat.md")) {
            return Objects.requireNonNull(page).readAllBytes();
        }
    }

    @Test
    void aLearnerWorksThroughEverythingAndCanProveIt() {
        Page page = launchedAs("Ada Quill");
        FrameLocator frame = page.frameLocator("iframe");
        PlaywrightAssertions.assertThat(frame.locator("h1")).containsText("Azure ML Platform");
        int done = 0;
        for (String environment : ENVIRONMENTS) {
            station(frame, environment).click();
            PlaywrightAssertions.assertThat(frame.locator("h1")).containsText(environment);
            done += tickAll(frame);
            frame.locator(".crumb a").click();
            PlaywrightAssertions.assertThat(frame.locator("table.matrix")).isVisible();
        }
        assertThat(done).isEqualTo(50);
        PlaywrightAssertions.assertThat(frame.locator("main")).containsText("You have finished this module");

        String verify = frame.getByText("Verify it").getAttribute("href");
        Page stranger = browser.newContext().newPage();
        stranger.navigate(world.url() + Objects.requireNonNull(verify));
        PlaywrightAssertions.assertThat(stranger.locator("main")).containsText("This record is genuine and valid");
        PlaywrightAssertions.assertThat(stranger.locator("main")).not().containsText("Ada Quill");
    }

    private static int tickAll(FrameLocator frame) {
        Locator open = frame.locator("button.do");
        int ticked = 0;
        for (int left = open.count(); left > 0; left--) {
            open.first().click();
            PlaywrightAssertions.assertThat(open).hasCount(left - 1);
            ticked++;
        }
        return ticked;
    }

    @Test
    void reloadAndBackKeepTheSession() {
        Page page = launchedAs("Kira Lund");
        FrameLocator frame = page.frameLocator("iframe");
        station(frame, "Developer").click();
        PlaywrightAssertions.assertThat(frame.locator("h1")).containsText("Developer");
        page.evaluate("history.back()");
        PlaywrightAssertions.assertThat(frame.locator("table.matrix")).isVisible();
        String address = page.frames().get(1).url();
        Page elsewhere = browser.newContext().newPage();
        assertThat(Objects.requireNonNull(elsewhere.navigate(address)).status()).isEqualTo(401);
    }

    @Test
    void aManagerSeesTheTeamAndAnAdministratorTheModules() {
        FrameLocator team = launchedAs("Mara Field").frameLocator("iframe");
        PlaywrightAssertions.assertThat(team.locator("main")).containsText("Bram Oakes");
        team.getByText("Bram Oakes").first().click();
        PlaywrightAssertions.assertThat(team.locator("main")).containsText("50");
        FrameLocator admin = launchedAs("Noor Castle").frameLocator("iframe");
        admin.getByText("Modules", new FrameLocator.GetByTextOptions().setExact(true))
                .first()
                .click();
        PlaywrightAssertions.assertThat(admin.locator("main")).containsText("Azure ML Platform");
    }

    private static Locator station(FrameLocator frame, String environment) {
        return frame.locator("table.matrix")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions()
                                .setName(environment + " Environment")
                                .setExact(true));
    }

    private static Page launchedAs(String person) {
        Page page = browser.newContext().newPage();
        page.setDefaultTimeout(30_000);
        page.navigate(lms.url() + "/courses/ml-201");
        page.locator("summary").first().click();
        page.getByText(person, new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.locator("main a", new Page.LocatorOptions().setHasText("Learning path"))
                .first()
                .click();
        return page;
    }
}
