package dev.waymark.server.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.server.Axe;
import dev.waymark.server.Chromium;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LmsBrowserTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path folder;

    private static @Nullable SampleTool tool;
    private static @Nullable Demo demo;
    private static @Nullable Chromium chromium;

    @BeforeAll
    static void start() throws TimeoutException {
        assumeFalse(Chromium.missing(), "No Chromium: the LMS is not tried in a browser");
        tool = SampleTool.start(VERTX).await(30, TimeUnit.SECONDS);
        demo = Demo.start(VERTX, tool.url(), "127.0.0.1", 0, folder).await(60, TimeUnit.SECONDS);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws TimeoutException {
        if (chromium != null) {
            chromium.close();
        }
        if (demo != null) {
            demo.close().await(30, TimeUnit.SECONDS);
        }
        VERTX.close().await(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "/courses/ml-201, ada",
        "/courses/ml-201, mara",
        "/courses/ml-201/people, ada",
        "/courses/ml-201/grades, mara",
        "/administration, noor",
        "/nowhere, ada"
    })
    void isAccessibleInBothThemesAndFitsAPhone(String path, String person) {
        try (Page page = open(path, person)) {
            assertThat(Axe.violations(page)).as("light").isEmpty();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.locator(".menu summary").first().click();
            assertThat(Axe.violations(page)).as("dark, people shown").isEmpty();
            page.setViewportSize(320, 700);
            page.locator(".menu summary").nth(1).click();
            assertThat(Axe.violations(page)).as("320 px, switches shown").isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
        }
    }

    @Test
    void opensTheToolInItsFrameForWhomeverIsChosen() {
        try (Page page = open("/courses/ml-201", "ada")) {
            page.locator(".menu summary").first().click();
            page.locator("button[value=cleo]").click();
            page.locator(".activities a").first().click();
            assertThat(page.frameLocator("#tool iframe").locator("h1")).hasText("Tool");
            assertThat(page.frames().get(1).url()).isEqualTo(toolUrl() + "/l/cleo");
        }
    }

    @Test
    void answersTheToolsMessages() {
        try (Page page = opened()) {
            var inside = page.frames().get(1);
            var ask = "message => new Promise(done => { addEventListener('message', e => done(e.data), {once: true});"
                    + " parent.postMessage(message, '*'); })";

            var kept = inside.evaluate(
                    ask, Map.of("subject", "lti.put_data", "message_id", "1", "key", "k", "value", "v"));
            var given = inside.evaluate(ask, Map.of("subject", "lti.get_data", "message_id", "2", "key", "k"));
            inside.evaluate("parent.postMessage({subject: 'lti.frameResize', height: 900}, '*')");

            assertThat(kept)
                    .isEqualTo(Map.of("subject", "lti.put_data.response", "message_id", "1", "key", "k", "value", "v"));
            assertThat(given)
                    .isEqualTo(Map.of("subject", "lti.get_data.response", "message_id", "2", "key", "k", "value", "v"));
            assertThat(page.locator("#tool iframe")).hasAttribute("style", "height: 900px;");
            inside.evaluate("parent.postMessage({subject: 'org.imsglobal.lti.close'}, '*')");
            page.waitForURL(demoUrl() + "/courses/ml-201");
        }
    }

    @Test
    void showsAScoreAsItArrives() throws TimeoutException {
        try (Page page = open("/courses/ml-201/grades", "mara");
                Page opened = opened()) {
            assertThat(opened.frames()).hasSize(2);
            var row = page.locator("tr", new Page.LocatorOptions().setHasText("Ada Quill"));
            assertThat(row.locator("b")).hasText("–");

            var sender = Objects.requireNonNull(tool);
            Future.<LtiResponse>future(sent ->
                            VERTX.runOnContext(go -> sender.send("ada", 40).onComplete(sent)))
                    .await(30, TimeUnit.SECONDS);

            assertThat(row.locator("b")).hasText("40");
        }
    }

    private static Page opened() {
        var page = open("/courses/ml-201", "ada");
        page.locator(".activities a").first().click();
        assertThat(page.frameLocator("#tool iframe").locator("h1")).hasText("Tool");
        return page;
    }

    private static Page open(String path, String person) {
        var context = Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.addCookies(List.of(new Cookie("lms_person", person).setUrl(demoUrl())));
        var page = context.newPage();
        page.navigate(demoUrl() + path);
        return page;
    }

    private static String demoUrl() {
        return Objects.requireNonNull(demo).url().toString();
    }

    private static String toolUrl() {
        return Objects.requireNonNull(tool).url().toString();
    }
}
