package dev.waymark.server.content.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.RealPages;
import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.content.reading.PageReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePatchTest {
    private @TempDir Path folder;
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@\n");

    @ParameterizedTest
    @ValueSource(strings = {RealPages.OCTOBER_2022, RealPages.MAY_2, RealPages.MAY_3})
    void turnsThePageIntoTheRepairedOneWithoutChangingWhatItSays(String name) {
        var page = RealPages.bytes(name);
        var patch = PagePatch.of(name, page).orElseThrow();
        assertThat(applied(new String(page, StandardCharsets.UTF_8), patch.unifiedDiff()))
                .isEqualTo(patch.repairedPage());
        var repaired = PageReader.read(patch.repairedPage().getBytes(StandardCharsets.UTF_8));
        assertThat(Fingerprint.contentHash(repaired.usable().orElseThrow()))
                .isEqualTo(Fingerprint.contentHash(RealPages.module(name)));
        assertThat(repaired.findings())
                .extracting(Finding::code)
                .doesNotContain(
                        "mojibake",
                        "table-header-empty",
                        "table-header-in-body",
                        "table-tab",
                        "row-unclosed",
                        "row-extra-pipe")
                .doesNotContain("list-tab", "heading-no-blank", "front-matter-trailing-space", "no-final-newline");
        assertThat(PagePatch.of(name, patch.repairedPage().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void keepsTheLineEndsOfThePage() {
        var page = "# A\r\ntext\r\n\r\n| a | 100 | [b](https://example.org/b)\r\n";
        var patch = PagePatch.of("a.md", page.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(patch.repairedPage())
                .isEqualTo("# A\r\n\r\ntext\r\n\r\n| a | 100 | [b](https://example.org/b) |\r\n");
        assertThat(applied(page, patch.unifiedDiff())).isEqualTo(patch.repairedPage());
    }

    /** What the page's author does with it. */
    @ParameterizedTest
    @ValueSource(strings = {"git apply -p1", "patch -p1 -i"})
    void isAppliedByTheToolsOfItsReaders(String tool) throws Exception {
        var program = tool.substring(0, tool.indexOf(' '));
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
                program + " is not here");
        var page =
                "---\ntitle: A\npermalink: /a \n---\n\n# A\ntext\n\n## B\n\n| Resource | Level | Training |\n|---|---|---|\n"
                        + "| a | 100 | [b](https://example.org/b)\n| | 200 | [c](https://example.org/c) ||\n\n1.\tOne";
        var patch =
                PagePatch.of("a page.md", page.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        var file = Files.writeString(folder.resolve("a page.md"), page);
        Files.writeString(folder.resolve("author.patch"), patch.unifiedDiff());
        var command = new ArrayList<>(List.of(tool.split(" ")));
        command.add("author.patch");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Files.readString(file)).isEqualTo(patch.repairedPage());
        assertThat(PagePatch.of("a page.md", Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void offersNoPatchForWhatIsNotUtf8() {
        assertThat(PagePatch.of("a.md", new byte[] {'#', ' ', (byte) 0xE9, '\n', 'a'}))
                .isEmpty();
    }

    /** Applies a unified diff as its readers do: by its own line numbers, checking every line it takes away or keeps. */
    private static String applied(String text, String diff) {
        var old = UnifiedDiff.lines(text);
        var result = new ArrayList<String>();
        int at = 0;
        List<String> lines = UnifiedDiff.lines(diff.replace("\n\\ No newline at end of file\n", "\0"));
        for (var line : lines.subList(2, lines.size()).stream()
                .flatMap(l -> unmarked(l).stream())
                .toList()) {
            var hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                int from = Integer.parseInt(hunk.group(1)) - 1;
                result.addAll(old.subList(at, from));
                at = from;
                assertThat(result).hasSize(Integer.parseInt(hunk.group(3)) - 1);
            } else if (line.startsWith("+")) {
                result.add(line.substring(1));
            } else {
                assertThat(line.substring(1)).isEqualTo(old.get(at++));
                if (line.startsWith(" ")) {
                    result.add(line.substring(1));
                }
            }
        }
        result.addAll(old.subList(at, old.size()));
        return String.join("", result);
    }

    /** A line without its newline was joined to the next one by the replacement of its mark. */
    private static List<String> unmarked(String line) {
        int mark = line.indexOf('\0');
        return mark < 0
                ? List.of(line)
                : mark == line.length() - 1
                        ? List.of(line.substring(0, mark))
                        : List.of(line.substring(0, mark), line.substring(mark + 1));
    }
}
