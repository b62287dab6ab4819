package dev.waymark.server.content.diff;

import static dev.waymark.server.content.RealPages.MAY_2;
import static dev.waymark.server.content.RealPages.MAY_3;
import static dev.waymark.server.content.RealPages.OCTOBER_2022;
import static dev.waymark.server.content.RealPages.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Cell;
import dev.waymark.server.content.Placement;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealEditionsTest {
    @ParameterizedTest(name = "{0} → {1}: {2} assets, {4} of {3} carried")
    @CsvSource({
        MAY_2 + "," + MAY_3 + ",58,50,50,8",
        OCTOBER_2022 + "," + MAY_2 + ",49,58,37,",
        OCTOBER_2022 + "," + MAY_3 + ",49,50,34,"
    })
    void carriesWhatTheSameLinkProves(String from, String to, int before, int after, int carried, Integer removed) {
        var diff = Differ.diff(module(from), module(to));
        assertThat(module(from).counts().assets()).isEqualTo(before);
        assertThat(module(to).counts().assets()).isEqualTo(after);
        assertThat(diff.carried()).hasSize(carried).allMatch(row -> row.kind() == Kind.SAME);
        if (removed != null) {
            assertThat(diff.of(Kind.REMOVED)).hasSize(removed);
            assertThat(diff.of(Kind.ADDED)).isEmpty();
        }
        assertThat(diff.proposals()).isEmpty();
        assertThat(diff.revision()).isEqualTo(Revision.VERSION);
    }

    @Test
    void keepsEveryCellCompleteInTheEditionThatRemovesEight() {
        var carried = new HashSet<Integer>();
        for (var row : Differ.diff(module(MAY_2), module(MAY_3)).carried()) {
            carried.add(Objects.requireNonNull(row.after()).index());
        }
        var open = new HashSet<Cell>();
        for (Placement placement : module(MAY_3).placements()) {
            if (!carried.contains(placement.index())) {
                open.add(placement.cell());
            }
        }
        assertThat(module(MAY_3).cells()).hasSize(12);
        assertThat(open).isEmpty();
    }

    @Test
    void saysWhyATickWasCarried() {
        var diff = Differ.diff(module(MAY_2), module(MAY_3));
        assertThat(diff.with(Change.RETITLED)).hasSize(35);
        assertThat(diff.carried())
                .extracting(DiffRow::reason)
                .contains("same link", "retitled, same link", "retitled, resource renamed, same link");
    }
}
