package dev.waymark.server.editions.drafts;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.ModuleExchange;
import dev.waymark.server.content.diff.DiffRow;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.content.reading.Reading;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the bytes of a page to a draft that shows what it would change and for whom. */
public final class Drafts {
    /** Up to so many people are counted for a changed asset: a whole page of them is counted at once. */
    public static final int COUNTED = 10_000;

    private final Vertx vertx;
    private final Pool pool;
    private final DraftStore store;
    private final PageSourceStore sources;
    private final ImpactStore impacts;
    private final EditionStore editions;
    private final AuditStore audit;

    public Drafts(
            Vertx vertx,
            Pool pool,
            DraftStore store,
            PageSourceStore sources,
            ImpactStore impacts,
            EditionStore editions,
            AuditStore audit) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.sources = sources;
        this.impacts = impacts;
        this.editions = editions;
        this.audit = audit;
    }

    /**
     * A draft with everything that is said of it.
     *
     * @param impact null once it no longer waits
     * @param ticks how many learners ticked an old asset that is not simply the same; one more than
     *     {@link #COUNTED} says that there are more
     */
    public record Shown(
            Draft draft, Comparison comparison, @Nullable Impact impact, Map<UUID, Long> ticks) {}

    /**
     * Reads a page and keeps it as a draft; fails with {@link UnusablePage}.
     *
     * @param base the page's own address, for its relative links
     */
    public Future<Shown> take(byte[] page, @Nullable URI base, String origin, String actor) {
        return read(page, base)
                .compose(reading -> kept(reading, page, origin, actor))
                .compose(this::show);
    }

    /** The same without keeping anything. */
    public Future<Shown> preview(byte[] page, @Nullable URI base) {
        return read(page, base)
                .compose(reading -> pool.withConnection(connection -> connection
                        .begin()
                        .compose(transaction -> keep(connection, reading, page, "preview", "preview")
                                .compose(id -> show(connection, id))
                                .eventually(transaction::rollback))));
    }

    /** A module that another server exported, as a draft. */
    public Future<Shown> takeExported(byte[] json, String actor) {
        return vertx.executeBlocking(() -> ModuleExchange.read(new String(json, StandardCharsets.UTF_8)), false)
                .map(module -> new Reading(module, List.of()))
                .recover(failure -> failure instanceof IllegalArgumentException
                        ? Future.failedFuture(Problem.badField("body", String.valueOf(failure.getMessage())))
                        : Future.failedFuture(failure))
                .compose(reading -> kept(reading, json, "export", actor))
                .compose(this::show);
    }

    /** Fetches a page; one that did not change since is the draft that came of it then. */
    public Future<Shown> fetch(RemotePages remote, URI url, String actor) {
        return sources.known(pool, url).compose(known -> {
            String etag = known.map(PageSourceStore.Known::etag).orElse(null);
            String modified = known.map(PageSourceStore.Known::lastModified).orElse(null);
            return remote.fetch(url, etag, modified).compose(page -> {
                byte[] bytes = page.bytes();
                return bytes == null
                        ? show(known.orElseThrow(Problem::notFound).draft())
                        : take(bytes, page.at(), url.toString(), actor)
                                .compose(shown -> sources.remember(
                                                pool, url, page, shown.draft().id())
                                        .map(shown));
            });
        });
    }

    private Future<Reading> read(byte[] page, @Nullable URI base) {
        return vertx.executeBlocking(() -> PageReader.read(page, base), false).map(reading -> {
            if (reading.module() == null) {
                throw new UnusablePage(reading.findings());
            }
            return reading;
        });
    }

    private Future<UUID> kept(Reading reading, byte[] page, String origin, String actor) {
        return pool.withTransaction(connection -> keep(connection, reading, page, origin, actor));
    }

    private Future<UUID> keep(SqlConnection connection, Reading reading, byte[] page, String origin, String actor) {
        Module module = reading.usable().orElseThrow();
        return store.save(connection, module, page, reading.findings(), origin, actor)
                .compose(id -> audit.note(
                                connection,
                                actor,
                                "draft.imported",
                                module.permalink(),
                                Map.of("draft", id, "origin", origin))
                        .map(id));
    }

    public Future<Shown> show(UUID id) {
        return show(pool, id);
    }

    private Future<Shown> show(SqlClient client, UUID id) {
        return draft(client, id)
                .compose(draft -> compare(client, draft, draft.decided())
                        .compose(comparison -> shown(client, draft, comparison)));
    }

    private Future<Shown> shown(SqlClient client, Draft draft, Comparison comparison) {
        Future<@Nullable Impact> impact = impact(client, draft, comparison);
        Future<Map<UUID, Long>> ticks = impacts.ticks(client, changed(comparison));
        return Future.all(impact, ticks).map(all -> new Shown(draft, comparison, impact.result(), ticks.result()));
    }

    private Future<Draft> draft(SqlClient client, UUID id) {
        return store.find(client, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    /** A draft beside its predecessor, worked out off the event loop. */
    public Future<Comparison> compare(SqlClient client, Draft draft, Decisions decisions) {
        return store.predecessor(client, draft)
                .compose(before -> vertx.executeBlocking(() -> Comparison.of(before, draft.page(), decisions), false));
    }

    private Future<@Nullable Impact> impact(SqlClient client, Draft draft, Comparison comparison) {
        if (!draft.waits()) {
            return Future.succeededFuture(null);
        }
        if (comparison.first()) {
            return Future.succeededFuture(Impact.NONE);
        }
        return editions.settings(client, draft.module())
                .compose(settings -> editions.current(client, draft.module())
                        .compose(current -> impacts.of(
                                client,
                                new ImpactQuestion(current, comparison, settings.pathsOf(comparison.after())))));
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
        return draft(pool, id)
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
        return draft(pool, id)
                .map(Drafts::waiting)
                .compose(draft -> pool.withTransaction(connection -> store.cancel(connection, id)
                        .compose(done ->
                                audit.note(connection, actor, "draft.cancelled", draft.slug(), Map.of("draft", id)))));
    }

    /** The bytes that were imported. */
    public Future<byte[]> source(UUID id) {
        return store.source(pool, id).map(found -> found.orElseThrow(Problem::notFound));
    }
}
