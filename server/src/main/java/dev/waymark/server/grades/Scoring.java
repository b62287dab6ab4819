package dev.waymark.server.grades;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Measure;
import dev.waymark.server.progress.Progress;
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
        return progress.measure(target.learner(), edition)
                .compose(measure -> target.environment() == null
                        ? Future.succeededFuture(ofModule(measure))
                        : progress.share(target.learner(), measure, target.environment(), target.level())
                                .map(share -> now(measure, share, share.percent(), "")));
    }

    private static Now ofModule(Measure measure) {
        return now(
                measure,
                measure.share(),
                measure.percent(),
                measure.finished() ? ", completion record earned" : measure.renewing() ? ", to be renewed" : "");
    }

    private static Now now(Measure measure, Edition.Share share, int percent, String remark) {
        String comment = share.completed() + " of " + share.total() + " trainings completed" + remark;
        boolean begun = measure.finished() || measure.renewing() || share.completed() > 0;
        return new Now(measure.edition(), percent, begun, comment);
    }
}
