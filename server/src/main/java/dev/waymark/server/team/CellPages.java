package dev.waymark.server.team;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.progress.MarkView;
import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One cell for a team, as its view. */
record CellPages(Page page, TeamLinks links, TeamPage team, Cell cell, List<PlacedAsset> assets) {

    CellView view(Map<UUID, InsightStore.Count> counts, Map<UUID, Map<UUID, AssetState>> states) {
        Lines lines = Lines.of(team.edition());
        return new CellView(
                page,
                links.to(""),
                lines.name(cell.environment()),
                lines.number(cell.environment()),
                cell.level(),
                team.totals().learners(),
                assets.stream().map(asset -> asset(asset, counts)).toList(),
                team.members().stream()
                        .map(member -> row(member, states.getOrDefault(member.id(), Map.of())))
                        .toList(),
                InsightRoutes.paging(team, links, "/cells/" + cell.environment() + "/" + cell.level()));
    }

    private static CellView.Asset asset(PlacedAsset asset, Map<UUID, InsightStore.Count> counts) {
        InsightStore.Count count = counts.getOrDefault(asset.id(), new InsightStore.Count(asset.id(), 0, 0, 0));
        return new CellView.Asset(
                asset.title(), asset.resource(), asset.url(), count.opened(), count.completed(), count.verified());
    }

    private CellView.Row row(Member member, Map<UUID, AssetState> states) {
        return new CellView.Row(
                member.name(),
                links.learner(member.id()),
                assets.stream()
                        .map(asset -> MarkView.of(states.getOrDefault(asset.id(), AssetState.NONE)))
                        .toList());
    }
}
