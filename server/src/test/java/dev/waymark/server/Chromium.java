package dev.waymark.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The installed browser, started without anything that would look for a network. */
public final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    /**
     * Frames stay in the process of the page around them, which no rule about cookies or storage depends on: a frame
     * that leaves its process and comes back soon, as in every launch, is lost to Playwright, which forgets the session
     * of the new process when the old one is gone.
     */
    private static final String FRAMES_IN_ONE_PROCESS = "--disable-site-isolation-trials";

    private static final List<String> FLAGS = List.of(
            FRAMES_IN_ONE_PROCESS,
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Third-party cookies as browsers will treat them: only partitioned ones come back. */
    public static final String WITHOUT_THIRD_PARTY_COOKIES = "--test-third-party-cookie-phaseout";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static boolean missing() {
        return !Files.isExecutable(PROGRAM);
    }

    public static Chromium start(String... more) {
        Playwright playwright = playwright();
        LaunchOptions options = new LaunchOptions().setExecutablePath(PROGRAM).setArgs(flags(more));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** A browser with settings of its own, as a person may have made them. */
    public record Settled(Playwright playwright, BrowserContext context) implements AutoCloseable {
        @Override
        public void close() {
            context.close();
            playwright.close();
        }
    }

    /** @param preferences what stands in the profile's {@code Preferences}, JSON */
    public static Settled settled(Path folder, String preferences, String... more) {
        try {
            Files.createDirectories(folder.resolve("Default"));
            Files.writeString(folder.resolve("Default/Preferences"), preferences);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Playwright playwright = playwright();
        var options = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(PROGRAM)
                .setArgs(flags(more));
        return new Settled(playwright, playwright.chromium().launchPersistentContext(folder, options));
    }

    private static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static List<String> flags(String... more) {
        return Stream.concat(FLAGS.stream(), Stream.of(more)).toList();
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
