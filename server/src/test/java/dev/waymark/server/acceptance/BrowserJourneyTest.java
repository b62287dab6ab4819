package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.waymark.server.Await;
import dev.waymark.server.Chromium;
import dev.waymark.server.TestServer;
import dev.waymark.server.demo.Demo;
import java.io.IOException;
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
    private static final List<String> ENVIRONMENTS = List.of("Developer", "Unmanaged", "Hosted", "Managed");

    @TempDir
    static Path folder;

    private static TestServer world;
    private static Demo lms;
    private static Chromium chromium;

    private static final String WIDTH_OF_PICTURE = """
            address => new Promise(done => {
              const picture = new Image();
              picture.onload = () => done(picture.naturalWidth);
              picture.onerror = () => done(0);
              picture.src = address;
            })""";

    @BeforeAll
    static void start() throws IOException {
        assumeFalse(Chromium.missing(), "No Chromium: the journeys are not tried");
        world = TestServer.start(Map.of("WAYMARK_REGISTRATION", "open"));
        world.publish(DemoWorld.sample());
        lms = Await.result(Demo.start(world.server().vertx(), world.url(), "127.0.0.1", 0, folder));
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        chromium = Chromium.start(Chromium.WITHOUT_THIRD_PARTY_COOKIES);
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            Await.result(lms.close());
            world.close();
        }
    }

    @Test
    void aLearnerWorksThroughEverythingAndCanProveIt() {
        Page page = launchedAs("Ada Quill");
        FrameLocator frame = page.frameLocator("iframe");
        PlaywrightAssertions.assertThat(frame.locator("h1")).containsText("Azure ML Platform");
        int done = 0;
        for (String environment : ENVIRONMENTS) {
            Hand.MOUSE.use(page, station(frame, environment));
            PlaywrightAssertions.assertThat(frame.locator("h1")).containsText(environment);
            done += tickAll(page, frame);
            Hand.MOUSE.use(page, frame.locator(".crumb a"));
            PlaywrightAssertions.assertThat(frame.locator("table.matrix")).isVisible();
        }
        assertThat(done).isEqualTo(50);
        PlaywrightAssertions.assertThat(frame.locator("main")).containsText("You have finished this module");

        String verify = frame.getByText("Verify it").getAttribute("href");
        Page stranger = chromium.browser().newContext().newPage();
        stranger.navigate(world.url() + Objects.requireNonNull(verify));
        PlaywrightAssertions.assertThat(stranger.locator("main")).containsText("This record is genuine and valid");
        PlaywrightAssertions.assertThat(stranger.locator("main")).not().containsText("Ada Quill");
    }

    private static int tickAll(Page page, FrameLocator frame) {
        Locator open = frame.locator("button.do");
        int ticked = 0;
        for (int left = open.count(); left > 0; left--) {
            Hand.MOUSE.use(page, open.first());
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
        Page elsewhere = chromium.browser().newContext().newPage();
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

    @Test
    void theLmsCanShowTheIconOnItsOwnPages() {
        Page page = chromium.browser().newContext().newPage();
        page.navigate(world.emulator().configuration().toString());
        assertThat(page.evaluate(WIDTH_OF_PICTURE, world.url() + "/assets/icon.svg"))
                .isNotEqualTo(0);
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
        Page page = chromium.browser().newContext().newPage();
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
