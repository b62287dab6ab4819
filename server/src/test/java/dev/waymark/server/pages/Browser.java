package dev.waymark.server.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Chromium;
import dev.waymark.server.web.Assets;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real browser before pages that never touch the network, under the policy that the server sends. */
final class Browser implements AutoCloseable {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'";
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.waymark.server.pages");

    private final Chromium chromium = Chromium.start();
    private final List<String> complaints = new ArrayList<>();
    private String shown = "";

    static String render(Sample sample) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(sample.template(), sample.view(), html);
        return html.toString();
    }

    Page show(Sample sample, int width, ColorScheme scheme) {
        Page page = blank(sample, width, scheme);
        page.navigate("http://waymark.test/page");
        return page;
    }

    /** Shows a sample in the tab of another one. */
    void show(Page page, Sample sample, int width, ColorScheme scheme) {
        page.unrouteAll();
        take(page, sample);
        page.setViewportSize(width, height(width));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.navigate("http://waymark.test/page");
    }

    /** A tab that would show the sample at {@code http://waymark.test/page}. */
    Page blank(Sample sample, int width, ColorScheme scheme) {
        BrowserContext context = chromium.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height(width))
                        .setTimezoneId("Europe/Berlin")
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                        .setColorScheme(scheme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(shown + ": " + message.text());
            }
        });
        take(page, sample);
        return page;
    }

    private void take(Page page, Sample sample) {
        shown = sample.name();
        page.route("**/*", route -> answer(route, sample));
    }

    private static int height(int width) {
        return width < 600 ? 700 : 800;
    }

    /** What the browser objected to, scripts and styles that the policy forbids above all. */
    List<String> complaints() {
        return complaints;
    }

    private void answer(Route route, Sample sample) {
        String path = java.net.URI.create(route.request().url()).getPath();
        if (path.equals("/page")) {
            route.fulfill(new Route.FulfillOptions()
                    .setBody(render(sample))
                    .setHeaders(Map.of("Content-Security-Policy", POLICY, "Content-Type", "text/html; charset=utf-8")));
            return;
        }
        Assets.File file = path.startsWith("/assets/") ? Sample.ASSETS.find(path.substring(8)) : null;
        if (file == null) {
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        } else {
            route.fulfill(new Route.FulfillOptions().setBodyBytes(file.bytes()).setContentType(file.contentType()));
        }
    }

    @Override
    public void close() {
        chromium.close();
    }
}
