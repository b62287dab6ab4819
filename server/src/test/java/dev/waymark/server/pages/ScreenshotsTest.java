package dev.waymark.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.waymark.server.web.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Photographs every page: {@code ./mvnw -pl server -am test -Dtest=ScreenshotsTest -Dtest.excluded.groups=soak}.
 * {@code -Dpages=map,team} and {@code -Dlanguages=ar} narrow it.
 */
@Tag("screenshots")
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("target", "previews");

    @Test
    void photographsEveryPage() throws IOException {
        Files.createDirectories(FOLDER);
        List<String> wanted = Arrays.asList(System.getProperty("pages", "").split(","));
        int taken = 0;
        try (Browser browser = new Browser()) {
            for (String language : System.getProperty("languages", "en").split(",")) {
                for (Sample sample : Sample.all(Texts.of(Locale.forLanguageTag(language)))) {
                    if (wanted.contains("") || wanted.contains(sample.name())) {
                        taken += photograph(browser, sample, language.equals("en") ? "" : "-" + language);
                    }
                }
            }
        }
        assertThat(taken).isPositive();
    }

    private int photograph(Browser browser, Sample sample, String suffix) throws IOException {
        Files.writeString(FOLDER.resolve(sample.name() + suffix + ".html"), Browser.render(sample));
        take(browser, sample, 1280, ColorScheme.LIGHT, suffix);
        take(browser, sample, 320, ColorScheme.LIGHT, suffix + "-320");
        take(browser, sample, 1280, ColorScheme.DARK, suffix + "-dark");
        return 3;
    }

    private void take(Browser browser, Sample sample, int width, ColorScheme scheme, String suffix) {
        try (Page page = browser.show(sample, width, scheme)) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(FOLDER.resolve(sample.name() + suffix + ".png")));
            page.context().close();
        }
    }
}
