package dev.waymark.server.admin;

import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.StoredKey;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import dev.waymark.server.records.ledger.Reissuing;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our keys and their rotation by overlap. */
public final class KeysRoutes {
    private static final String PATH = "/l/:launch/admin/keys";
    private final Pool pool;
    private final KeyStore store;
    private final LtiKeys keys;
    private final IssuerKeyRing issuerKeys;
    private final KeyChanges changes;
    private final Reissuing reissuing;
    private final Pages pages;

    public KeysRoutes(
            Pool pool,
            KeyStore store,
            LtiKeys keys,
            IssuerKeyRing issuerKeys,
            KeyChanges changes,
            Reissuing reissuing,
            Pages pages) {
        this.pool = pool;
        this.store = store;
        this.keys = keys;
        this.issuerKeys = issuerKeys;
        this.changes = changes;
        this.reissuing = reissuing;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(ctx -> page(ctx, null));
        routes.post(PATH + "/rotate").respond(this::rotate);
        routes.post(PATH + "/compromised").respond(this::compromised);
        routes.post(PATH + "/renew").respond(this::renew);
    }

    private Future<Void> page(RoutingContext ctx, @Nullable String problem) {
        Session session = SessionGate.administrator(ctx);
        Future<List<StoredKey>> lti = keys.current().compose(ready -> store.all(pool, StoredKey.Purpose.LTI));
        Future<List<StoredKey>> records =
                issuerKeys.current().compose(ready -> store.all(pool, StoredKey.Purpose.RECORD));
        String base = "/l/" + session.launch() + "/admin/keys";
        return Future.all(lti, records)
                .compose(all -> shown(
                        base,
                        Stream.concat(lti.result().stream(), records.result().stream())
                                .filter(key -> key.state() != StoredKey.State.RETIRED || key.compromisedSince() != null)
                                .toList()))
                .compose(shown -> pages.send(
                        ctx,
                        "admin/keys.jte",
                        new KeysView(
                                pages.page(ctx, Place.KEYS),
                                shown,
                                base + "/rotate",
                                base + "/compromised",
                                problem,
                                "/lti/jwks")));
    }

    private Future<List<KeysView.Key>> shown(String base, List<StoredKey> stored) {
        List<Future<KeysView.Key>> keys = stored.stream()
                .map(key -> signedSince(key).map(signed -> key(base, key, signed)))
                .toList();
        return Future.all(keys).map(all -> keys.stream().map(Future::result).toList());
    }

    private Future<Long> signedSince(StoredKey key) {
        return key.compromisedSince() == null || key.purpose() == StoredKey.Purpose.LTI
                ? Future.succeededFuture(0L)
                : reissuing.signedWith(key.kid(), key.compromisedSince());
    }

    private static KeysView.Key key(String base, StoredKey key, long signedSince) {
        return new KeysView.Key(
                key.kid(),
                key.purpose() == StoredKey.Purpose.LTI ? KeysView.Use.LAUNCHES : KeysView.Use.RECORDS,
                key.compromisedSince() != null ? KeysView.State.COMPROMISED : state(key.state()),
                (key.compromisedSince() == null ? key.createdAt() : key.compromisedSince()).toString(),
                signedSince,
                signedSince == 0 ? null : base + "/renew");
    }

    private Future<Void> renew(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String kid = String.valueOf(ctx.request().formAttributes().get("kid"));
        return store.all(pool, StoredKey.Purpose.RECORD)
                .map(keys -> keys.stream()
                        .filter(key -> key.kid().equals(kid))
                        .findFirst()
                        .map(StoredKey::compromisedSince)
                        .orElseThrow(Problem::notFound))
                .compose(since ->
                        reissuing.renewAll(kid, since, session.learner().toString()))
                .compose(queued -> Redirect.to(ctx, "/l/" + session.launch() + "/admin/keys"));
    }

    private static KeysView.State state(StoredKey.State state) {
        return switch (state) {
            case NEXT -> KeysView.State.NEXT;
            case CURRENT -> KeysView.State.CURRENT;
            case PREVIOUS, RETIRED -> KeysView.State.PREVIOUS;
        };
    }

    private Future<Void> compromised(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        String kid = ctx.request().formAttributes().get("kid");
        String day = ctx.request().formAttributes().get("since");
        return Future.succeededFuture()
                .compose(start -> {
                    Instant since = start(day);
                    return changes.compromised(
                            String.valueOf(kid), since, session.learner().toString());
                })
                .compose(noted -> Redirect.to(ctx, "/l/" + session.launch() + "/admin/keys"))
                .recover(failure -> {
                    if (failure instanceof Problem problem) {
                        ctx.response().setStatusCode(problem.status());
                        return page(ctx, problem.text());
                    }
                    return Future.failedFuture(failure);
                });
    }

    /** The day's first moment in UTC: rather refuse too much than too little. */
    private static Instant start(@Nullable String day) {
        try {
            return LocalDate.parse(String.valueOf(day))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.badField("since", "Give the day as 2026-05-01.");
        }
    }

    private Future<Void> rotate(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        boolean records = "records".equals(ctx.request().formAttributes().get("use"));
        return changes.rotate(
                        records ? StoredKey.Purpose.RECORD : StoredKey.Purpose.LTI,
                        session.learner().toString())
                .compose(noted -> Redirect.to(ctx, "/l/" + session.launch() + "/admin/keys"));
    }
}
