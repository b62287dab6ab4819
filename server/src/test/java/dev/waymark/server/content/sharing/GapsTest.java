package dev.waymark.server.content.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.RealPages;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static Gaps gaps() {
        return Gaps.of(RealPages.module(RealPages.MAY_3));
    }

    @Test
    void listsTheHoles() {
        assertThat(gaps().holes())
                .containsExactly(
                        new Gaps.Hole("hosted", "Synapse Analytics Workspace", 300),
                        new Gaps.Hole("managed", "SQL Server ML Svc", 200),
                        new Gaps.Hole("managed", "SQL Server ML Svc", 300),
                        new Gaps.Hole("managed", "Azure ML Managed Endpoint", 300));
    }

    @Test
    void listsServicesWithoutTrainingAndNamesThatDiffer() {
        assertThat(gaps().servicesWithoutTraining()).hasSize(4);
        assertThat(gaps().nameMismatches())
                .hasSize(9)
                .contains(new Gaps.NameMismatch("hosted", "Azure Databricks", "Databricks"));
    }

    @Test
    void listsLinksThatServeTwoPlaces() {
        assertThat(gaps().duplicateLinks())
                .singleElement()
                .satisfies(duplicate -> assertThat(duplicate.placements())
                        .extracting(placement -> placement.environment() + " "
                                + placement.asset().level())
                        .containsExactly("unmanaged 100", "managed 100"));
    }
}
