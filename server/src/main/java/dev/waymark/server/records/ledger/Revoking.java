package dev.waymark.server.records.ledger;

import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Reason;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.UUID;

/** Takes a record back for good, for a reason that its holder and whoever checks it can read. */
public final class Revoking {
    private final Pool pool;
    private final RecordStore store;

    public Revoking(Pool pool, RecordStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** The record as it stands afterwards; fails with 404 for one that there is not. */
    public Future<Entry> revoke(UUID record, String why, Session by) {
        return store.event(pool, record, "revoked", by.learner().toString(), Reason.of(why))
                .compose(done -> store.byId(pool, record))
                .map(found -> found.orElseThrow(Problem::notFound));
    }
}
