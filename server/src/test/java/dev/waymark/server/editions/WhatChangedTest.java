package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.editions.WhatChanged.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhatChangedTest {
    private static final PlacedAsset STEPS = asset(1, "Alpha", 100, "Steps", "/a");

    @Test
    void whatStayedIsLeftOut() {
        assertThat(WhatChanged.between(List.of(STEPS), List.of(STEPS))).isEmpty();
    }

    @Test
    void anotherTitleIsARetitling() {
        assertThat(kinds(List.of(STEPS), List.of(asset(1, "Alpha", 100, "First steps", "/a"))))
                .containsExactly(Kind.RETITLED);
    }

    @Test
    void anotherLinkLevelOrResourceIsAMove() {
        assertThat(kinds(List.of(STEPS), List.of(asset(1, "Alpha", 100, "Steps", "/b"))))
                .containsExactly(Kind.MOVED);
        assertThat(kinds(List.of(STEPS), List.of(asset(1, "Alpha", 200, "First", "/a"))))
                .containsExactly(Kind.MOVED);
        assertThat(kinds(List.of(STEPS), List.of(asset(1, "Beta", 100, "Steps", "/a"))))
                .containsExactly(Kind.MOVED);
    }

    @Test
    void whatTakesASlotReplacesOneAndTheRestIsAddedOrRemoved() {
        List<WhatChanged.Change> changes = WhatChanged.between(
                List.of(STEPS, asset(2, "Beta", 100, "Old", "/o")),
                List.of(asset(3, "Alpha", 100, "New", "/n"), asset(4, "Alpha", 100, "More", "/m")));
        assertThat(changes)
                .extracting(WhatChanged.Change::kind)
                .containsExactly(Kind.REPLACED, Kind.ADDED, Kind.REMOVED);
        assertThat(changes.get(0).before()).isEqualTo(STEPS);
        assertThat(changes.get(2).now()).isNull();
    }

    private static List<Kind> kinds(List<PlacedAsset> before, List<PlacedAsset> now) {
        return WhatChanged.between(before, now).stream()
                .map(WhatChanged.Change::kind)
                .toList();
    }

    private static PlacedAsset asset(int id, String resource, int level, String title, String path) {
        String url = "https://example.org" + path;
        return new PlacedAsset(new UUID(0, id), id, 0, "one", resource, level, title, url, url, null);
    }
}
