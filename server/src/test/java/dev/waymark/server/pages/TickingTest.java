package dev.waymark.server.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Chromium;
import dev.waymark.server.progress.TickedView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TickingTest {
    private static final Sample ENVIRONMENT = Sample.all(Texts.english()).stream()
            .filter(sample -> sample.name().equals("environment"))
            .findFirst()
            .orElseThrow();

    @Test
    void ticksInPlaceAndTellsIt() {
        assumeFalse(Chromium.missing(), "No Chromium: pages are not checked in a browser");
        try (Browser browser = new Browser();
                Page page = browser.show(ENVIRONMENT, 1280, ColorScheme.LIGHT)) {
            page.route("**/assets/2/completion", TickingTest::unticked);
            Locator undo = page.locator("#asset-2 form button");
            undo.focus();
            undo.press("Enter");

            assertThat(page.locator("#announcement")).containsText("no longer done");
            assertThat(page.locator("#asset-2 .state")).containsText("Not opened");
            assertThat(page.locator("#asset-2 button.do")).isFocused();
            assertThat(page.locator("#environment-count")).containsText("9 of 17 done");
            Assertions.assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void unticked(Route route) {
        Assertions.assertThat(route.request().postData()).contains("state=none", "_token=sample-form-token");
        var view = new TickedView(
                Sample.learner(Texts.english(), Place.MAP),
                AssetSamples.open("2"),
                2,
                LearnerSamples.begun(),
                9,
                17,
                null);
        route.fulfill(new Route.FulfillOptions()
                .setContentType("text/html; charset=utf-8")
                .setBody(Browser.render(new Sample("ticked", "progress/ticked.jte", view))));
    }
}
