package dev.waymark.server.commands;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.drafts.DraftStore;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.ImpactStore;
import dev.waymark.server.editions.drafts.PageSourceStore;
import dev.waymark.server.editions.publishing.PublishStore;
import dev.waymark.server.editions.publishing.Publishing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Objects;

/** The module that ships with this product, so that a first start has something to show. */
final class SampleModule {
    private static final String PAGE = "/content/aml-plat.md";
    private static final String ACTOR = "demo";
    private final Editions editions;
    private final Drafts drafts;
    private final Publishing publishing;

    SampleModule(Vertx vertx, Pool pool) {
        Clock clock = Clock.systemUTC();
        EditionStore current = new EditionStore();
        AuditStore audit = new AuditStore();
        DraftStore store = new DraftStore();
        this.editions = new Editions(pool, current, clock);
        this.drafts = new Drafts(vertx, pool, store, new PageSourceStore(), new ImpactStore(), current, audit);
        this.publishing = new Publishing(pool, drafts, store, new PublishStore(), editions, audit, clock);
    }

    Future<Void> publishIfEmpty() throws IOException {
        byte[] page = page();
        return editions.all().compose(published -> published.isEmpty() ? publish(page) : Future.succeededFuture());
    }

    private static byte[] page() throws IOException {
        try (InputStream page = Objects.requireNonNull(SampleModule.class.getResourceAsStream(PAGE))) {
            return page.readAllBytes();
        }
    }

    private Future<Void> publish(byte[] page) {
        return drafts.take(page, null, "sample", ACTOR)
                .compose(taken -> publishing.publish(taken.draft().id(), Publishing.Order.NOW, ACTOR))
                .mapEmpty();
    }
}
