package dev.waymark.server.acceptance;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.stream.Collectors;

/** Waits for what a page shows, within its frames too; a failure says what was there instead. */
final class Shown {
    private static final int MOST_TEXT = 400;

    private Shown() {}

    static void on(Page page, Locator wanted) {
        try {
            PlaywrightAssertions.assertThat(wanted).isVisible();
        } catch (AssertionError missing) {
            String instead = page.frames().stream()
                    .map(frame -> "\n" + frame.url() + " says: " + text(frame))
                    .collect(Collectors.joining());
            throw new AssertionError(missing.getMessage() + "\nInstead, in each frame:" + instead, missing);
        }
    }

    private static String text(Frame frame) {
        try {
            String text = frame.locator("body").innerText(new Locator.InnerTextOptions().setTimeout(2_000));
            return text.substring(0, Math.min(MOST_TEXT, text.length()));
        } catch (PlaywrightException silent) {
            return "nothing, " + silent.getMessage();
        }
    }
}
