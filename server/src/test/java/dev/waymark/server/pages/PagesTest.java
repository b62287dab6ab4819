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
    private static @Nullable Page tab;

    @BeforeAll
    static void startBrowser() {
        assumeFalse(Chromium.missing(), "No Chromium: pages are not checked in a browser");
        browser = new Browser();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            tab = null;
        }
    }

    static List<Sample> samples() {
        return Sample.all(Texts.of(Locale.ENGLISH));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isAccessibleInBothThemesAndFitsAPhone(Sample sample) {
        Page page = shown(sample);
        assertThat(Axe.violations(page)).as("axe, light, 1280 px").isEmpty();
        assertThat(overflow(page)).as("wider than 1280 px").isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(320, 700);
        assertThat(overflow(page)).as("wider than 320 px").isEmpty();
        assertThat(Axe.violations(page)).as("axe, dark, 320 px").isEmpty();
        assertThat(browser().complaints()).as("what the browser refused").isEmpty();
    }

    /** All in one tab: a new one for each costs a fifth of the time. */
    private static Page shown(Sample sample) {
        Page page = tab;
        if (page == null) {
            page = browser().blank(sample, 1280, ColorScheme.LIGHT);
            Axe.comeWith(page.context());
            tab = page;
        }
        browser().show(page, sample, 1280, ColorScheme.LIGHT);
        return page;
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
