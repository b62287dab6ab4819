package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers how a team stands, to who may know; never from figures of another edition. */
public final class Teams {
    private static final int BATCH = 500;
    private static final int MOST_TRIES = 4;
    private final Pool pool;
    private final TeamStore store;
    private final Progress progress;
    private final Editions editions;

    public Teams(Pool pool, Progress progress, Editions editions) {
        this.pool = pool;
        this.store = new TeamStore();
        this.progress = progress;
        this.editions = editions;
    }

    /** The team of a context ({@code current} = the launch's) as this session may see it, or 404. */
    Future<Team> of(Session session, @Nullable String context) {
        Optional<UUID> id = context == null || context.equals("current")
                ? Optional.ofNullable(session.context())
                : Ids.parse(context);
        if (id.isEmpty() || !Rights.any(session)) {
            return Future.failedFuture(Problem.notFound());
        }
        return store.find(pool, id.get())
                .map(found -> found.flatMap(team -> Rights.of(session, team)).orElseThrow(Problem::notFound));
    }

    Future<TeamPage> page(Team team, Edition edition, TeamFilter filter) {
        return page(team, edition, filter, 1);
    }

    private Future<TeamPage> page(Team team, Edition edition, TeamFilter filter, int tries) {
        return store.page(pool, team, edition, filter).compose(page -> {
            if (page.totals().stale() == 0) {
                return Future.succeededFuture(page);
            }
            if (tries == MOST_TRIES) {
                return Future.failedFuture(
                        Problem.of(503, "counting", "A new edition was just published. Try again in a few seconds."));
            }
            return caughtUp(team, edition, page.totals().newestBasis())
                    .compose(current -> page(team, current, filter, tries + 1));
        });
    }

    /** The edition that the team's figures are of, after recounting what was counted for an earlier one. */
    private Future<Edition> caughtUp(Team team, Edition edition, int newestBasis) {
        Future<Edition> current =
                newestBasis > edition.basis() ? editions.refreshed(edition.slug()) : Future.succeededFuture(edition);
        return current.compose(found -> recounted(team, found).map(found));
    }

    private Future<Void> recounted(Team team, Edition edition) {
        return store.stale(pool, team, edition, BATCH)
                .compose(stale -> stale.isEmpty()
                        ? Future.succeededFuture(0)
                        : progress.recount(edition, stale).map(done -> stale.size() < BATCH ? 0 : done))
                .compose(more -> more == 0 ? Future.succeededFuture() : recounted(team, edition));
    }

    /** Hands everybody over in order, some at a time, as they were at one moment. */
    Future<Void> export(Team team, Edition edition, TeamFilter filter, Taker taker) {
        return page(team, edition, filter)
                .compose(page -> pool.withTransaction(
                        connection -> store.everybody(connection, team, page.edition(), filter, taker.begin(page))));
    }

    /** Begins with a page that tells edition and totals, then takes the learners. */
    interface Taker {
        Function<List<Member>, Future<Void>> begin(TeamPage page);
    }

    /** Those of the team among these learners. */
    Future<List<Member>> among(Team team, Edition edition, List<UUID> learners) {
        return store.among(pool, team, edition, learners);
    }

    /** One learner of the team, or 404. */
    Future<Member> member(Team team, Edition edition, UUID learner) {
        return among(team, edition, List.of(learner))
                .map(found -> found.stream().findFirst().orElseThrow(Problem::notFound));
    }

    Future<List<TeamStore.Group>> groups(Team team) {
        return store.groups(pool, team);
    }
}
