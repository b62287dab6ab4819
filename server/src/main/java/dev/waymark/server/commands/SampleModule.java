package dev.waymark.server.commands;

import dev.waymark.server.editions.publishing.Editing;
import dev.waymark.server.editions.publishing.Publishing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The module that ships with this product, so that a first start has something to show. */
final class SampleModule {
    private static final String PAGE = "/content/aml-plat.md";
    private static final String ACTOR = "demo";
    private final Editing editing;

    SampleModule(Vertx vertx, Pool pool) {
        this.editing = Editing.of(vertx, pool);
    }

    Future<Void> publishIfEmpty() throws IOException {
        byte[] page = page();
        return editing.editions()
                .all()
                .compose(published -> published.isEmpty() ? publish(page) : Future.succeededFuture());
    }

    private static byte[] page() throws IOException {
        try (InputStream page = Objects.requireNonNull(SampleModule.class.getResourceAsStream(PAGE))) {
            return page.readAllBytes();
        }
    }

    private Future<Void> publish(byte[] page) {
        return editing.drafts()
                .take(page, null, "sample", ACTOR)
                .compose(shown -> editing.publishing().publish(shown.draft().id(), Publishing.Order.NOW, ACTOR))
                .mapEmpty();
    }
}
