package dev.waymark.server.content.reading;

import static dev.waymark.server.content.RealPages.MAY_2;
import static dev.waymark.server.content.RealPages.MAY_3;
import static dev.waymark.server.content.RealPages.OCTOBER_2022;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Path;
import dev.waymark.server.content.RealPages;
import dev.waymark.server.content.Service;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealPageTest {
    private static Environment environment(String key) {
        return RealPages.module(MAY_3).environments().stream()
                .filter(environment -> environment.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<Asset> assets(Environment environment) {
        return environment.resources().stream()
                .flatMap(resource -> resource.assets().stream())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "developer,Training/Testing,Hybrid,3,3,3,3,3",
        "unmanaged,Inference,Hybrid,3,3,3,3,3",
        "hosted,Training/Testing,Cloud,7,6,6,6,5",
        "managed,Inference,Cloud,9,6,6,5,4"
    })
    void readsEachEnvironmentExactly(
            String key, String row, String column, int services, int resources, int at100, int at200, int at300) {
        var environment = environment(key);
        assertThat(environment.row()).isEqualTo(row);
        assertThat(environment.column()).isEqualTo(column);
        assertThat(environment.services()).hasSize(services);
        assertThat(environment.resources()).hasSize(resources);
        assertThat(assets(environment))
                .filteredOn(asset -> asset.level() == 100)
                .hasSize(at100);
        assertThat(assets(environment))
                .filteredOn(asset -> asset.level() == 200)
                .hasSize(at200);
        assertThat(assets(environment))
                .filteredOn(asset -> asset.level() == 300)
                .hasSize(at300);
        assertThat(environment.summary()).startsWith("This ").doesNotContain("**");
        assertThat(environment.prose()).isNotEmpty().doesNotContain("|");
    }

    @Test
    void readsTheMatrixAndItsPaths() {
        var module = RealPages.module(MAY_3);
        assertThat(module.permalink()).isEqualTo("/skilling/ai-ml-academy/aml-plat");
        assertThat(module.rows()).isEqualTo(new Axis("ML Lifecycle", List.of("Training/Testing", "Inference")));
        assertThat(module.columns()).isEqualTo(new Axis("Compute Type", List.of("Hybrid", "Cloud")));
        assertThat(module.paths()).containsExactly(new Path("developer", "unmanaged"), new Path("hosted", "managed"));
        assertThat(module.environments())
                .extracting(Environment::key)
                .containsExactly("developer", "unmanaged", "hosted", "managed");
    }

    @Test
    void knowsTheServicesWithoutTraining() {
        assertThat(RealPages.module(MAY_3).environments())
                .flatMap(Environment::servicesWithoutTraining)
                .extracting(Service::name)
                .containsExactly("HDInsight", "Azure ML Attached Compute", "Azure Batch", "IoT Edge");
    }

    @ParameterizedTest(name = "{0}: {1} assets")
    @CsvSource({MAY_3 + ",50", MAY_2 + ",58", OCTOBER_2022 + ",49"})
    void countsTheAssetsOfEachEdition(String name, int assets) {
        assertThat(RealPages.module(name).counts().assets()).isEqualTo(assets);
        assertThat(RealPages.module(name).counts().cells()).isEqualTo(12);
        assertThat(RealPages.reading(name).findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "leading-zero, 4",
        "front-matter-trailing-space, 9",
        "tag-with-commas, 11",
        "mojibake, 27",
        "axis-value-varies, 31",
        "environment-order, 33",
        "table-header-empty, 35 65 91 120 160",
        "table-header-in-body, 37 67 93 122 162",
        "table-tab, 37 67 93 122 162",
        "row-unclosed, 37 38 39 40",
        "row-extra-pipe, 124 125 127 128 129 130 132 133 138 139",
        "level-spaces, 70 73 76 96 99 102 130 133 136 139 165 169 172 176",
        "link-spaces, 68",
        "heading-no-blank, 25 106",
        "list-tab, 60 61 62 87 88 150",
        "list-number-twice, 116",
        "service-name-differs, 61 86 87 114 150",
        "service-match-suggested, 115 116 152 154",
        "service-without-training, 117 153 155 157",
        "link-shared, 170",
        "link-two-titles, 170",
        "link-fragments, 171",
        "video-offset, 128 133",
        "paths-derived, 35",
        "no-final-newline, 177"
    })
    void reportsEveryIrregularityWithItsLines(String code, String lines) {
        assertThat(lines(code))
                .containsExactly(
                        Arrays.stream(lines.split(" ")).map(Integer::valueOf).toArray(Integer[]::new));
    }

    @Test
    void reportsEveryContinuationRow() {
        assertThat(lines("row-continuation"))
                .hasSize(33)
                .startsWith(38, 69, 70, 72)
                .endsWith(176, 177);
    }

    @Test
    void reportsNothingElse() {
        var known = List.of(
                "leading-zero",
                "front-matter-trailing-space",
                "tag-with-commas",
                "mojibake",
                "axis-value-varies",
                "environment-order",
                "table-header-empty",
                "table-header-in-body",
                "table-tab",
                "row-unclosed",
                "row-extra-pipe",
                "level-spaces",
                "link-spaces",
                "heading-no-blank",
                "list-tab",
                "list-number-twice",
                "service-name-differs",
                "service-match-suggested",
                "service-without-training",
                "link-shared",
                "link-two-titles",
                "link-fragments",
                "video-offset",
                "paths-derived",
                "no-final-newline",
                "row-continuation");
        assertThat(RealPages.reading(MAY_3).findings())
                .extracting(Finding::code)
                .isSubsetOf(known);
    }

    @Test
    void offersTheRepairOfMojibakeAndLeavesTheTextAlone() {
        var reading = RealPages.reading(MAY_3);
        assertThat(reading.findings())
                .filteredOn(finding -> finding.code().equals("mojibake"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.repair()).contains("We’ve"));
        assertThat(reading.usable().orElseThrow().summary()).contains("Weâ€™ve");
    }

    @Test
    void matchesNamesThatDifferOneToOne() {
        assertThat(environment("managed").services())
                .contains(new Service("Azure ML Inference Cluster", "Azure ML Inference Compute"))
                .contains(new Service("Azure ML Attached Compute", null));
        assertThat(environment("hosted").services())
                .contains(new Service("Azure Machine Learning Attached Compute", "Azure ML Compute"));
    }

    @Test
    void reportsEmptyRowsOfTheFirstEditionAndMakesNoAssetOfThem() {
        var findings = RealPages.reading(OCTOBER_2022).findings();
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("row-without-asset"))
                .hasSize(15);
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("link-bare"))
                .hasSize(49);
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("link-duplicate"))
                .extracting(Finding::line)
                .containsExactly(181);
    }

    private static List<Integer> lines(String code) {
        return RealPages.reading(MAY_3).findings().stream()
                .filter(finding -> finding.code().equals(code))
                .flatMapToInt(finding -> IntStream.of(finding.line()))
                .boxed()
                .toList();
    }
}
