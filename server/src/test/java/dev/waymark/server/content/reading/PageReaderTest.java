package dev.waymark.server.content.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Counts;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.Path;
import dev.waymark.server.content.Resource;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
    private static List<Asset> assets(Environment environment) {
        return environment.resources().stream()
                .flatMap(resource -> resource.assets().stream())
                .toList();
    }

    private static List<String> codes(String page) {
        return SmallPage.read(page).findings().stream().map(Finding::code).toList();
    }

    private static String withRow(String row) {
        return SmallPage.TABLE_HEAD + row + "\n| Z | 100 | [Last](https://example.org/last) |\n";
    }

    @Test
    void readsAnyAxesAnyNumberOfRowsColumnsAndLevels() {
        var module = SmallPage.module(SmallPage.TEXT);
        assertThat(module.counts()).isEqualTo(new Counts(7, 2, 8, 9, 9));
        assertThat(module.rows()).isEqualTo(new Axis("Stage", List.of("Dough", "Oven", "Sale")));
        assertThat(module.columns()).isEqualTo(new Axis("Place", List.of("At home", "In a shop", "On a market")));
        assertThat(module.paths())
                .containsExactly(
                        new Path("kitchen", "hearth"),
                        new Path("bakehouse", "furnace"),
                        new Path("furnace", "counter"),
                        new Path("stall", "booth"));
        var kitchen = module.environments().get(0);
        assertThat(kitchen.summary()).isEqualTo("where one person kneads.");
        assertThat(kitchen.prose()).isEqualTo("Start here.");
        assertThat(assets(kitchen)).extracting(Asset::level).containsExactly(100, 400, 200);
        assertThat(module.environments().get(1).summary()).isEqualTo("where many do.");
    }

    @Test
    void losesNoListThatStandsBeforeTheFirstSection() {
        var module = SmallPage.module("""
                # Coffee

                For a start, see [our shop](https://example.org/shop).

                * [Beans](https://example.org/beans)
                * [Water](https://example.org/water)

                ## Sessions

                See the [list](https://example.org/sessions).
                """);
        assertThat(module.environments()).extracting(Environment::name).containsExactly("Coffee");
        assertThat(module.placements())
                .extracting(placement -> placement.asset().title())
                .containsExactly("our shop", "Beans", "Water", "list");
    }

    @Test
    void readsListsAboveSeveralSectionsAsASectionOfTheirOwn() {
        var module = SmallPage.module("""
                # Coffee

                * [Beans](https://example.org/beans)

                ## Roasting

                * [Light](https://example.org/light)

                ## Brewing

                * [Filter](https://example.org/filter)
                """);
        assertThat(module.environments())
                .extracting(Environment::name)
                .containsExactly("Coffee", "Roasting", "Brewing");
        assertThat(module.counts().assets()).isEqualTo(3);
    }

    @Test
    void takesALinkInTheIntroductionForNoTraining() {
        var module = SmallPage.module("""
                # Coffee

                Bought at [our shop](https://example.org/shop).

                ## Roasting

                * [Light](https://example.org/light)

                ## Brewing

                * [Filter](https://example.org/filter)
                """);
        assertThat(module.environments()).extracting(Environment::name).containsExactly("Roasting", "Brewing");
    }

    /** An agenda names one heading again and again: that makes no matrix of it. */
    @Test
    void takesATimetableForNoMatrix() {
        var reading = SmallPage.read("""
                # Coffee

                | When | What |
                |---|---|
                | 9:00 | Tasting |
                | 12:00 | Lunch |
                | 13:00 | Tasting |

                ## Tasting

                Sip and spit.

                ## Reading

                * [Beans](https://example.org/beans)
                * [Water](https://example.org/water)
                """);
        assertThat(reading.usable().orElseThrow().environments())
                .extracting(Environment::name)
                .containsExactly("Reading");
        assertThat(reading.findings()).extracting(Finding::code).contains("no-matrix");
    }

    @Test
    void takesAnAgendaWithLevelsForNoTraining() {
        var module = SmallPage.module("""
                # Coffee

                ## Agenda

                | Level | Duration | Topic |
                |---|---|---|
                | L100 | 45 min | Tasting |
                | L200 | 25 min | Roasting |

                ## Reading

                * [Beans](https://example.org/beans)

                ## Watching

                * [Water](https://example.org/water)
                """);
        assertThat(module.environments()).extracting(Environment::name).containsExactly("Reading", "Watching");
    }

    @Test
    void readsALevelTableAboveTheFirstSection() {
        var table = "| Resource | Level | Training |\n|---|---|---|\n| X | 100 | [%s](https://example.org/%s) |\n";
        var module = SmallPage.module("# Coffee\n\n" + table.formatted("Beans", "b") + "\n## Roasting\n\n"
                + table.formatted("Light", "l") + "\n## Brewing\n\n" + table.formatted("Filter", "f"));
        assertThat(module.counts().assets()).isEqualTo(3);
    }

    @Test
    void readsAPageWithoutLevelTablesAsSectionsAndSaysSo() {
        var reading = SmallPage.read(SmallPage.UNLEVELLED);
        var module = reading.usable().orElseThrow();
        assertThat(reading.findings())
                .extracting(Finding::code)
                .contains("no-level-tables", "no-matrix", "link-placeholder", "link-relative", "link-html");
        assertThat(module.permalink()).isEqualTo("/kitchen/tea");
        assertThat(module.environments()).extracting(Environment::key).containsExactly("leaves", "water");
        assertThat(module.environments().get(0).resources())
                .extracting(Resource::name)
                .containsExactly("Leaves", "Black");
        assertThat(module.placements()).allMatch(placement -> placement.asset().level() == 0);
        assertThat(module.placements())
                .extracting(placement -> placement.asset().title())
                .containsExactly(
                        "about leaves",
                        "green tea",
                        "Assam",
                        "Darjeeling",
                        "YouTube video abcdefghijk",
                        "Springs of the north");
        assertThat(module.placements().get(1).asset().url()).isEqualTo("https://example.org/green?a=1&b=2");
    }

    @Test
    void resolvesRelativeLinksWhereThePageHasAnAddress() {
        var reading = PageReader.read(
                SmallPage.UNLEVELLED.getBytes(StandardCharsets.UTF_8), URI.create("https://example.org/kitchen/tea/"));
        assertThat(reading.usable().orElseThrow().placements())
                .extracting(placement -> placement.asset().url())
                .contains("https://example.org/kitchen/maps/rivers.md");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "| A | 100 | [x](javascript:alert(1)) |¦ link-scheme",
                "| A | 100 | [x](JaVaScRiPt&#58;alert(1)) |¦ link-scheme",
                "| A | 100 | [x](data:text/html,x) |¦ link-scheme",
                "| A | 100 | <a href='javascript:alert(1)'>x</a> |¦ link-scheme",
                "| A | 100 | [x](https://user:secret@example.org/) |¦ link-userinfo",
                "| A | 100 | [x](https://exa_mple..org/) |¦ link-invalid",
                "| A | 100 | [x](https://nowhere) |¦ link-invalid",
                "| A | 100 | [Link](Link) |¦ link-placeholder",
                "| A | 100 | [x]() |¦ link-placeholder",
                "| A | 100 | [x](#) |¦ link-placeholder",
                "| A | 100 | [x](#part) |¦ link-in-page",
                "| A | 100 | [x](mailto:a@example.org) |¦ link-no-training",
                "| A | 100 | [x](../a.md) |¦ link-relative",
                "| A | 100 | [x]({{site.url}}/a) |¦ link-liquid",
                "| A | 100 | coming soon |¦ asset-without-link",
                "| A | 100 | |¦ row-without-asset"
            })
    void refusesWhatIsNoTraining(String row, String code) {
        var page = withRow(row);
        assertThat(codes(page)).contains(code);
        assertThat(SmallPage.module(page).counts().assets()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{1} as {2}: {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "| A | 100 | [x](https://example.org/a_(b)) |; x; https://example.org/a_(b)",
                "| A | 100 | [a | b](https://example.org/a) |; a | b; https://example.org/a",
                "| A | 100 | [a \\| b](https://example.org/a) |; a | b; https://example.org/a",
                "| A | 100 | [**x** `y`](https://example.org/a){:target=\"_blank\"} |; x y; https://example.org/a",
                "| A | 100 | [![pic](https://example.org/p.png) x](https://example.org/a) |; pic x; https://example.org/a",
                "| A | 100 | <a target=_blank href=https://example.org/a>x<br>y</a> |; x y; https://example.org/a",
                "| A | 100 | <https://example.org/long-way> |; Long way (example.org); https://example.org/long-way",
                "| A | 100 | https://example.org/long-way. |; Long way (example.org); https://example.org/long-way",
                "| A | 100 | (see https://example.org/a) |; A (example.org); https://example.org/a",
                "| A | 100 | www.example.org/a |; A (www.example.org); https://www.example.org/a",
                "| A | 100 | [x] (https://example.org/a) |; x; https://example.org/a",
                "| A | 100 | [x](https://example.org/a |; x; https://example.org/a",
                "| A | 100 | [x][ref] |; x; https://example.org/ref",
                "| A | L100 | [x]( https://example.org/a ) |; x; https://example.org/a",
                "A | 100 | [x](https://example.org/a); x; https://example.org/a"
            })
    void findsTheLinkHoweverItIsWritten(String row, String title, String url) {
        var placement = SmallPage.module(withRow(row) + "\n[ref]: https://example.org/ref\n")
                .placements()
                .get(0);
        assertThat(placement.asset().title()).isEqualTo(title);
        assertThat(placement.asset().url()).isEqualTo(url);
        assertThat(placement.asset().level()).isEqualTo(100);
        assertThat(placement.resource()).isEqualTo("A");
    }

    @Test
    void readsATableWithAColumnForEachLevel() {
        var module = SmallPage.module("""
                ## Alpha
                | Topic | 100 | 200 | L300 |
                |---|---|---|---|
                | A | [x](https://example.org/a) | | [z](https://example.org/c) |
                """);
        assertThat(assets(module.environments().get(0)))
                .extracting(Asset::level)
                .containsExactly(100, 300);
    }

    @Test
    void goesOnAfterABlankLineInATable() {
        var page = SmallPage.TABLE_HEAD
                + "| A | 100 | [x](https://example.org/a) |\n\n|| 200 | [y](https://example.org/b) |\n";
        assertThat(SmallPage.module(page).environments().get(0).resources())
                .singleElement()
                .satisfies(resource ->
                        assertThat(resource.assets()).extracting(Asset::level).containsExactly(100, 200));
    }

    @Test
    void leavesOutCodeAndComments() {
        var page = withRow("| A | 100 | [x](https://example.org/a) |")
                + "\n```\n| B | 100 | [y](https://example.org/b) |\n```\n<!--\n| C | 100 | [z](https://example.org/c) |\n-->\n";
        assertThat(SmallPage.module(page).counts().assets()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
    void readsUtf16(String charset) {
        var reading = PageReader.read(SmallPage.TEXT.getBytes(Charset.forName(charset)));
        assertThat(reading.findings()).extracting(Finding::code).contains("encoding-utf16");
        assertThat(reading.usable().orElseThrow()).isEqualTo(SmallPage.module(SmallPage.TEXT));
    }

    @Test
    void readsTheSameWithOtherLineEndsAByteOrderMarkAndSpecialSpaces() {
        var page = "\uFEFF" + SmallPage.TEXT.replace("\n", "\r\n").replace("| Hands |", "|\u00A0Hands\u200B |");
        assertThat(codes(page)).contains("byte-order-mark", "line-ends", "no-break-space", "zero-width");
        assertThat(Fingerprint.contentHash(SmallPage.module(page)))
                .isEqualTo(Fingerprint.contentHash(SmallPage.module(SmallPage.TEXT)));
    }

    @Test
    void readsALineThatIsNotUtf8AsWindows1252() {
        var bytes = SmallPage.TEXT.replace("Folding]", "Pâté]").getBytes(Charset.forName("windows-1252"));
        var reading = PageReader.read(bytes);
        assertThat(reading.findings())
                .filteredOn(finding -> finding.code().equals("encoding"))
                .hasSize(1);
        assertThat(reading.usable().orElseThrow().placements())
                .extracting(placement -> placement.asset().title())
                .contains("Pâté");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "updated: 2024-05-1; date-invalid",
                "updated: 2024-02-30; date-invalid",
                "title: one: two; front-matter-yaml",
                "title: [a; front-matter-yaml",
                "title: !!java.net.URL [\"https://example.org\"]; no-matrix"
            })
    void toleratesBrokenFrontMatter(String line, String code) {
        var page = "---\npermalink: /a/b\n" + line + "\n---\n" + withRow("| A | 100 | [x](https://example.org/a) |");
        assertThat(codes(page)).contains(code);
        assertThat(SmallPage.module(page).permalink()).isEqualTo("/a/b");
    }

    @Test
    void makesUpAPermalinkOnlyWithAWarning() {
        var page = "# Some *title*\n\n" + withRow("| A | 100 | [x](https://example.org/a) |");
        assertThat(SmallPage.module(page).permalink()).isEqualTo("/some-title");
        assertThat(codes(page)).contains("permalink-missing", "front-matter-missing");
    }

    @Test
    void suffixesTheKeysOfEnvironmentsWithOneName() {
        var page = withRow("| A | 100 | [x](https://example.org/a) |");
        assertThat(SmallPage.module(page + "\n" + page).environments())
                .extracting(Environment::key)
                .containsExactly("alpha", "alpha-2");
    }

    @Test
    void keepsProseHarmless() {
        var html = Prose.html(
                "a <script>alert(1)</script> [x](javascript:alert(1)) [y](https://example.org) <img src=x onerror=alert(1)> **b**");
        assertThat(html)
                .contains("<strong>b</strong>")
                .contains("<a href=\"https://example.org\" target=\"_blank\" rel=\"noopener noreferrer ugc\">y</a>")
                .doesNotContain("script", "img", "onerror");
    }
}
