package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.CompletionRecord;
import java.util.List;

/**
 * A record in its signed forms, made once for each {@link Issue} and stored.
 *
 * @param jwt compact VC-JWT
 * @param jsonLd with a Data Integrity proof
 * @param keys names of the keys that signed
 */
public record Credentials(String jwt, String jsonLd, List<String> keys) {
    public Credentials {
        keys = List.copyOf(keys);
    }

    public static Credentials issue(CompletionRecord record, Issue issue, IssuerKeys keys, Issuer issuer) {
        return issue(record, issue, keys, issuer, KeyAlgorithm.ES256);
    }

    /** With RS256 for the wallets that read nothing else. */
    public static Credentials issue(
            CompletionRecord record, Issue issue, IssuerKeys keys, Issuer issuer, KeyAlgorithm jwt) {
        ObjectNode credential = OpenBadge.of(record, issue, issuer);
        IssuerKey token = keys.signing(jwt);
        IssuerKey eddsa = keys.signing(KeyAlgorithm.EDDSA);
        ObjectNode proven = DataIntegrity.sign(credential, eddsa, issuer.did(), issue.at());
        return new Credentials(
                VcJwt.sign(credential, token, issuer.did()),
                CredentialJson.write(proven),
                List.of(token.kid(), eddsa.kid()));
    }
}
