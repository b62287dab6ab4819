package dev.waymark.server.editions.drafts;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.content.reading.Reading;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the bytes of a page to a draft that shows what it would change and for whom. */
public final class Drafts {
    private final Vertx vertx;
    private final Pool pool;
    private final DraftStore store;
    private final ImpactStore impacts;
    private final EditionStore editions;
    private final AuditStore audit;

    public Drafts(
            Vertx vertx, Pool pool, DraftStore store, ImpactStore impacts, EditionStore editions, AuditStore audit) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.impacts = impacts;
        this.editions = editions;
        this.audit = audit;
    }

    /**
     * A draft with everything that is said of it.
     *
     * @param impact null once it no longer waits
     * @param ticks how many learners ticked an old asset that is not simply the same
     */
    public record Shown(
            Draft draft, Comparison comparison, @Nullable Impact impact, Map<UUID, Long> ticks) {}

    /**
     * Reads a page and keeps it as a draft; fails with {@link UnusablePage}.
     *
     * @param base the page's own address, for its relative links
     */
    public Future<Shown> take(byte[] page, @Nullable URI base, String origin, String actor) {
        return vertx.executeBlocking(() -> PageReader.read(page, base), false)
                .map(Drafts::usable)
                .compose(reading -> keep(reading, page, origin, actor))
                .compose(this::show);
    }

    private static Reading usable(Reading reading) {
        if (reading.module() == null) {
            throw new UnusablePage(reading.findings());
        }
        return reading;
    }

    private Future<UUID> keep(Reading reading, byte[] page, String origin, String actor) {
        Module module = reading.usable().orElseThrow();
        return pool.withTransaction(connection -> store.save(
                        connection, module, page, reading.findings(), origin, actor)
                .compose(id -> audit.note(
                                connection,
                                actor,
                                "draft.imported",
                                module.permalink(),
                                Map.of("draft", id, "origin", origin))
                        .map(id)));
    }

    public Future<Shown> show(UUID id) {
        return draft(id)
                .compose(draft -> compare(pool, draft, draft.decided())
                        .compose(comparison -> Future.all(
                                        impact(draft, comparison), impacts.ticks(pool, changed(comparison)))
                                .map(all -> new Shown(draft, comparison, all.resultAt(0), all.resultAt(1)))));
    }

    private Future<Draft> draft(UUID id) {
        return store.find(pool, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    /** A draft beside its predecessor, worked out off the event loop. */
    public Future<Comparison> compare(SqlClient client, Draft draft, Decisions decisions) {
        return store.predecessor(client, draft)
                .compose(before -> vertx.executeBlocking(() -> Comparison.of(before, draft.page(), decisions), false));
    }

    private Future<@Nullable Impact> impact(Draft draft, Comparison comparison) {
        if (!draft.waits()) {
            return Future.succeededFuture(null);
        }
        return comparison.first()
                ? Future.succeededFuture(Impact.NONE)
                : editions.current(pool, draft.module()).compose(current -> impact(current, comparison));
    }

    private Future<Impact> impact(Edition current, Comparison comparison) {
        return impacts.of(
                pool, new ImpactQuestion(current, comparison, comparison.after().paths()));
    }

    private static List<UUID> changed(Comparison comparison) {
        return comparison.diff().rows().stream()
                .filter(row -> row.before() != null && !row.untouched())
                .map(row -> old(comparison, row))
                .toList();
    }

    private static UUID old(Comparison comparison, DiffRow row) {
        return comparison
                .before()
                .assets()
                .get(Objects.requireNonNull(row.before()).index());
    }

    /** Keeps decisions without publishing, so that their consequences can be looked at. */
    public Future<Shown> decide(UUID id, Decisions decisions) {
        return draft(id)
                .map(Drafts::waiting)
                .compose(
                        draft -> compare(pool, draft, decisions).compose(valid -> store.decide(pool, draft, decisions)))
                .compose(done -> show(id));
    }

    private static Draft waiting(Draft draft) {
        if (!draft.waits()) {
            throw Problem.of(
                    409, "not-a-draft", "This import is " + draft.state().text() + " and no longer a draft.");
        }
        return draft;
    }

    public Future<Void> cancel(UUID id, String actor) {
        return draft(id)
                .map(Drafts::waiting)
                .compose(draft -> pool.withTransaction(connection -> store.cancel(connection, id)
                        .compose(done ->
                                audit.note(connection, actor, "draft.cancelled", draft.slug(), Map.of("draft", id)))));
    }
}
