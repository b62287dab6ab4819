package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.SubjectIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All of a learner's records in one <a href="https://www.imsglobal.org/spec/clr/v2p0/">Comprehensive Learner Record
 * 2.0</a>. The records inside keep their own proofs and can be checked alone.
 *
 * @param subject a pseudonym of this collection; those of the records differ
 * @param credentials the Data Integrity form of each record
 */
public record LearnerRecord(UUID id, UUID subject, @Nullable SubjectIdentity identity, List<String> credentials) {
    public static final String CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

    public LearnerRecord {
        credentials = List.copyOf(credentials);
        if (credentials.isEmpty()) {
            throw new IllegalArgumentException("a learner record holds at least one record");
        }
    }

    public ObjectNode credential(Issuer issuer, Instant now) {
        ObjectNode clr = CredentialJson.object();
        clr.putArray("@context").add(OpenBadge.CREDENTIALS_V2).add(CLR).add(OpenBadge.OPEN_BADGES);
        clr.put("id", "urn:uuid:" + id);
        clr.putArray("type").add("VerifiableCredential").add("ClrCredential");
        clr.put("name", "Completion records");
        clr.set("issuer", issuer.profile());
        clr.put("validFrom", now.truncatedTo(ChronoUnit.SECONDS).toString());
        clr.set("credentialSubject", subjectJson());
        return clr;
    }

    private ObjectNode subjectJson() {
        ObjectNode json = CredentialJson.object().put("id", "urn:uuid:" + subject);
        json.putArray("type").add("ClrSubject");
        if (identity != null) {
            json.putArray("identifier").add(OpenBadge.identity(identity));
        }
        ArrayNode embedded = json.putArray("verifiableCredential");
        credentials.forEach(credential -> embedded.add(CredentialJson.parse(credential)));
        return json;
    }

    /** A token: its signature covers the records inside without taking their proofs apart. */
    public String sign(Issuer issuer, IssuerKeys keys, KeyAlgorithm algorithm, Instant now) {
        return VcJwt.sign(credential(issuer, now), keys.signing(algorithm), issuer.did());
    }
}
