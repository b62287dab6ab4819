package dev.waymark.server.destinations;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.outbound.Outbound.Answer;
import dev.waymark.server.outbound.Outbound.Unreachable;
import dev.waymark.server.records.statements.Webhook;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who is told: added, changed, tried, given a new secret, removed. Each is noted in the audit log, secrets never. */
public final class Destinations {
    /** How long a subscriber has to learn its new secret. */
    private static final Duration BOTH_SECRETS = Duration.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();
    private final Pool pool;
    private final DestinationStore store;
    private final AuditStore audit;
    private final Calls calls;
    private final TellingJob job;
    private final Clock clock;

    public Destinations(Pool pool, Vault vault, AuditStore audit, Outbound outbound, URI publicUrl, Clock clock) {
        this.pool = pool;
        this.store = new DestinationStore(vault);
        this.audit = audit;
        this.calls = new Calls(outbound, clock);
        this.job = new TellingJob(pool, store, calls, new Wording(publicUrl, vault), clock);
        this.clock = clock;
    }

    /** The job behind everything that is queued for a destination. */
    public Future<Outcome> tell(Job queued) {
        return job.run(queued);
    }

    Future<List<Destination>> all() {
        return store.all(pool);
    }

    /** Who is told at present. */
    public Future<List<Recipient>> recipients() {
        return store.recipients(pool);
    }

    Future<Destination> one(UUID id) {
        return store.one(pool, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    Future<Destination> add(String actor, Asked asked) {
        return save(actor, "destination.added", asked.fresh(RANDOM));
    }

    Future<Destination> change(String actor, UUID id, Asked asked) {
        return one(id).compose(old -> save(actor, "destination.changed", asked.over(old, clock.instant())));
    }

    /** A new secret for a webhook; the one before signs beside it for a day. */
    Future<Destination> rotate(String actor, UUID id) {
        return one(id).compose(old -> {
            if (old.kind() != Destination.Kind.WEBHOOK) {
                throw Problem.of(
                        409,
                        "no-secret-of-ours",
                        "A store's password is made by the store: change it there, then here.");
            }
            String fresh = Webhook.Secret.generate(RANDOM).text();
            Destination changed = new Destination(
                    old.id(),
                    old.kind(),
                    old.name(),
                    old.url(),
                    old.actor(),
                    old.events(),
                    fresh,
                    old.secret(),
                    clock.instant().plus(BOTH_SECRETS),
                    old.enabled(),
                    0,
                    null);
            return save(actor, "destination.secret-changed", changed);
        });
    }

    static Destination enabled(Destination one, boolean enabled) {
        return new Destination(
                one.id(),
                one.kind(),
                one.name(),
                one.url(),
                one.actor(),
                one.events(),
                one.secret(),
                one.former(),
                one.formerUntil(),
                enabled,
                0,
                null);
    }

    private Future<Destination> save(String actor, String action, Destination one) {
        Map<String, String> detail = Map.of(
                "name", one.name(),
                "url", one.url().toString(),
                "actor", Destination.word(one.actor()),
                "enabled", Boolean.toString(one.enabled()));
        return pool.withTransaction(connection -> store.save(connection, one)
                        .compose(done ->
                                audit.note(connection, actor, action, one.id().toString(), detail)))
                .map(one);
    }

    Future<Void> remove(String actor, UUID id) {
        return one(id).compose(old -> pool.withTransaction(connection -> store.remove(connection, id)
                .compose(done -> audit.note(
                        connection, actor, "destination.removed", id.toString(), Map.of("name", old.name())))));
    }

    /** @param status of the answer; 0 when there was none */
    record Tried(boolean well, int status, String text) {}

    /** Asks a store for a statement, or sends a webhook of the type {@code waymark.test}. */
    Future<Tried> attempt(UUID id) {
        return one(id).compose(this::greet)
                .map(answer ->
                        new Tried(answer.status() / 100 == 2, answer.status(), "It answered " + answer.status() + "."))
                .recover(failure -> failure instanceof Unreachable
                        ? Future.succeededFuture(new Tried(false, 0, String.valueOf(failure.getMessage())))
                        : Future.failedFuture(failure));
    }

    private Future<Answer> greet(Destination to) {
        if (to.kind() == Destination.Kind.XAPI) {
            return calls.greet(to);
        }
        var body = Json.object()
                .put("type", "waymark.test")
                .put("timestamp", clock.instant().toString());
        body.putObject("data");
        return calls.webhook(to, UUID.randomUUID().toString(), Json.text(body));
    }
}
