package dev.waymark.server.content.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.CanonicalUrl;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.ModuleJson;
import dev.waymark.server.content.RealPages;
import dev.waymark.server.content.diff.Differ;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in a page makes the reader crash, hang or pass on something dangerous. */
@Timeout(60)
class HostilePageTest {
    private static final Duration FAST = Duration.ofSeconds(8);
    private static final String ROW = "| Alpha | 100 | [One](https://example.org/one) |\n";

    static Stream<Arguments> hostilePages() {
        return Stream.of(
                        Map.entry("a table of 10 MB", SmallPage.TABLE_HEAD + ROW.repeat(10_000_000 / ROW.length())),
                        Map.entry("a table as large as is read", SmallPage.TABLE_HEAD + ROW.repeat(9_900)),
                        Map.entry("100,000 nested lists, one deeper each line", deeper(100_000, 20)),
                        Map.entry("lists nested as deep as lines go", deeper(9_900, 150)),
                        Map.entry("lists nested in one line", ("- ".repeat(9_000) + "a\n").repeat(30)),
                        Map.entry("quotes nested in one line", ("> ".repeat(9_000) + "a\n").repeat(30)),
                        Map.entry("numbers nested in one line", ("1. ".repeat(6_000) + "a\n").repeat(30)),
                        Map.entry("open brackets", ("|" + "[".repeat(19_000) + "\n").repeat(30)),
                        Map.entry("open links", ("| a | 100 |" + "[a](".repeat(4_500) + "\n").repeat(30)),
                        Map.entry("link ends", ("|" + "](".repeat(9_000) + "\n").repeat(30)),
                        Map.entry(
                                "images in images",
                                ("| a | 100 |" + "![".repeat(4_000) + "a" + "](b)".repeat(2_000) + "|\n").repeat(30)),
                        Map.entry("stars", ("| a | 100 |" + "*a_b ".repeat(3_900) + "|\n").repeat(30)),
                        Map.entry(
                                "stars that close",
                                ("| a | 100 |" + "*_".repeat(4_900) + "a" + "_*".repeat(4_900) + "|\n").repeat(30)),
                        Map.entry(
                                "backticks",
                                ("| a | 100 |"
                                                + IntStream.range(1, 190)
                                                        .mapToObj(i -> "`".repeat(i) + " ")
                                                        .collect(Collectors.joining())
                                                + "|\n")
                                        .repeat(30)),
                        Map.entry("open tags", ("| a | 100 |" + "<a href=".repeat(2_400) + "|\n").repeat(30)),
                        Map.entry("open comments", "<!--\n".repeat(9_900)),
                        Map.entry(
                                "unclosed comments in a cell",
                                ("| a | 100 |" + "<!-".repeat(6_000) + "|\n").repeat(30)),
                        Map.entry("headings", "## Alpha\n[a](https://example.org/a)\n".repeat(4_900)),
                        Map.entry("equal sections", ("## " + "x".repeat(5_000) + "\n").repeat(400)),
                        Map.entry("braces", ("{:".repeat(9_000) + "\n").repeat(30)),
                        Map.entry("colons in a list", ("1. " + "a-".repeat(9_000) + "\n").repeat(30)),
                        Map.entry("pipes", ("|".repeat(19_000) + "\n").repeat(30)),
                        Map.entry("hyphens and pipes", ("|-".repeat(9_500) + "x\n").repeat(30)),
                        Map.entry("addresses", ("https://example.org/ ".repeat(900) + "\n").repeat(30)),
                        Map.entry("parentheses after an address", ("https://" + ")".repeat(19_000) + "\n").repeat(30)),
                        Map.entry("spaces", (" ".repeat(19_999) + "\n").repeat(30)),
                        Map.entry("headings of spaces", ("# " + " ".repeat(9_900) + "x\n").repeat(40)),
                        Map.entry("headings of spaces and signs", ("#" + " #".repeat(4_900) + "x\n").repeat(40)),
                        Map.entry("tables of one row", "| a | 100 |\n\n".repeat(4_900)),
                        Map.entry("tabs before a row", ("\t".repeat(150) + "| a\n").repeat(10_000)),
                        Map.entry("reference definitions", "[a]: https://example.org/a\n[a] [a]\n".repeat(4_900)),
                        Map.entry("deep YAML", "---\na: " + "[".repeat(50_000) + "\n---\n" + SmallPage.TEXT),
                        Map.entry("deep YAML blocks", "---\n" + "- ".repeat(9_000) + "a\n---\n" + SmallPage.TEXT),
                        Map.entry(
                                "YAML aliases",
                                "---\na: &a [x,x]\n"
                                        + IntStream.range(0, 60)
                                                .mapToObj(i -> "b" + i + ": &b" + i + " [*a,*a,*a,*a]\n")
                                                .collect(Collectors.joining())
                                        + "---\n" + SmallPage.TEXT),
                        Map.entry(
                                "a YAML tag",
                                "---\ntitle: !!java.net.URL [\"https://example.org\"]\n---\n" + SmallPage.TEXT),
                        Map.entry("nothing", ""),
                        Map.entry("one NUL", "\0"),
                        Map.entry("only line ends", "\r\n\r\r\n\n"))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static String deeper(int lines, int most) {
        return IntStream.range(0, lines)
                .mapToObj(i -> "  ".repeat(Math.min(i, most)) + "- a\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostilePages")
    void answersFastWithFindings(String name, String page) {
        var start = System.nanoTime();
        var reading = PageReader.read(page.getBytes(StandardCharsets.UTF_8));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(name).isLessThan(FAST);
        assertThat(reading.findings()).isNotEmpty();
        check(reading);
    }

    @Test
    void survivesMutationsOfPages() {
        var random = new Random(20240503);
        var pages = List.of(
                SmallPage.TEXT.getBytes(StandardCharsets.UTF_8), SmallPage.UNLEVELLED.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 1_500; i++) {
            check(PageReader.read(mutated(pages.get(i % 2), random)));
        }
    }

    @Test
    void survivesMutationsOfARealPage() {
        var random = new Random(20221018);
        var page = RealPages.bytes(RealPages.MAY_3);
        var real = RealPages.module(RealPages.MAY_3);
        for (int i = 0; i < 150; i++) {
            var reading = PageReader.read(mutated(page, random));
            check(reading);
            reading.usable()
                    .ifPresent(module ->
                            assertThat(Differ.diff(real, module).carried()).hasSizeLessThanOrEqualTo(50));
        }
    }

    private static byte[] mutated(byte[] page, Random random) {
        var bytes = page.clone();
        for (int edits = 1 + random.nextInt(12); edits > 0; edits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "|[]()<>*_`#\n\r\t\0-:\\{}%&!".charAt(random.nextInt(23));
                case 2 -> bytes = spliced(bytes, at, random.nextInt(200), random.nextInt(bytes.length), 0);
                default -> bytes = spliced(bytes, at, 0, random.nextInt(bytes.length), random.nextInt(400));
            }
        }
        return bytes;
    }

    /** Drops some bytes at one place and repeats there some of another. */
    private static byte[] spliced(byte[] bytes, int at, int drop, int from, int copy) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.write(bytes, from, Math.min(copy, bytes.length - from));
        int rest = Math.min(bytes.length, at + drop);
        out.write(bytes, rest, bytes.length - rest);
        return out.size() == 0 ? new byte[] {'a'} : out.toByteArray();
    }

    private static void check(Reading reading) {
        assertThat(reading.findings()).allSatisfy(finding -> {
            assertThat(finding.line()).isPositive();
            assertThat(finding.message()).doesNotContain("\0", "\n");
        });
        if (reading.module() == null) {
            assertThat(reading.findings()).anyMatch(finding -> finding.severity() == Severity.ERROR);
        } else {
            check(reading.module());
        }
    }

    private static void check(Module module) {
        assertThat(module.permalink()).startsWith("/");
        assertThat(module.placements()).isNotEmpty().allSatisfy(placement -> {
            assertThat(placement.asset().url()).matches("(?is)https?://.*");
            assertThat(CanonicalUrl.of(placement.asset().url()))
                    .contains(placement.asset().canonicalUrl());
            assertThat(CanonicalUrl.of(placement.asset().canonicalUrl()))
                    .contains(placement.asset().canonicalUrl());
            assertThat(placement.asset().title()).isNotBlank();
        });
        assertThat(module.environments()).extracting("key").doesNotHaveDuplicates();
        assertThat(ModuleJson.read(ModuleJson.write(module))).isEqualTo(module);
        module.environments().forEach(environment -> assertHarmless(Prose.html(environment.prose())));
        assertHarmless(Prose.html(module.summary()));
    }

    private static void assertHarmless(String html) {
        assertThat(html.replaceAll(
                        "<a href=\"https?://[^\"<>]*\" target=\"_blank\" rel=\"noopener noreferrer ugc\">", ""))
                .doesNotContainPattern("(?i)<\\s*(?:script|iframe|img|a |svg|style|form|object)|<[^>]*\\son\\w+\\s*=");
    }
}
