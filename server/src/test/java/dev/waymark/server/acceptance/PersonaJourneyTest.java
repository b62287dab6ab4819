package dev.waymark.server.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Chromium;
import dev.waymark.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of person comes for, without a mouse, on a phone and much enlarged. */
class PersonaJourneyTest {
    @TempDir
    static Path folder;

    private static DemoWorld world;

    @BeforeAll
    static void start() throws IOException {
        assumeFalse(Chromium.missing(), "No Chromium: the journeys are not tried");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        world = DemoWorld.start(folder, Chromium.WITHOUT_THIRD_PARTY_COOKIES);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /** 320 by 256 is what 400 % leave of 1280 by 1024. */
    @ParameterizedTest(name = "{0}, {1} by {2}, {3}")
    @CsvSource({
        "KEYBOARD, 1280, 800, LIGHT, ada",
        "KEYBOARD, 320, 700, DARK, kira",
        "MOUSE, 320, 700, LIGHT, luca",
        "MOUSE, 320, 256, DARK, greta"
    })
    void aLearnerFollowsNextUpTicksAndTakesItBack(Hand hand, int width, int height, ColorScheme scheme, String person) {
        try (BrowserContext browser = world.browser(
                        person,
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme));
                Page page = world.framed(browser)) {
            FrameLocator frame = page.frameLocator("#tool iframe");
            hand.use(page, frame.locator("a.next-up"));
            Locator next = frame.locator(".asset.next");
            assertThat(next).isVisible();
            Locator asset = frame.locator("#" + next.getAttribute("id"));
            hand.use(page, asset.locator("button.do"));
            assertThat(frame.locator("#announcement")).containsText("done");
            assertThat(asset.locator("button.plain")).isFocused();
            hand.use(page, asset.locator("button.plain"));
            assertThat(asset.locator("button.do")).isFocused();
            assertThat(frame.locator("#announcement")).containsText("no longer");
            Assertions.assertThat((boolean) page.evaluate(
                            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isTrue();
            if (hand == Hand.KEYBOARD) {
                frame.locator(".skip").focus();
            }
            hand.use(page, frame.locator(".places a").nth(2));
            assertThat(frame.locator("h1")).containsText("ecords");
        }
    }

    @Test
    void aManagerVerifiesWithAReasonAndTakesTheListAlongByKeyboard() {
        try (BrowserContext browser = desk("mara");
                Page page = world.launched(browser)) {
            Hand hand = Hand.KEYBOARD;
            hand.use(page, row(page, "Ines Holm").locator("a.heat").first());
            assertThat(page.locator("h1")).containsText("Developer Environment");
            hand.use(page, page.getByRole(AriaRole.LINK, named("Ines Holm")));
            assertThat(page.locator("h1")).hasText("Ines Holm");
            Locator tick = page.locator("input[name=asset]").first();
            Hand.reach(page, tick);
            page.keyboard().press("Space");
            assertThat(tick).isChecked();
            Hand.reach(page, page.locator("input[name=reason]"));
            page.keyboard().insertText("Shown in the workshop");
            hand.use(page, page.locator("button[name=verified][value=true]"));
            assertThat(page.locator(".asset-list li").first()).containsText("Mara Field");
            hand.use(page, page.locator(".places a").first());
            Locator csv = page.getByRole(AriaRole.LINK, named("CSV"));
            Download download = page.waitForDownload(() -> hand.use(page, csv));
            Assertions.assertThat(download.path())
                    .content(StandardCharsets.UTF_8)
                    .contains("Ines Holm");
        }
    }

    @Test
    void anAdministratorImportsPublishesAndRollsBackByKeyboard() throws IOException {
        String edition = new String(DemoWorld.sample(), StandardCharsets.UTF_8)
                .replace("Train an image classification model with Azure ML", "Train a model that knows images");
        try (BrowserContext browser = desk("noor");
                Page page = world.launched(browser)) {
            Hand hand = Hand.KEYBOARD;
            hand.use(page, page.locator(".places").getByRole(AriaRole.LINK, in("Modules")));
            Hand.reach(page, page.locator("textarea[name=text]"));
            page.keyboard().insertText(edition);
            hand.use(page, page.locator("form:has(textarea[name=text]) button"));
            assertThat(page.locator("#step-3")).containsText("Train a model that knows images");
            hand.use(page, page.locator("#step-4 button.do"));
            assertThat(page.locator("main")).containsText("Versions");
            Locator versions = page.locator("section[aria-labelledby=versions]");
            assertThat(versions.locator("tr", new Locator.LocatorOptions().setHasText("Current")))
                    .containsText("2");
            hand.use(page, versions.locator("button").first());
            assertThat(versions.locator("tr", new Locator.LocatorOptions().setHasText("Current")))
                    .not()
                    .containsText("2 Current");
            hand.use(page, page.locator(".places").getByRole(AriaRole.LINK, in("Deliveries")));
            assertThat(page.locator("h1")).hasText("Deliveries");
            hand.use(page, page.locator(".places").getByRole(AriaRole.LINK, in("Keys")));
            Locator keys = page.locator("table tbody tr");
            int before = keys.count();
            hand.use(
                    page,
                    page.locator("form:not(:has(input[type=search])) button").first());
            assertThat(keys).not().hasCount(before);
        }
    }

    @Test
    void aTickOnOneNodeMovesTheManagersCellOnAnotherWithinTwoSeconds() {
        try (TestServer other = TestServer.beside(world.tool());
                BrowserContext desk = desk("mara");
                BrowserContext elsewhere = desk("jonas");
                Page team = world.launched(desk);
                Page learner = world.launched(elsewhere)) {
            team.waitForResponse(answer -> answer.url().contains("/team/events"), team::reload);
            Locator cells = row(team, "Jonas Pike").locator("a.heat");
            String before = cells.allInnerTexts().toString();
            learner.navigate(learner.url()
                            .replace(world.tool().url().toString(), other.url().toString()) + "/aml-plat/managed");
            Locator open = learner.locator("button.do");
            int left = open.count();
            open.first().click();
            assertThat(open).hasCount(left - 1);
            assertThat(row(team, "Jonas Pike").locator("a.heat.changed").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2_000));
            Assertions.assertThat(cells.allInnerTexts().toString()).isNotEqualTo(before);
        }
    }

    @Test
    void aCellMovesByAskingNowAndThenWhenTheEventStreamIsBlocked() {
        try (BrowserContext desk = desk("mara");
                BrowserContext elsewhere = desk("jonas");
                Page team = world.launched(desk);
                Page learner = world.launched(elsewhere)) {
            team.clock().install();
            team.route(address -> address.contains("/team/events"), Route::abort);
            team.waitForRequest(request -> request.url().contains("/team/events"), team::reload);
            Locator cells = row(team, "Jonas Pike").locator("a.heat");
            String before = cells.allInnerTexts().toString();
            learner.navigate(learner.url() + "/aml-plat/hosted");
            Locator open = learner.locator("button.do");
            int left = open.count();
            open.first().click();
            assertThat(open).hasCount(left - 1);
            team.clock().fastForward(20_000);
            assertThat(row(team, "Jonas Pike").locator("a.heat.changed").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            Assertions.assertThat(cells.allInnerTexts().toString()).isNotEqualTo(before);
        }
    }

    @Test
    void aManagerVerifiesSeveralLearnersByKeyboard() {
        try (BrowserContext browser = desk("mara");
                Page page = world.launched(browser)) {
            Hand hand = Hand.KEYBOARD;
            hand.use(page, page.getByRole(AriaRole.LINK, named("Verify several")));
            for (Locator choice : List.of(
                    page.locator("input[name=cell]").first(),
                    page.locator("input[name=learner]").first(),
                    page.locator("input[name=learner]").nth(1))) {
                Hand.reach(page, choice);
                page.keyboard().press("Space");
                assertThat(choice).isChecked();
            }
            Hand.reach(page, page.locator("input[name=reason]"));
            page.keyboard().insertText("Shown in the workshop");
            hand.use(page, page.locator("button[name=verified][value=true]"));
            assertThat(page.locator("h1")).hasText("What happened");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.locator("tbody tr").first()).containsText("verified");
        }
    }

    @Test
    void aManagerSetsADueDateByKeyboard() {
        try (BrowserContext browser = desk("mara");
                Page page = world.launched(browser)) {
            Hand hand = Hand.KEYBOARD;
            hand.use(page, page.getByRole(AriaRole.LINK, named("Due dates")));
            Hand.reach(page, page.locator("input[name=due]"));
            page.keyboard().type("01022020");
            hand.use(page, page.getByRole(AriaRole.BUTTON, named("Save the dates")));
            assertThat(page.locator("p.overdue")).containsText("Overdue since");
            assertThat(page.locator(".count-overdue")).isVisible();
        }
    }

    private static BrowserContext desk(String person) {
        return world.browser(person, new Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    private static Locator row(Page page, String name) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
