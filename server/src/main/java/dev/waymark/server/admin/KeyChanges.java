package dev.waymark.server.admin;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.keys.StoredKey.Purpose;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Map;

/** What an administrator does to our keys, by page or by command; each is in the audit log. */
public final class KeyChanges {
    private final Pool pool;
    private final LtiKeys ltiKeys;
    private final IssuerKeyRing issuerKeys;
    private final AuditStore audit;

    public KeyChanges(Pool pool, LtiKeys ltiKeys, IssuerKeyRing issuerKeys, AuditStore audit) {
        this.pool = pool;
        this.ltiKeys = ltiKeys;
        this.issuerKeys = issuerKeys;
        this.audit = audit;
    }

    /** @return the id of what signs from now on; of records, of their JWTs */
    public Future<String> rotate(Purpose purpose, String actor) {
        Future<String> signing = switch (purpose) {
            case LTI -> ltiKeys.rotate().map(keys -> keys.current().kid());
            case RECORD -> issuerKeys.rotate().map(KeyChanges::kid);
        };
        return signing.compose(kid -> audit.note(pool, actor, "keys.rotated", kid, Map.of("signs", purpose.name()))
                .map(kid));
    }

    private static String kid(IssuerKeys keys) {
        return keys.signing(KeyAlgorithm.ES256).kid();
    }

    /** See {@link IssuerKeyRing#compromised}. */
    public Future<Void> compromised(String kid, Instant since, String actor) {
        return issuerKeys
                .compromised(kid, since)
                .compose(done -> audit.note(pool, actor, "key.compromised", kid, Map.of("since", since.toString())));
    }
}
