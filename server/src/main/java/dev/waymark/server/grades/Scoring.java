package dev.waymark.server.grades;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.Standing;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** What a learner's score for a link is now. */
public final class Scoring {
    private final Editions editions;
    private final Progress progress;

    public Scoring(Editions editions, Progress progress) {
        this.editions = editions;
        this.progress = progress;
    }

    /** @param begun whether anything was completed: before that no score is sent */
    record Now(Edition edition, int percent, boolean begun, String comment) {}

    /** Empty when the module is no longer published. */
    Future<Optional<Now>> of(Target target, UUID module) {
        return editions.all()
                .compose(all -> all.stream()
                        .filter(edition -> edition.moduleId().equals(module))
                        .findFirst()
                        .map(edition -> of(target, edition).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Now> of(Target target, Edition edition) {
        return progress.counts(target.learner(), edition)
                .compose(cells ->
                        progress.record(target.learner(), edition).map(record -> now(target, edition, cells, record)));
    }

    /** Who holds a record that counts has finished the module, whatever a later edition added. */
    private static Now now(Target target, Edition edition, int[] cells, Optional<Standing.Earned> record) {
        Edition.Share share =
                edition.scope(target.environment(), target.level()).share(cells);
        boolean finished = target.environment() == null
                && record.filter(Standing.Earned::counts).isPresent();
        String comment = share.completed() + " of " + share.total() + " trainings completed"
                + (finished ? ", completion record earned" : "");
        return new Now(edition, finished ? 100 : share.percent(), finished || share.completed() > 0, comment);
    }
}
