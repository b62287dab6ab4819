package dev.waymark.server.records.ledger;

import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.SubjectIdentity;
import dev.waymark.server.records.credential.Credentials;
import dev.waymark.server.records.credential.Issue;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.status.StatusList;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs a record and stores its credential at a free place of a status list. */
final class Signer {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST_TRIES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Vertx vertx;
    private final Pool pool;
    private final CredentialStore store;
    private final IssuerKeyRing ring;
    private final Issuer issuer;

    Signer(Vertx vertx, Pool pool, CredentialStore store, IssuerKeyRing ring, Issuer issuer) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.ring = ring;
        this.issuer = issuer;
    }

    /** @param credential what the new one is to be called, and where it is given out; null for a new address */
    record Draft(
            UUID credential,
            @Nullable String capability,
            @Nullable SubjectIdentity holder,
            Instant at) {}

    /** Whether it was stored: not when somebody else was first. */
    Future<Boolean> sign(CompletionRecord record, Draft draft, CredentialStore.Order order) {
        return sign(record, draft, order, 1);
    }

    private Future<Boolean> sign(CompletionRecord record, Draft draft, CredentialStore.Order order, int tries) {
        return ring.current()
                .compose(keys -> store.listInUse(pool, StatusList.MIN_ENTRIES).compose(list -> {
                    Issue issue = placed(draft, list);
                    return vertx.executeBlocking(() -> Credentials.issue(record, issue, keys, issuer), false)
                            .compose(credentials -> store.keep(pool, record.id(), issue, credentials, order));
                }))
                .recover(failure -> taken(failure) && tries < MOST_TRIES
                        ? sign(record, draft, order, tries + 1)
                        : Future.failedFuture(failure));
    }

    private static Issue placed(Draft draft, int list) {
        return new Issue(
                draft.credential(),
                draft.capability() == null ? UUID.randomUUID().toString().replace("-", "") : draft.capability(),
                list,
                RANDOM.nextInt(StatusList.MIN_ENTRIES),
                draft.holder(),
                draft.at());
    }

    private static boolean taken(Throwable failure) {
        return failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }
}
