package dev.waymark.server.commands;

import dev.waymark.server.App;
import dev.waymark.server.editions.publishing.Publishing;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The module that ships with this product, so that a first start has something to show. */
final class SampleModule {
    private static final String PAGE = "/content/aml-plat.md";
    private static final String ACTOR = "demo";
    private final App app;

    SampleModule(App app) {
        this.app = app;
    }

    Future<Void> publishIfEmpty() throws IOException {
        byte[] page = page();
        return app.editions()
                .all()
                .compose(published -> published.isEmpty() ? publish(page) : Future.succeededFuture());
    }

    private static byte[] page() throws IOException {
        try (InputStream page = Objects.requireNonNull(SampleModule.class.getResourceAsStream(PAGE))) {
            return page.readAllBytes();
        }
    }

    private Future<Void> publish(byte[] page) {
        return app.drafts()
                .take(page, null, "sample", ACTOR)
                .compose(shown -> app.publishing().publish(shown.draft().id(), Publishing.Order.NOW, ACTOR))
                .mapEmpty();
    }
}
