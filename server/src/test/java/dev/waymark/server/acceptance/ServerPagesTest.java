package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Axe;
import dev.waymark.server.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the running server from link to link and holds every page against the same rules. */
class ServerPagesTest {
    private static final int MOST_BYTES = 100_000;
    private static final Pattern DOWNLOAD = Pattern.compile("\\.(csv|xlsx|pdf|png|svg|json|patch|md|imscc)$"
            + "|/export$|/transcript$|/lti/jwks$|/versions/[^/]+$|/credentials/");

    @TempDir
    static Path folder;

    private static DemoWorld world;

    @BeforeAll
    static void start() throws IOException {
        assumeFalse(Chromium.missing(), "No Chromium: the running server is not walked");
        world = DemoWorld.start(folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest(name = "{0} in {1}, {2}")
    @CsvSource({
        "bram, en, /learn, 6",
        "bram, ar, /learn, 6",
        "mara, en, /team, 5",
        "mara, ar, /team, 5",
        "noor, en, /admin, 12",
        "noor, ar, /admin, 12"
    })
    void everyPageIsAccessibleLightAndQuiet(String person, String language, String area, int least) {
        world.speak(language);
        List<String> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (BrowserContext browser = browser(person, language);
                Tab tab = Tab.of(browser, language, faults)) {
            Deque<String> ahead = new ArrayDeque<>();
            try (Page first = world.launched(browser)) {
                ahead.add(first.url());
                seen.add(shape(first.url()));
            }
            while (!ahead.isEmpty()) {
                for (String link : tab.look(ahead.remove())) {
                    if ((shape(link).startsWith(area) || shape(link).startsWith("/verify")) && seen.add(shape(link))) {
                        ahead.add(link);
                    }
                }
            }
        }
        assertThat(faults).as("%d pages: %s", seen.size(), seen).isEmpty();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void everyRefusalIsAPageInTheReadersLanguage(String language) {
        List<String> faults = new ArrayList<>();
        try (BrowserContext browser = browser("ada", language);
                Tab tab = Tab.of(browser, language, faults)) {
            for (String path : List.of(
                    "/",
                    "/nowhere",
                    "/l/" + UUID.randomUUID() + "/learn",
                    "/l/" + UUID.randomUUID() + "/admin/keys",
                    "/verify/nothing",
                    "/signin/nothing",
                    "/lti/login",
                    "/lti/register")) {
                tab.look(world.tool().url().resolve(path).toString());
            }
        }
        assertThat(faults).isEmpty();
    }

    private static BrowserContext browser(String person, String language) {
        BrowserContext browser = world.browser(person, new Browser.NewContextOptions().setLocale(language));
        Axe.comeWith(browser);
        return browser;
    }

    /** Where one page after the other is looked at. */
    private record Tab(Page page, AtomicReference<String> name, String language, List<String> faults)
            implements AutoCloseable {
        static Tab of(BrowserContext browser, String language, List<String> faults) {
            Tab tab = new Tab(browser.newPage(), new AtomicReference<>(""), language, faults);
            tab.page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    tab.fault("console: " + message.text());
                }
            });
            tab.page.onPageError(error -> tab.fault("script: " + error));
            tab.page.onRequest(request -> {
                if (!request.url().startsWith(world.tool().url().toString())
                        && !request.url().startsWith("data:")) {
                    tab.fault("asks " + request.url());
                }
            });
            return tab;
        }

        /** Looks at one page and answers where its links lead within the server. */
        List<String> look(String url) {
            boolean english = language.equals("en");
            name.set(shape(url) + " in " + language + ": ");
            page.setViewportSize(1280, 800);
            Response answer = Objects.requireNonNull(page.navigate(url));
            if (answer.status() >= 500) {
                fault("answers " + answer.status());
            }
            if (!language.equals(page.locator("html").getAttribute("lang"))) {
                fault("speaks " + page.locator("html").getAttribute("lang"));
            }
            int bytes = (int) page.evaluate(BYTES);
            if (bytes >= MOST_BYTES) {
                fault(bytes + " bytes");
            }
            check(english ? ColorScheme.LIGHT : ColorScheme.DARK, 1280);
            check(english ? ColorScheme.DARK : ColorScheme.LIGHT, 320);
            return links(page);
        }

        private void check(ColorScheme scheme, int width) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(width, 800);
            Axe.violations(page).forEach(violation -> fault(scheme + " " + width + " px, " + violation));
            int shown = (int) page.evaluate("document.documentElement.scrollWidth");
            if (shown > width) {
                fault("is " + shown + " px wide in " + width + " px: " + page.evaluate(WIDEST));
            }
        }

        private void fault(String fault) {
            faults.add(name.get() + fault);
        }

        @Override
        public void close() {
            page.close();
        }
    }

    private static final String BYTES = """
            () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
              .reduce((sum, part) => sum + part.encodedBodySize, 0)""";

    private static final String WIDEST = """
            () => [...document.querySelectorAll("main *")]
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .slice(0, 3).map(e => e.outerHTML.slice(0, 160)).join(" | ")""";

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        List<String> all = (List<String>)
                page.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])");
        return all.stream()
                .filter(link -> link.startsWith(world.tool().url().toString()))
                .filter(link -> !DOWNLOAD.matcher(URI.create(link).getPath()).find())
                .toList();
    }

    /** One page of each kind is enough: ids, numbers and names of environments are left out. */
    private static String shape(String url) {
        return URI.create(url)
                .getPath()
                .replaceFirst("^/l/[^/]+", "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", ":id")
                .replaceAll("/\\d+(?=/|$)", "/:number")
                .replaceFirst("^/verify/.+", "/verify/:code")
                .replaceFirst("/cells/[^/]+", "/cells/:environment")
                .replaceFirst("(/learn/aml-plat)/[^/]+$", "$1/:environment");
    }
}
