package dev.waymark.server.records.ledger;

import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Signs records, and publishes what others need to check them. */
public final class Issuing {
    public static final String KIND = "credential";
    private final Pool pool;
    private final RecordStore store;
    private final IssuerKeyRing ring;
    private final Issuer issuer;
    private final Signer signer;
    private final Reissuing reissuing;
    private final StatusLists statusLists;

    public Issuing(Vertx vertx, Pool pool, RecordStore store, IssuerKeyRing ring, Issuer issuer, Clock clock) {
        CredentialStore credentials = new CredentialStore();
        this.pool = pool;
        this.store = store;
        this.ring = ring;
        this.issuer = issuer;
        this.signer = new Signer(vertx, pool, credentials, ring, issuer);
        this.reissuing = new Reissuing(pool, store, credentials, signer, clock);
        this.statusLists = new StatusLists(vertx, pool, credentials, ring, issuer, clock);
    }

    /** A public address that no issuer can have: an IP address, or plain HTTP on a name of the world. */
    private static Outcome cannotIssue(IllegalArgumentException why) {
        return new Outcome.Failed("No credential can be issued here: " + why.getMessage());
    }

    /** The job behind every new record, and behind those that are to be signed again. */
    public Future<Outcome> sign(Job job) {
        UUID record = job.subject();
        if (record == null) {
            return Future.succeededFuture(new Outcome.Failed("The job names no record"));
        }
        return store.byId(pool, record)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new Outcome.Failed("The record does not exist any more"))
                        : sign(job, found.get()))
                .recover(failure -> failure instanceof IllegalArgumentException why
                        ? Future.succeededFuture(cannotIssue(why))
                        : Future.failedFuture(failure));
    }

    private Future<Outcome> sign(Job job, Entry entry) {
        Optional<UUID> replaces = Ids.parse(job.body().path("replaces").asText());
        Future<Entry> signed = replaces.isEmpty()
                ? signed(entry)
                : reissuing.renew(
                        entry,
                        replaces.get(),
                        job.body().path("actor").asText(null),
                        job.body().path("reason").asText(null));
        return signed.map(done -> new Outcome.Delivered("Signed"));
    }

    /** The entry with its credential, signed now if the job has not come to it yet. */
    Future<Entry> signed(Entry entry) {
        return entry.signed() != null
                ? Future.succeededFuture(entry)
                : signer.sign(
                                entry.record(),
                                new Signer.Draft(
                                        entry.record().id(),
                                        null,
                                        null,
                                        entry.record().issuedAt()),
                                CredentialStore.Order.FIRST)
                        .compose(kept -> store.byId(pool, entry.record().id()))
                        .map(found -> found.orElseThrow(Problem::notFound));
    }

    public Reissuing again() {
        return reissuing;
    }

    /** {@code did.json}. */
    Future<byte[]> didDocument() {
        return ring.current()
                .map(keys -> CredentialJson.write(DidDocument.json(issuer.did(), keys))
                        .getBytes(StandardCharsets.UTF_8));
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
