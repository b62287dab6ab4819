package dev.waymark.server.admin;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.StoredKey;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Our keys and their rotation by overlap. */
public final class KeysRoutes {
    private static final String PATH = "/l/:launch/admin/keys";
    private final Pool pool;
    private final KeyStore store;
    private final LtiKeys keys;
    private final AuditStore audit;
    private final Pages pages;

    public KeysRoutes(Pool pool, KeyStore store, LtiKeys keys, AuditStore audit, Pages pages) {
        this.pool = pool;
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.pages = pages;
    }

    public void mount(Router router) {
        router.get(PATH).respond(this::page);
        router.post(PATH + "/rotate").respond(this::rotate);
    }

    private Future<Void> page(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        Future<List<StoredKey>> lti = keys.current().compose(ready -> store.all(pool, StoredKey.Purpose.LTI));
        Future<List<StoredKey>> records = store.all(pool, StoredKey.Purpose.RECORD);
        return Future.all(lti, records).compose(all -> {
            KeysView view = new KeysView(
                    pages.page(ctx, Place.KEYS),
                    Stream.concat(lti.result().stream(), records.result().stream())
                            .filter(key -> key.state() != StoredKey.State.RETIRED || key.compromisedSince() != null)
                            .map(KeysRoutes::key)
                            .toList(),
                    "/l/" + session.launch() + "/admin/keys/rotate",
                    "/lti/jwks");
            return pages.send(ctx, "admin/keys.jte", view);
        });
    }

    private static KeysView.Key key(StoredKey key) {
        return new KeysView.Key(
                key.kid(),
                key.purpose() == StoredKey.Purpose.LTI ? KeysView.Use.LAUNCHES : KeysView.Use.RECORDS,
                key.compromisedSince() != null ? KeysView.State.COMPROMISED : state(key.state()),
                key.createdAt().toString());
    }

    private static KeysView.State state(StoredKey.State state) {
        return switch (state) {
            case NEXT -> KeysView.State.NEXT;
            case CURRENT -> KeysView.State.CURRENT;
            case PREVIOUS, RETIRED -> KeysView.State.PREVIOUS;
        };
    }

    private Future<Void> rotate(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return keys.rotate()
                .compose(rotated -> audit.note(
                        pool,
                        session.learner().toString(),
                        "keys.rotated",
                        rotated.current().kid(),
                        Map.of()))
                .compose(noted -> ctx.response()
                        .setStatusCode(303)
                        .putHeader("Location", "/l/" + session.launch() + "/admin/keys")
                        .end());
    }
}
