package dev.waymark.server.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.server.Await;
import dev.waymark.server.Chromium;
import dev.waymark.server.TestServer;
import dev.waymark.server.demo.Demo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The product as people meet it: the tool, an LMS on another site with its cast and their history, and Chromium. */
final class DemoWorld implements AutoCloseable {
    static final String COURSE = "/courses/ml-201";

    private final TestServer tool;
    private final Demo lms;
    private final Chromium chromium;

    private DemoWorld(TestServer tool, Demo lms, Chromium chromium) {
        this.tool = tool;
        this.lms = lms;
        this.chromium = chromium;
    }

    static DemoWorld start(Path folder, String... flags) throws IOException {
        return start(folder, Map.of(), flags);
    }

    /** @param environment added to the usual environment of {@code serve} */
    static DemoWorld start(Path folder, Map<String, String> environment, String... flags) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("WAYMARK_REGISTRATION", "open");
        TestServer tool = TestServer.start(all);
        tool.publish(sample());
        Demo lms = Await.result(Demo.start(tool.server().vertx(), tool.url(), "127.0.0.1", 0, folder));
        return new DemoWorld(tool, lms, Chromium.start(flags));
    }

    static byte[] sample() throws IOException {
        try (InputStream page = DemoWorld.class.getResourceAsStream("/content/aml-plat.md")) {
            return Objects.requireNonNull(page).readAllBytes();
        }
    }

    TestServer tool() {
        return tool;
    }

    URI lms() {
        return lms.url();
    }

    /** A browser of somebody's own, signed in to the LMS. */
    BrowserContext browser(String person, Browser.NewContextOptions options) {
        BrowserContext browser = chromium.browser()
                .newContext(options.setReducedMotion(ReducedMotion.REDUCE).setTimezoneId("Europe/Berlin"));
        browser.setDefaultTimeout(30_000);
        browser.addCookies(
                List.of(new Cookie("lms_person", person).setUrl(lms.url().toString())));
        return browser;
    }

    /** The learning path in a window of its own. */
    Page launched(BrowserContext browser) {
        Page page = browser.newPage();
        page.navigate(lms.url().resolve("/launch/link/" + activity(page)).toString());
        page.waitForURL(tool.url() + "/l/**");
        return page;
    }

    /** The learning path within the LMS's page. */
    Page framed(BrowserContext browser) {
        Page page = browser.newPage();
        page.navigate(
                lms.url().resolve(COURSE + "/activities/" + activity(page)).toString());
        Shown.on(page, page.frameLocator("#tool iframe").locator("main"));
        return page;
    }

    private String activity(Page page) {
        page.navigate(lms.url().resolve(COURSE).toString());
        String address = page.locator("main a", new Page.LocatorOptions().setHasText("Learning path"))
                .first()
                .getAttribute("href");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** The language that the LMS tells tools from now on. */
    void speak(String language) {
        try (BrowserContext browser = chromium.browser().newContext();
                Page page = browser.newPage()) {
            page.navigate(lms.url().toString());
            page.locator(".menu summary").nth(1).click();
            page.locator("[name=language]").selectOption(language);
            page.locator(".switches button").click();
            PlaywrightAssertions.assertThat(page.locator("[name=language]")).hasValue(language);
        }
    }

    @Override
    public void close() {
        chromium.close();
        Await.result(lms.close());
        tool.close();
    }
}
