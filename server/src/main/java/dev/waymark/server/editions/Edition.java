package dev.waymark.server.editions;

import dev.waymark.server.content.Module;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A published module version as the server works with it: immutable, held in memory.
 *
 * @param basis what summaries name to say which edition (with its rule and waivers) they were counted for
 * @param cycle rises when finished people are asked to top up or recertify
 * @param records the parts that are given records of their own
 * @param waived assets whose dead link was waived: they count as satisfied for everybody
 */
public record Edition(
        UUID moduleId,
        UUID versionId,
        String slug,
        int number,
        int basis,
        int cycle,
        Renewal renewal,
        String contentHash,
        String sourceHash,
        Instant publishedAt,
        CompletionRule rule,
        Part.Asked records,
        Module module,
        List<PlacedAsset> assets,
        List<Cell> cells,
        Set<UUID> waived,
        Terms terms) {

    /**
     * What follows from the rest, worked out once, since every tick asks for it.
     *
     * @param paths the environments of each path, first to last
     * @param alternatives the ways to satisfy the rule: for each, how many assets every cell must have
     * @param waivedByCell how many assets of each cell are waived
     * @param parts what is given a record of its own beside the whole module
     */
    record Terms(
            Map<UUID, PlacedAsset> byId,
            List<List<String>> paths,
            List<int[]> alternatives,
            int[] waivedByCell,
            List<Part> parts) {

        static Terms of(
                CompletionRule rule,
                Part.Asked records,
                Module module,
                List<PlacedAsset> assets,
                List<Cell> cells,
                Set<UUID> waived) {
            List<List<String>> paths = CompletionRule.chains(module.paths());
            int[] waivedByCell = new int[cells.size()];
            assets.stream().filter(asset -> waived.contains(asset.id())).forEach(asset -> waivedByCell[asset.cell()]++);
            return new Terms(
                    assets.stream().collect(Collectors.toMap(PlacedAsset::id, Function.identity())),
                    paths,
                    rule.alternatives(cells, paths),
                    waivedByCell,
                    Part.of(records, cells, paths, waivedByCell));
        }
    }

    /** The environments of each path, first to last. */
    public List<List<String>> paths() {
        return terms.paths();
    }

    public List<int[]> alternatives() {
        return terms.alternatives();
    }

    /** What is given a record of its own beside the whole module. */
    public List<Part> parts() {
        return terms.parts();
    }

    /** Those that an asset belongs to. */
    public List<Part> parts(PlacedAsset asset) {
        return parts().stream().filter(part -> part.holds(asset.cell())).toList();
    }

    public int total() {
        return assets.size();
    }

    public Optional<PlacedAsset> asset(UUID id) {
        return Optional.ofNullable(terms.byId().get(id));
    }

    /** How many assets of each cell count as done for someone who has done nothing. */
    public int[] waivedByCell() {
        return terms.waivedByCell().clone();
    }

    public Scope wholeModule() {
        return new Scope(alternatives());
    }

    /** The scope of a link: an environment, one cell, or (both null) the module by its rule. */
    public Scope scope(
            @org.jspecify.annotations.Nullable String environment, @org.jspecify.annotations.Nullable Integer level) {
        if (environment == null) {
            return wholeModule();
        }
        int[] required = cells.stream()
                .mapToInt(cell -> cell.environment().equals(environment) && (level == null || cell.level() == level)
                        ? cell.total()
                        : 0)
                .toArray();
        return new Scope(List.of(required));
    }

    /** What must be done, in one of several ways, and how far somebody is with it. */
    public record Scope(List<int[]> alternatives) {

        public Share share(int[] done) {
            return alternatives.stream()
                    .map(required -> Share.of(required, done))
                    .reduce((best, next) -> next.ahead(best) ? next : best)
                    .orElse(new Share(0, 0));
        }
    }

    /** Done of required. */
    public record Share(int completed, int total) {

        static Share of(int[] required, int[] done) {
            int completed = 0;
            for (int i = 0; i < required.length; i++) {
                completed += Math.min(required[i], i < done.length ? done[i] : 0);
            }
            return new Share(completed, Arrays.stream(required).sum());
        }

        private boolean ahead(Share other) {
            return (long) completed * Math.max(1, other.total) > (long) other.completed * Math.max(1, total);
        }

        /** Rounded down; 100 only when nothing is missing. */
        public int percent() {
            return total == 0 ? 0 : (int) (100L * completed / total);
        }

        public boolean complete() {
            return total > 0 && completed >= total;
        }
    }
}
