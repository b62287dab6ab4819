package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.DataIntegrity;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.credential.VcJwt;
import dev.waymark.server.records.status.StatusList;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Status lists as they stand now. A signature is used again while it says the same, so that asking costs no signing. */
final class StatusLists {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MOST_HELD = 64;
    private final Vertx vertx;
    private final Pool pool;
    private final CredentialStore store;
    private final IssuerKeyRing ring;
    private final Issuer issuer;
    private final Clock clock;
    private final Map<Form, Signed> held = new ConcurrentHashMap<>();

    StatusLists(Vertx vertx, Pool pool, CredentialStore store, IssuerKeyRing ring, Issuer issuer, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.ring = ring;
        this.issuer = issuer;
        this.clock = clock;
    }

    private record Form(int list, boolean jwt) {}

    private record Signed(List<Integer> takenBack, String kid, Instant at, String text) {}

    Future<String> current(int list, boolean asJwt) {
        Form form = new Form(list, asJwt);
        return store.takenBack(pool, list)
                .compose(takenBack -> ring.current().compose(keys -> current(form, takenBack, keys)));
    }

    private Future<String> current(Form form, List<Integer> takenBack, IssuerKeys keys) {
        String kid = keys.signing(algorithm(form)).kid();
        Signed known = held.get(form);
        boolean same =
                known != null && known.kid().equals(kid) && known.takenBack().equals(takenBack);
        if (known != null && same && known.at().plus(FRESH).isAfter(clock.instant())) {
            return Future.succeededFuture(known.text());
        }
        return vertx.executeBlocking(() -> sign(form, takenBack, keys), false).onSuccess(text -> {
            if (held.size() >= MOST_HELD) {
                held.clear();
            }
            held.put(form, new Signed(List.copyOf(takenBack), kid, clock.instant(), text));
        });
    }

    private static KeyAlgorithm algorithm(Form form) {
        return form.jwt() ? KeyAlgorithm.ES256 : KeyAlgorithm.EDDSA;
    }

    private String sign(Form form, List<Integer> takenBack, IssuerKeys keys) {
        Instant now = clock.instant();
        ObjectNode credential =
                StatusList.of(takenBack).credential(issuer, issuer.publicUrl() + "/status/" + form.list(), now);
        return form.jwt()
                ? VcJwt.sign(credential, keys.signing(KeyAlgorithm.ES256), issuer.did())
                : CredentialJson.write(
                        DataIntegrity.sign(credential, keys.signing(KeyAlgorithm.EDDSA), issuer.did(), now));
    }
}
