package dev.waymark.server.commands;

import dev.waymark.server.content.Module;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.editions.DraftStore;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** The module that ships with this product, so that a first start has something to show. */
final class SampleModule {
    private static final String PAGE = "/content/aml-plat.md";
    private static final String ACTOR = "demo";
    private final Pool pool;

    SampleModule(Pool pool) {
        this.pool = pool;
    }

    Future<Void> publishIfEmpty() throws IOException {
        byte[] page = page();
        return new Editions(pool, new EditionStore(), Clock.systemUTC())
                .all()
                .compose(published -> published.isEmpty() ? publish(page) : Future.succeededFuture());
    }

    private static byte[] page() throws IOException {
        try (InputStream page = Objects.requireNonNull(SampleModule.class.getResourceAsStream(PAGE))) {
            return page.readAllBytes();
        }
    }

    private Future<Void> publish(byte[] page) {
        Module module = PageReader.read(page).usable().orElseThrow();
        DraftStore drafts = new DraftStore();
        return drafts.save(pool, module, page, "[]", "sample", ACTOR)
                .compose(draft -> pool.withTransaction(
                        connection -> drafts.publish(connection, draft.id(), ACTOR, Map.of(), Map.of())))
                .mapEmpty();
    }
}
