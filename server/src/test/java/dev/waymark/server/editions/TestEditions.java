package dev.waymark.server.editions;

import dev.waymark.server.Await;
import dev.waymark.server.content.Module;
import dev.waymark.server.editions.drafts.Decisions;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.drafts.DraftStore;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.publishing.Editing;
import dev.waymark.server.editions.publishing.Publishing;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes pages and modules straight into a test's database. */
public final class TestEditions {
    public static final String ACTOR = "test";
    private final Pool pool;
    private final DraftStore store = new DraftStore();
    private final Editing editing;

    public TestEditions(Vertx vertx, Pool pool) {
        this.pool = pool;
        this.editing = Editing.of(vertx, pool);
    }

    public Drafts drafts() {
        return editing.drafts();
    }

    public Publishing publishing() {
        return editing.publishing();
    }

    public Editions editions() {
        return editing.editions();
    }

    public Drafts.Shown take(byte[] page) {
        return Await.result(drafts().take(page, null, "test", ACTOR));
    }

    public Draft publish(UUID draft) {
        return Await.result(publishing().publish(draft, Publishing.Order.NOW, ACTOR));
    }

    /** Publishes a module under a policy for who had finished before. */
    public Edition publish(Module module, Policy policy, @Nullable Instant deadline) {
        Publishing.Order order = new Publishing.Order(Decisions.NONE, policy, deadline, null);
        return edition(Await.result(publishing().publish(save(module), order, ACTOR)));
    }

    /** Publishes a page under a policy for who had finished before. */
    public Edition publish(byte[] page, Policy policy, @Nullable Instant deadline) {
        Publishing.Order order = new Publishing.Order(Decisions.NONE, policy, deadline, null);
        return edition(Await.result(publishing().publish(take(page).draft().id(), order, ACTOR)));
    }

    /** Publishes a page and answers its edition. */
    public Edition publish(byte[] page) {
        return edition(publish(take(page).draft().id()));
    }

    /** Publishes a module that no page states. */
    public Edition publish(Module module) {
        return edition(publish(save(module)));
    }

    private UUID save(Module module) {
        byte[] source = module.toString().getBytes(StandardCharsets.UTF_8);
        return Await.result(store.save(pool, module, source, List.of(), "test", ACTOR));
    }

    public Edition edition(Draft published) {
        return Await.result(editions().refreshed(published.slug()));
    }
}
