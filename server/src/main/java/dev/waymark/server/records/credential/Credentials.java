package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.CompletionRecord;

/**
 * A record in its signed forms, made once and stored: a second signing would be another credential.
 *
 * @param jwt compact VC-JWT
 * @param jsonLd with a Data Integrity proof
 */
public record Credentials(String jwt, String jsonLd) {

    public static Credentials issue(CompletionRecord record, IssuerKeys keys, Issuer issuer) {
        return issue(record, keys, issuer, KeyAlgorithm.ES256);
    }

    /** With RS256 for the wallets that read nothing else. */
    public static Credentials issue(CompletionRecord record, IssuerKeys keys, Issuer issuer, KeyAlgorithm jwt) {
        ObjectNode credential = OpenBadge.of(record, issuer);
        IssuerKey eddsa = keys.signing(KeyAlgorithm.EDDSA);
        ObjectNode proven = DataIntegrity.sign(credential, eddsa, issuer.did(), record.issuedAt());
        return new Credentials(VcJwt.sign(credential, keys.signing(jwt), issuer.did()), CredentialJson.write(proven));
    }
}
