package dev.waymark.server.records.ledger;

import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a record back for good, for a reason that its holder and whoever checks it can read. */
public final class Revoking {
    private static final int LONGEST_REASON = 500;
    private final Pool pool;
    private final RecordStore store;

    public Revoking(Pool pool, RecordStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** Fails with 404 for a record that there is not. */
    public Future<Void> revoke(UUID record, @Nullable String why, Session by) {
        String reason = why == null ? "" : why.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.badField("reason", "The field reason must say why, in at most 500 characters.");
        }
        return store.event(pool, record, "revoked", by.learner().toString(), reason)
                .compose(done -> store.byId(pool, record))
                .map(found -> found.orElseThrow(Problem::notFound))
                .mapEmpty();
    }
}
