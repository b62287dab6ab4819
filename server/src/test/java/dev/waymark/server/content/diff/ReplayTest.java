package dev.waymark.server.content.diff;

import static dev.waymark.server.content.RealPages.MAY_2;
import static dev.waymark.server.content.RealPages.MAY_3;
import static dev.waymark.server.content.RealPages.OCTOBER_2022;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.RealPages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static Replay replay() {
        var sources = Stream.of(OCTOBER_2022, MAY_2, MAY_3)
                .map(name -> new Replay.Source(name, RealPages.bytes(name)))
                .toList();
        return Replay.of(sources);
    }

    @Test
    void tellsWhatEachEditionWouldHaveDone() {
        var last = Objects.requireNonNull(replay().editions().get(2).step());
        assertThat(last.from()).isEqualTo(MAY_2);
        assertThat(List.of(
                        last.kept(),
                        last.assets(),
                        last.cellsComplete(),
                        last.cells(),
                        last.removed(),
                        last.retitled()))
                .containsExactly(50, 50, 12, 12, 8, 35);
        assertThat(replay().toText())
                .contains("a learner at 100 % keeps 37 of 58 assets")
                .contains("a learner at 100 % keeps 50 of 50 assets and 12 of 12 cells");
        assertThat(replay().toJson()).contains("\"kept\" : 50", "\"cellsComplete\" : 12");
    }

    @Test
    void passesOverAnUnusablePage() {
        var replay = Replay.of(List.of(new Replay.Source("a.md", "nothing".getBytes(StandardCharsets.UTF_8))));
        assertThat(replay.editions()).singleElement().satisfies(edition -> {
            assertThat(edition.counts()).isNull();
            assertThat(edition.errors()).isPositive();
        });
        assertThat(replay.toText()).contains("unusable");
    }
}
