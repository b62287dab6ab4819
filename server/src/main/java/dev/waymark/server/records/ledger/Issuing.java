package dev.waymark.server.records.ledger;

import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.Credentials;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.status.StatusList;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Signs records once, and publishes what others need to check them. */
public final class Issuing {
    public static final String KIND = "credential";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST_TRIES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Vertx vertx;
    private final Pool pool;
    private final RecordStore store;
    private final IssuerKeyRing ring;
    private final Issuer issuer;
    private final StatusLists statusLists;

    public Issuing(Vertx vertx, Pool pool, RecordStore store, IssuerKeyRing ring, Issuer issuer, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.ring = ring;
        this.issuer = issuer;
        this.statusLists = new StatusLists(vertx, pool, store, ring, issuer, clock);
    }

    /** A public address that no issuer can have: an IP address, or plain HTTP on a name of the world. */
    private static Outcome cannotIssue(IllegalArgumentException why) {
        return new Outcome.Failed("No credential can be issued here: " + why.getMessage());
    }

    /** The job behind every new record. */
    public Future<Outcome> sign(Job job) {
        UUID record = job.subject();
        if (record == null) {
            return Future.succeededFuture(new Outcome.Failed("The job names no record"));
        }
        return store.byId(pool, record)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new Outcome.Failed("The record does not exist any more"))
                        : signed(found.get()).<Outcome>map(entry -> new Outcome.Delivered("Signed")))
                .recover(failure -> failure instanceof IllegalArgumentException why
                        ? Future.succeededFuture(cannotIssue(why))
                        : Future.failedFuture(failure));
    }

    /** The entry with its credential, signed now if the job has not come to it yet. */
    Future<Entry> signed(Entry entry) {
        return entry.signed() != null ? Future.succeededFuture(entry) : attempt(entry, 1);
    }

    private Future<Entry> attempt(Entry entry, int tries) {
        return ring.current()
                .compose(keys -> store.listInUse(pool, StatusList.MIN_ENTRIES).compose(list -> {
                    CompletionRecord record = entry.record()
                            .inStatusList(
                                    UUID.randomUUID().toString().replace("-", ""),
                                    Integer.toString(list),
                                    RANDOM.nextInt(StatusList.MIN_ENTRIES));
                    return vertx.executeBlocking(() -> Credentials.issue(record, keys, issuer), false)
                            .compose(credentials -> store.keep(pool, record, list, credentials));
                }))
                .recover(failure -> taken(failure) && tries < MOST_TRIES
                        ? attempt(entry, tries + 1).mapEmpty()
                        : Future.failedFuture(failure))
                .compose(kept -> store.byId(pool, entry.record().id()))
                .map(found -> found.orElseThrow(Problem::notFound));
    }

    private static boolean taken(Throwable failure) {
        return failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
    }

    /** {@code did.json}. */
    Future<byte[]> didDocument() {
        return ring.current()
                .map(keys -> CredentialJson.write(DidDocument.json(issuer.did(), keys))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A status list as it stands now, signed in the form that was asked for. */
    Future<String> statusList(int list, boolean asJwt) {
        return statusLists.current(list, asJwt);
    }

    Issuer issuer() {
        return issuer;
    }

    /** Whether this server's address can have an issuer's name at all. */
    Optional<String> objection() {
        try {
            issuer.did();
            return Optional.empty();
        } catch (IllegalArgumentException why) {
            return Optional.of(String.valueOf(why.getMessage()));
        }
    }
}
