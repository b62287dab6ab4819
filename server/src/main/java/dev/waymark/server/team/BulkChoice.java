package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Reason;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What was chosen in the form that verifies several at once, kept when the form is refused.
 *
 * @param cells the indices of the levels
 * @param everyone everybody listed, instead of {@code learners} picked one by one
 */
record BulkChoice(Set<Integer> cells, boolean everyone, List<UUID> learners, String reason) {
    static final BulkChoice NOTHING = new BulkChoice(Set.of(), false, List.of(), "");
    private static final int MOST = 1000;

    /** What no form of ours sends is a 400 or 404. */
    static BulkChoice read(MultiMap form, Edition edition) {
        boolean everyone = form.contains("everyone");
        return new BulkChoice(
                cells(form.getAll("cell"), edition),
                everyone,
                form.getAll(everyone ? "listed" : "learner").stream()
                        .distinct()
                        .map(id -> Ids.parse(id).orElseThrow(Problem::notFound))
                        .toList(),
                Optional.ofNullable(form.get("reason")).orElse(""));
    }

    private static Set<Integer> cells(List<String> chosen, Edition edition) {
        Set<String> wanted = Set.copyOf(chosen);
        Set<Integer> cells = edition.cells().stream()
                .map(cell -> cell.index())
                .filter(cell -> wanted.contains(cell.toString()))
                .collect(Collectors.toSet());
        if (cells.size() != wanted.size()) {
            throw Problem.badField("cell", "The module has no such level.");
        }
        return cells;
    }

    /** How many verifications one go may make. */
    static int most() {
        return MOST;
    }

    List<PlacedAsset> assets(Edition edition) {
        return edition.assets().stream()
                .filter(asset -> cells.contains(asset.cell()))
                .toList();
    }

    /** Why it cannot be carried out; empty when it can. */
    Optional<BulkView.Wrong> wrong(Edition edition) {
        boolean many = (long) learners.size() * assets(edition).size() > MOST;
        BulkView.Wrong wrong = new BulkView.Wrong(cells.isEmpty(), learners.isEmpty(), many, !Reason.says(reason));
        return wrong.levels() || wrong.learners() || many || wrong.reason() ? Optional.of(wrong) : Optional.empty();
    }
}
