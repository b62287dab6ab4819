package dev.waymark.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Chromium;
import dev.waymark.server.launch.StorageView;
import dev.waymark.server.web.Texts;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlatformStorageTest {
    /** An LMS that forwards storage messages through a frame named {@code store}. */
    private static final String LMS = """
            <!doctype html><iframe name="store" src="http://%s/store"></iframe><script>
            document.querySelector("iframe").onload = () =>
              document.body.append(Object.assign(document.createElement("iframe"), {src: "http://waymark.test/page"}));
            </script>""";

    private static final String STORE = """
            <!doctype html><script>
            setTimeout(() => addEventListener("message", ({ data, source, origin }) => source.postMessage({
              subject: data.subject + ".response", message_id: data.message_id, key: data.key,
              value: data.value ?? "kept"
            }, origin)), %d);
            </script>""";

    private static @Nullable Browser browser;

    @BeforeAll
    static void startBrowser() {
        assumeFalse(Chromium.missing(), "No Chromium: pages are not checked in a browser");
        browser = new Browser();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void keepsTheValueAndGoesOnToTheLms() {
        assertThat(wentOnWith("lms.test", 0, "state-value")).isEqualTo("GET");
    }

    @Test
    void asksForTheValueAndPostsIt() {
        assertThat(wentOnWith("lms.test", 0, null)).isEqualTo("POST state=1&storage=kept");
    }

    @Test
    void asksAgainUntilTheFrameListens() {
        assertThat(wentOnWith("lms.test", 700, null)).isEqualTo("POST state=1&storage=kept");
    }

    @Test
    void goesOnWithoutTheValueWhenAnotherOriginAnswers() {
        assertThat(wentOnWith("stranger.test", 0, null)).isEqualTo("POST state=1&storage=");
    }

    private static String wentOnWith(String storeHost, int deafFor, @Nullable String value) {
        var view = new StorageView(
                Sample.open(Texts.english()),
                "store",
                "http://lms.test",
                "state_1",
                value,
                "http://waymark.test/on",
                Map.of("state", "1"));
        Sample sample = new Sample("storage", "launch/storage.jte", view);
        try (Page page = Objects.requireNonNull(browser).blank(sample, 1280, ColorScheme.LIGHT)) {
            page.route("http://lms.test/lms", route -> html(route, LMS.formatted(storeHost)));
            page.route("**/store", route -> html(route, STORE.formatted(deafFor)));
            var request = page.waitForRequest("http://waymark.test/on", () -> page.navigate("http://lms.test/lms"));
            return request.postData() == null ? request.method() : request.method() + " " + request.postData();
        }
    }

    private static void html(Route route, String body) {
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(body));
    }
}
