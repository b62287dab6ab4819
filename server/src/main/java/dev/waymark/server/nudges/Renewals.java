package dev.waymark.server.nudges;

import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Overview;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reminds people whose record has to be renewed: on chosen days before the deadline, or when an administrator asks. */
public final class Renewals {
    private static final int QUEUED_AT_ONCE = 500;
    private final Pool pool;
    private final RenewalStore store = new RenewalStore();
    private final Progress progress;
    private final Editions editions;
    private final Optional<Mailer> mailer;
    private final Supplier<Future<Optional<Hindrance>>> hindrance;

    Renewals(
            Pool pool,
            Progress progress,
            Editions editions,
            Optional<Mailer> mailer,
            Supplier<Future<Optional<Hindrance>>> hindrance) {
        this.pool = pool;
        this.progress = progress;
        this.editions = editions;
        this.mailer = mailer;
        this.hindrance = hindrance;
    }

    /**
     * A campaign's reminders.
     *
     * @param hindrance why nothing can leave at present
     * @param days before the deadline; none = only when asked
     * @param askedAt when everybody was last reminded at once
     * @param sent how many left so far
     * @param reachable how many of those who have not renewed can be reminded
     */
    public record State(
            Optional<Hindrance> hindrance, List<Integer> days, Optional<Instant> askedAt, int sent, int reachable) {}

    /** @param cycle that the campaign began */
    public Future<State> state(UUID campaign, UUID module, int cycle) {
        Future<RenewalStore.State> state = store.state(pool, campaign, module, cycle);
        return Future.all(hindrance.get(), state)
                .map(all -> new State(
                        all.resultAt(0),
                        state.result().days(),
                        state.result().askedAt(),
                        state.result().sent(),
                        state.result().reachable()));
    }

    /** Chooses the days, in the caller's transaction. They are kept while nothing can leave, and count when it can. */
    public Future<Void> choose(SqlClient client, UUID campaign, List<Integer> days) {
        return store.choose(client, campaign, days);
    }

    /** Has everybody reminded who has not renewed, at most once a day, in the caller's transaction. */
    public Future<Void> ask(SqlClient client, UUID campaign) {
        return hindrance.get().compose(found -> {
            if (found.isPresent()) {
                throw Nudges.refused(found.get());
            }
            return store.ask(client, campaign).map(asked -> {
                if (!asked) {
                    throw Problem.of(409, "reminded-today", "Everybody was reminded within the last day already.");
                }
                return null;
            });
        });
    }

    /** Queues what may be due; does nothing where nothing can be sent. */
    public Future<Integer> queue() {
        return mailer.isPresent() ? store.queue(pool, QUEUED_AT_ONCE) : Future.succeededFuture(0);
    }

    /** What one person would be told of one campaign; empty when they have renewed meanwhile. */
    Future<Optional<Digest.Item>> item(RenewalStore.Due due) {
        return editions.of(due.module())
                .compose(edition -> progress.overview(due.person().id(), edition))
                .map(overview -> overview.measure().renewing() ? Optional.of(item(due, overview)) : Optional.empty());
    }

    private static Digest.Item item(RenewalStore.Due due, Overview overview) {
        return new Digest.Item(
                due.title(),
                overview.edition().module().title(),
                overview.percent(),
                overview.open().size(),
                Digest.Why.RENEW,
                LocalDate.ofInstant(due.deadline(), due.zone()),
                overview.nextUp().map(asset -> asset.title()).orElse(null),
                overview.nextUp().map(asset -> asset.url()).orElse(null),
                due.message());
    }
}
