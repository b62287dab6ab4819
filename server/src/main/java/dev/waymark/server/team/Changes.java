package dev.waymark.server.team;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects whose progress changed on this node and tells all nodes at most four times a second, never inside
 * anybody's transaction: a notification serialises commits.
 */
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long PAUSE_MILLIS = 250;
    private final Vertx vertx;
    private final Pool pool;
    private final ChangeStore store = new ChangeStore();
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean planned = new AtomicBoolean();

    public Changes(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    public void note(UUID learner) {
        waiting.add(learner);
        plan();
    }

    private void plan() {
        if (planned.compareAndSet(false, true)) {
            vertx.setTimer(PAUSE_MILLIS, timer -> tell());
        }
    }

    private void tell() {
        planned.set(false);
        List<UUID> some = waiting.stream().limit(ChangeStore.MOST).toList();
        some.forEach(waiting::remove);
        if (!waiting.isEmpty()) {
            plan();
        }
        if (!some.isEmpty()) {
            store.tell(pool, some)
                    .onFailure(failure -> LOG.warn("Open team pages will see {} changes late", some.size(), failure));
        }
    }
}
