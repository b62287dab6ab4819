package dev.waymark.server.admin;

import dev.waymark.server.admin.GapsView.Gap;
import dev.waymark.server.admin.GapsView.Kind;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Placement;
import dev.waymark.server.content.sharing.Gaps;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.editions.links.LinkCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A module's gaps as their page shows them, with the lines of the source where they can be seen. */
final class GapsPages {
    private final Edition edition;
    private final List<String> lines;
    private final Map<String, LinkCheck> checks;
    private final Map<UUID, Instant> waived;
    private final String base;
    private final Map<String, String> names;

    GapsPages(Edition edition, byte[] source, Map<String, LinkCheck> checks, Map<UUID, Instant> waived, String base) {
        this.edition = edition;
        this.lines = new String(source, StandardCharsets.UTF_8).lines().toList();
        this.checks = checks;
        this.waived = waived;
        this.base = base;
        this.names =
                edition.module().environments().stream().collect(Collectors.toMap(Environment::key, Environment::name));
    }

    List<GapsView.Group> groups() {
        Gaps gaps = Gaps.of(edition.module());
        List<GapsView.Group> groups = new ArrayList<>();
        add(
                groups,
                Kind.DEAD_LINK,
                edition.assets().stream().filter(this::dead).map(this::deadLink).toList());
        add(
                groups,
                Kind.HOLE,
                gaps.holes().stream()
                        .map(hole ->
                                gap(hole.environment(), hole.resource() + " · " + hole.level(), null, hole.resource()))
                        .toList());
        add(
                groups,
                Kind.UNTRAINED,
                gaps.servicesWithoutTraining().stream()
                        .map(service -> gap(service.environment(), service.service(), null, service.service()))
                        .toList());
        add(
                groups,
                Kind.MISMATCH,
                gaps.nameMismatches().stream()
                        .map(both -> gap(both.environment(), both.service(), both.resource(), both.service()))
                        .toList());
        add(
                groups,
                Kind.DUPLICATE,
                gaps.duplicateLinks().stream().map(this::duplicate).toList());
        add(
                groups,
                Kind.UNASKED,
                edition.assets().stream().flatMap(this::unasked).toList());
        return groups;
    }

    private static void add(List<GapsView.Group> groups, Kind kind, List<Gap> gaps) {
        if (!gaps.isEmpty()) {
            groups.add(new GapsView.Group(kind, gaps));
        }
    }

    private boolean dead(PlacedAsset asset) {
        LinkCheck check = checks.get(asset.url());
        return waived.containsKey(asset.id()) || check != null && check.dead();
    }

    private Stream<Gap> unasked(PlacedAsset asset) {
        LinkCheck check = checks.get(asset.url());
        return check == null || !check.unasked()
                ? Stream.empty()
                : Stream.of(gap(asset.environment(), asset.title(), asset.url() + " · " + check.reason(), asset.url()));
    }

    private Gap deadLink(PlacedAsset asset) {
        LinkCheck check = checks.get(asset.url());
        Instant since = waived.get(asset.id());
        String detail = asset.url() + (check == null || check.reason() == null ? "" : " · " + check.reason());
        return new Gap(
                name(asset.environment()),
                asset.title(),
                detail,
                line(asset.environment(), asset.url()),
                new GapsView.Waiver(
                        base + "/assets/" + asset.id() + "/waiver",
                        since != null,
                        since == null ? null : since.toString()));
    }

    private Gap duplicate(Gaps.Duplicate duplicate) {
        Placement first = duplicate.placements().get(0);
        String places = duplicate.placements().stream()
                .map(place -> name(place.environment()) + " · " + place.resource() + " · "
                        + place.asset().level())
                .collect(Collectors.joining(", "));
        return gap(
                first.environment(),
                first.asset().title(),
                places,
                first.asset().url());
    }

    private Gap gap(String environment, String what, @Nullable String detail, String text) {
        return new Gap(name(environment), what, detail, line(environment, text), null);
    }

    private String name(String environment) {
        return names.getOrDefault(environment, environment);
    }

    /** The first line after the environment's heading that has the text; 0 when none has. */
    private int line(String environment, String text) {
        String name = name(environment);
        int start = 0;
        while (start < lines.size()
                && !(lines.get(start).startsWith("#") && lines.get(start).contains(name))) {
            start++;
        }
        for (int line = start; line < lines.size(); line++) {
            if (lines.get(line).contains(text)) {
                return line + 1;
            }
        }
        return 0;
    }
}
