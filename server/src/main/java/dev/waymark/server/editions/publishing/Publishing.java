package dev.waymark.server.editions.publishing;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.drafts.Comparison;
import dev.waymark.server.editions.drafts.Decisions;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.drafts.DraftStore;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes drafts and rolls back. What was shown is what is published: a draft that was compared with another
 * version than the current one is compared anew and waits for somebody to look.
 */
public final class Publishing {
    private static final String AGAIN = "recertification";
    private final Pool pool;
    private final Drafts comparing;
    private final DraftStore drafts;
    private final PublishStore store;
    private final Editions editions;
    private final AuditStore audit;
    private final Clock clock;

    public Publishing(
            Pool pool,
            Drafts comparing,
            DraftStore drafts,
            PublishStore store,
            Editions editions,
            AuditStore audit,
            Clock clock) {
        this.pool = pool;
        this.comparing = comparing;
        this.drafts = drafts;
        this.store = store;
        this.editions = editions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How to publish.
     *
     * @param deadline until when finished people renew, if a policy asks them to
     * @param at null = now
     */
    public record Order(
            Decisions decisions,
            Policy policy,
            @Nullable Instant deadline,
            @Nullable Instant at) {
        public static final Order NOW = new Order(Decisions.NONE, Policy.KEEP, null, null);

        Order now() {
            return new Order(decisions, policy, deadline, null);
        }
    }

    /** Publishes now, or keeps the order for later; answers the draft as it is then. A second time does no more. */
    public Future<Draft> publish(UUID id, Order order, String actor) {
        boolean later = order.at() != null && order.at().isAfter(clock.instant());
        Order effective = later ? order : order.now();
        return pool.withTransaction(connection -> locked(connection, id).compose(draft -> {
                    if (draft.state() == Draft.State.PUBLISHED) {
                        return Future.succeededFuture(draft);
                    }
                    return ordered(connection, draft, effective, actor)
                            .compose(ready ->
                                    later ? scheduled(connection, ready, actor) : published(connection, ready, actor));
                }))
                .recover(failure -> failure instanceof Outdated outdated
                        ? rebased(outdated.draft, actor)
                        : Future.failedFuture(failure))
                .compose(this::visible);
    }

    /**
     * Publishes the current content again, as a version of its own that whoever finished has to renew for.
     *
     * @param beside what else is written in the same transaction
     */
    public Future<Draft> recertify(
            String slug, Instant deadline, String actor, BiFunction<SqlConnection, Draft, Future<Void>> beside) {
        Order order = new Order(Decisions.NONE, Policy.RECERTIFY, deadline, null);
        return pool.withTransaction(connection -> drafts.again(connection, slug, AGAIN, actor)
                        .compose(id -> locked(connection, id.orElseThrow(Problem::notFound)))
                        .compose(draft -> ordered(connection, draft, order, actor))
                        .compose(draft -> published(connection, draft, actor))
                        .compose(draft -> beside.apply(connection, draft).map(draft)))
                .compose(this::visible);
    }

    private Future<Draft> locked(SqlConnection connection, UUID id) {
        return drafts.lock(connection, id).map(found -> {
            Draft draft = found.orElseThrow(Problem::notFound);
            if (draft.state() == Draft.State.CANCELLED) {
                throw cancelled();
            }
            if (draft.outdated()) {
                throw new Outdated(draft);
            }
            return draft;
        });
    }

    private static Problem cancelled() {
        return Problem.of(409, "not-a-draft", "This import was cancelled.");
    }

    private Future<Draft> ordered(SqlConnection connection, Draft draft, Order order, String actor) {
        Decisions decisions = draft.decided().with(order.decisions());
        return store.order(connection, draft.id(), decisions, order, actor)
                .compose(done -> drafts.find(connection, draft.id()))
                .map(Optional::orElseThrow);
    }

    private Future<Draft> scheduled(SqlConnection connection, Draft draft, String actor) {
        return comparing
                .compare(connection, draft, draft.decisions())
                .compose(valid -> audit.note(
                        connection,
                        actor,
                        "module.scheduled",
                        draft.slug(),
                        Map.of("draft", draft.id(), "at", String.valueOf(draft.publishAt()))))
                .map(draft);
    }

    private Future<Draft> published(SqlConnection connection, Draft draft, String actor) {
        return comparing
                .compare(connection, draft, draft.decisions())
                .compose(comparison -> store.place(connection, draft, comparison)
                        .compose(done -> flip(connection, draft, comparison, actor)))
                .compose(done -> drafts.find(connection, draft.id()))
                .map(Optional::orElseThrow)
                .compose(now -> audit.note(connection, actor, "module.published", now.slug(), detail(now))
                        .map(now));
    }

    private Future<Void> flip(SqlConnection connection, Draft draft, Comparison comparison, String actor) {
        Policy policy = comparison.first() ? Policy.KEEP : draft.policy();
        // The same page again may be a reason to recertify; as a version of its own it can be rolled back.
        boolean revision = comparison.cosmetic() && policy != Policy.RECERTIFY;
        boolean newCycle = policy == Policy.RECERTIFY
                || policy == Policy.TOP_UP && !comparison.fresh().isEmpty();
        return store.publish(connection, draft, revision, newCycle, policy, actor)
                .map(done -> {
                    if (!done) {
                        throw cancelled();
                    }
                    return null;
                });
    }

    private static Map<String, Object> detail(Draft published) {
        return Map.of(
                "draft", published.id(),
                "version", String.valueOf(published.number()),
                "policy", published.policy().text(),
                "decisions", published.decisions());
    }

    private Future<Draft> withheld(Draft draft, String actor) {
        return pool.withTransaction(connection -> store.rebase(connection, draft)
                .compose(done ->
                        audit.note(connection, actor, "draft.compared-anew", draft.slug(), Map.of("draft", draft.id())))
                .map(draft));
    }

    private Future<Draft> rebased(Draft draft, String actor) {
        return withheld(draft, actor)
                .compose(done -> Future.failedFuture(Problem.of(
                        409,
                        "outdated-draft",
                        "Another version was published since this draft was compared. It has been compared anew;"
                                + " look at the changes and publish again.")));
    }

    private Future<Draft> visible(Draft draft) {
        return draft.state() == Draft.State.PUBLISHED
                ? editions.refreshed(draft.slug()).map(draft)
                : Future.succeededFuture(draft);
    }

    /** Makes an earlier version current again, with everyone's state in it; null = the one before the current. */
    public Future<Edition> rollBack(String slug, @Nullable Integer number, String actor) {
        return pool.withTransaction(connection -> store.earlier(connection, slug, number)
                        .map(found -> found.orElseThrow(() -> Problem.of(
                                404, "no-such-version", "This module has no such earlier version to go back to.")))
                        .compose(to -> to.current()
                                ? Future.<Void>succeededFuture()
                                : rolledBack(connection, slug, to, actor)))
                .compose(done -> editions.refreshed(slug));
    }

    private Future<Void> rolledBack(SqlConnection connection, String slug, PublishStore.Earlier to, String actor) {
        return store.rollBack(connection, to)
                .compose(done ->
                        audit.note(connection, actor, "module.rolled-back", slug, Map.of("version", to.number())));
    }

    /**
     * Takes the current version back, so that the one which it replaced is current again; a 409 when another version, or
     * a revision of this one, was published since: that would go too.
     *
     * @param beside what else is written in the same transaction
     */
    public Future<Edition> takeBack(
            String slug, UUID version, String actor, Function<SqlConnection, Future<Void>> beside) {
        return pool.withTransaction(connection -> store.before(connection, slug, version)
                        .map(found -> found.orElseThrow(() -> Problem.of(
                                409,
                                "not-current",
                                "The module was published again since. Going back would take that back too: decide so"
                                        + " on the page of its versions.")))
                        .compose(to -> rolledBack(connection, slug, to, actor))
                        .compose(done -> beside.apply(connection)))
                .compose(done -> editions.refreshed(slug));
    }

    /** Publishes what is due. Any number of nodes may try: the module's row lets one of them do it. */
    public Future<Void> publishDue() {
        return store.due(pool).compose(all -> {
            Future<Void> chain = Future.succeededFuture();
            for (PublishStore.Due due : all) {
                chain = chain.compose(done -> publishAsOrdered(due));
            }
            return chain;
        });
    }

    private Future<Void> publishAsOrdered(PublishStore.Due due) {
        return pool.withTransaction(connection -> locked(connection, due.draft())
                        .compose(draft -> draft.state() == Draft.State.SCHEDULED
                                ? published(connection, draft, due.actor())
                                : Future.succeededFuture(draft)))
                .recover(failure -> failure instanceof Outdated outdated
                        ? withheld(outdated.draft, due.actor())
                        : Future.failedFuture(failure))
                .compose(this::visible)
                .mapEmpty();
    }

    private static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Draft draft;

        Outdated(Draft draft) {
            super("another version is current", null, false, false);
            this.draft = draft;
        }
    }
}
