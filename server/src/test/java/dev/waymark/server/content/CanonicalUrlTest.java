package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/content/canonical-urls.csv", numLinesToSkip = 1)
    void hasOneFormForEachPage(String url, String canonical) {
        assertThat(CanonicalUrl.of(url)).contains(canonical);
        assertThat(CanonicalUrl.of(canonical)).as("canonical already").contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Link",
                "/relative",
                "../up",
                "#here",
                "//example.org/a",
                "mailto:a@example.org",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://example.org/",
                "https://",
                "https:///path",
                "https://?a",
                "http:example.org",
                "https://user@example.org/",
                "https://user:secret@example.org/",
                "https://example.org:0/",
                "https://example.org:99999/",
                "https://example.org:port/",
                "https://exa mple.org/",
                "https://example..org/",
                "https://-.org/",
                "https://[::1",
                "https://example.org\\@evil.example/",
                "https://evil.example\\.example.org/",
                "java\nscript:alert(1)",
                "https://exam\nple.org/",
                "https://%65xample.org/",
                "https://\u0000/"
            })
    void refusesWhatIsNoPlainWebAddress(String url) {
        assertThat(CanonicalUrl.of(url)).isEmpty();
    }

    @Test
    void neverThrowsAndSettlesAtOnce() {
        var random = new Random(7);
        var alphabet = "htps:/.?#&=%@[]\\ youtube.com/watch?v=abc-US_éß\u0000\uD83D\uDE00xn--";
        for (int i = 0; i < 20_000; i++) {
            var tail = IntStream.range(0, random.nextInt(40))
                    .mapToObj(n -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                    .collect(Collectors.joining());
            var url = (random.nextBoolean() ? "https://" : "http://youtu.be/") + tail;
            CanonicalUrl.of(url)
                    .ifPresent(canonical ->
                            assertThat(CanonicalUrl.of(canonical)).as(url).contains(canonical));
        }
    }
}
