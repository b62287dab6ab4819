package dev.waymark.server.nudges;

import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Due;
import dev.waymark.server.progress.DueDates;
import dev.waymark.server.progress.Overview;
import dev.waymark.server.progress.Progress;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Finds out what there is to tell, from progress as it is now. */
final class Digests {
    private final Progress progress;
    private final Editions editions;
    private final DueDates dueDates;
    private final Clock clock;

    Digests(Progress progress, Editions editions, DueDates dueDates, Clock clock) {
        this.progress = progress;
        this.editions = editions;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    /** Empty when nothing is left to do, or nothing presses. */
    Future<Optional<Digest>> of(List<NudgeStore.Place> places) {
        List<Future<Optional<Digest.Item>>> items =
                places.stream().map(this::item).toList();
        return Future.all(items)
                .map(all ->
                        items.stream().flatMap(item -> item.result().stream()).toList())
                .map(told -> told.isEmpty() ? Optional.empty() : Optional.of(new Digest(Digest.Occasion.WEEK, told)));
    }

    private Future<Optional<Digest.Item>> item(NudgeStore.Place place) {
        return editions.of(place.module())
                .compose(edition -> Future.all(
                        progress.overview(place.person().id(), edition), dueDates.of(place.context(), edition)))
                .map(all -> item(place, all.resultAt(0), all.<Due>resultAt(1)));
    }

    private Optional<Digest.Item> item(NudgeStore.Place place, Overview overview, Due due) {
        if (overview.measure().finished() || overview.open().isEmpty()) {
            return Optional.empty();
        }
        Instant dueAt =
                due.open(overview).stream().findFirst().map(Due.Open::at).orElse(null);
        return Digest.reason(dueAt, place.lastActivityAt(), place.stalledDays(), clock.instant())
                .map(reason -> item(place, overview, reason));
    }

    private static Digest.Item item(NudgeStore.Place place, Overview overview, Digest.Reason reason) {
        return new Digest.Item(
                place.course() == null ? "—" : place.course(),
                overview.edition().module().title(),
                overview.percent(),
                overview.open().size(),
                reason.why(),
                // Mail knows no reader's zone.
                LocalDate.ofInstant(reason.at(), ZoneOffset.UTC),
                overview.nextUp().map(asset -> asset.title()).orElse(null),
                overview.nextUp().map(asset -> asset.url()).orElse(null),
                "");
    }
}
