package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.Await;
import dev.waymark.server.Chromium;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What browsers leave to a tool in a frame on another site: all cookies, partitioned ones, or none and no storage
 * either; with an LMS that keeps data for tools, and with one that does not; and in a tab of its own.
 */
class CookielessTest {
    @TempDir
    static Path folder;

    private static TestServer keeping;
    private static TestServer notKeeping;
    private static Chromium partitioning;

    @BeforeAll
    static void start() {
        assumeFalse(Chromium.missing(), "No Chromium: launches are not tried in a browser");
        keeping = TestServer.start();
        keeping.publishSmallModule();
        notKeeping = TestServer.start(Profile.BRIGHTSPACE);
        notKeeping.publishSmallModule();
        partitioning = Chromium.start(Chromium.WITHOUT_THIRD_PARTY_COOKIES);
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @AfterAll
    static void stop() {
        if (keeping != null) {
            partitioning.close();
            keeping.close();
            notKeeping.close();
        }
    }

    /** An LMS's page with the tool in a frame, which keeps data for it where its profile says so. */
    private static final String FRAMED = """
            <!doctype html><title>LMS</title><iframe name="tool" width="900" height="700"></iframe>
            <form method="post" action="%s" target="tool">%s</form><script>
            const kept = new Map();
            addEventListener("message", ({ data, source, origin }) => {
              if (%s && /^lti\\.(put|get)_data$/.test(data.subject)) {
                if (data.subject === "lti.put_data") kept.set(data.key, data.value);
                source.postMessage({ subject: data.subject + ".response", message_id: data.message_id, key: data.key,
                  value: kept.get(data.key) }, origin);
              }
            });
            document.forms[0].submit();</script>""";

    /** The same as a link that opens a tab of its own. */
    private static final String TAB = """
            <!doctype html><title>LMS</title><form method="post" action="%s" target="_blank">%s<button>Open</button></form>""";

    @Test
    void worksInAFrameWhereAllCookiesComeBack() {
        try (Chromium chromium = Chromium.start()) {
            worksByCookie(keeping, chromium.browser().newContext());
        }
    }

    @Test
    void worksInAFrameWhereOnlyPartitionedCookiesComeBack() {
        worksByCookie(keeping, partitioning.browser().newContext());
        worksByCookie(notKeeping, partitioning.browser().newContext());
    }

    private static void worksByCookie(TestServer world, BrowserContext browser) {
        Page lms = framed(world, browser);
        FrameLocator tool = lms.frameLocator("iframe");
        Shown.on(lms, tool.locator("table.matrix"));
        tool.locator("table.matrix a").first().click();
        PlaywrightAssertions.assertThat(tool.locator("h1")).containsText("One");
        int open = tool.locator("button.do").count();
        tool.locator("button.do").first().click();
        PlaywrightAssertions.assertThat(tool.locator("button.do")).hasCount(open - 1);
        assertThat(binding(world)).isEqualTo("cookie");
        browser.close();
    }

    @Test
    void goesOnInAWindowByTheLmssStorageWhereTheFrameIsDeniedEverything() {
        try (Chromium.Settled chromium = denying(keeping)) {
            Page lms = framed(keeping, chromium.context());
            FrameLocator tool = lms.frameLocator("iframe");
            Shown.on(lms, tool.locator("form[action='/lti/continue'] button"));
            assertDenied(lms);
            assertThat(binding(keeping)).isEqualTo("storage");
            Page window = lms.waitForPopup(
                    () -> tool.locator("form[action='/lti/continue'] button").click());
            worksInWindow(keeping, window);
        }
    }

    @Test
    void beginsAnewInAWindowWhereTheFrameIsDeniedEverythingAndTheLmsKeepsNothing() {
        try (Chromium.Settled chromium = denying(notKeeping)) {
            Page lms = framed(notKeeping, chromium.context());
            FrameLocator tool = lms.frameLocator("iframe");
            Shown.on(lms, tool.locator("main", new FrameLocator.LocatorOptions().setHasText("state-other-browser")));
            assertDenied(lms);
            Page window = lms.waitForPopup(
                    () -> tool.locator("a.button[target=_blank]").click());
            worksInWindow(notKeeping, window);
            assertThat(binding(notKeeping)).isEqualTo("cookie");
        }
    }

    @Test
    void worksInATabOfItsOwnWithThirdPartyCookiesBlocked() {
        for (TestServer world : new TestServer[] {keeping, notKeeping}) {
            BrowserContext browser = partitioning.browser().newContext();
            Page lms = opened(
                    world,
                    browser,
                    TAB,
                    world.emulator().open(TestPlatform.LINK, "l3").inWindow());
            Page tab = lms.waitForPopup(() -> lms.locator("button").click());
            worksInWindow(world, tab);
            assertThat(binding(world)).isEqualTo("cookie");
            browser.close();
        }
    }

    private static void worksInWindow(TestServer world, Page window) {
        Shown.on(window, window.locator("table.matrix"));
        assertThat(window.url()).startsWith(world.url() + "/l/");
        window.reload();
        window.locator("table.matrix a").first().click();
        PlaywrightAssertions.assertThat(window.locator("h1")).containsText("One");
        window.goBack();
        PlaywrightAssertions.assertThat(window.locator("table.matrix")).isVisible();
    }

    private static Page framed(TestServer world, BrowserContext browser) {
        return opened(world, browser, FRAMED, world.emulator().open(TestPlatform.LINK, "l1"));
    }

    private static Page opened(TestServer world, BrowserContext browser, String html, Launch launch) {
        LtiRequest login = world.emulator().start(launch);
        String fields = FormBody.decode(String.valueOf(login.body())).stream()
                .map(field -> "<input type=\"hidden\" name=\"" + field.getKey() + "\" value=\""
                        + field.getValue().replace("&", "&amp;").replace("\"", "&quot;") + "\">")
                .collect(Collectors.joining());
        boolean keeps = world.emulator().site().profile().storageTarget() != null;
        Page page = browser.newPage();
        page.setDefaultTimeout(30_000);
        page.navigate(
                world.lms().show(html.formatted(login.uri(), fields, keeps)).toString());
        return page;
    }

    /** No cookie and no storage for the tool while the LMS's page is around it. */
    private static Chromium.Settled denying(TestServer world) {
        String preferences = """
                {"profile":{"content_settings":{"exceptions":{"cookies":{"%s,%s":{"setting":2}}}}}}""".formatted(world.url(), world.emulator().site().base());
        return Chromium.settled(folder.resolve(String.valueOf(world.url().getPort())), preferences);
    }

    private static void assertDenied(Page lms) {
        Frame tool = lms.frames().get(1);
        assertThat(tool.evaluate("() => { try { return localStorage.length } catch (denied) { return denied.name } }"))
                .isEqualTo("SecurityError");
        assertThat(
                        tool.evaluate(
                                "() => { document.cookie = 'a=1; Secure; SameSite=None; Partitioned'; return document.cookie }"))
                .isEqualTo("");
    }

    private static String binding(TestServer world) {
        return Await.result(world.pool()
                        .query("select binding from launch_trace where accepted order by at desc limit 1")
                        .execute())
                .iterator()
                .next()
                .getString("binding");
    }
}
