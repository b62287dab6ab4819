package dev.waymark.server.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.Axe;
import dev.waymark.server.Chromium;
import dev.waymark.server.web.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
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

    static List<Sample> samples() {
        return Sample.all(Texts.of(Locale.ENGLISH));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isAccessibleInBothThemesAndFitsAPhone(Sample sample) {
        try (Page page = browser().show(sample, 1280, ColorScheme.LIGHT)) {
            assertThat(Axe.violations(page)).as("axe, light, 1280 px").isEmpty();
            assertThat(overflow(page)).as("wider than 1280 px").isEmpty();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(320, 700);
            assertThat(overflow(page)).as("wider than 320 px").isEmpty();
            assertThat(Axe.violations(page)).as("axe, dark, 320 px").isEmpty();
            page.context().close();
        }
        assertThat(browser().complaints()).as("what the browser refused").isEmpty();
    }

    private static Browser browser() {
        return Objects.requireNonNull(browser);
    }

    /** The elements that make the page scroll sideways. */
    @SuppressWarnings("unchecked")
    private static List<String> overflow(Page page) {
        return (List<String>) page.evaluate("""
                () => {
                  const width = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth <= width) return [];
                  return [...document.querySelectorAll("main *")]
                    .filter(e => e.getBoundingClientRect().right > width + 1)
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 200));
                }""");
    }
}
