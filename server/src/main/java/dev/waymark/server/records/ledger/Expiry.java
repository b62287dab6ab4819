package dev.waymark.server.records.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Notes that a deadline to renew has passed, beside every record of an earlier cycle that still stood. */
public final class Expiry {
    private static final int AT_ONCE = 500;
    private final Pool pool;
    private final ExpiryStore store = new ExpiryStore();

    public Expiry(Pool pool) {
        this.pool = pool;
    }

    /** Any number of nodes may try at once: each record expires once. */
    public Future<Void> run() {
        return store.expire(pool, AT_ONCE).compose(expired -> expired == 0 ? Future.succeededFuture() : run());
    }
}
