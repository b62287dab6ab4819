package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.credential.VerificationMethod;
import dev.waymark.server.records.status.StatusList;
import java.time.Instant;
import java.util.Optional;

/** Asks the issuer's status list; a list that the issuer did not sign says nothing. */
record StatusCheck(Sources sources, Instant now) {
    private static final String NAME = "status";

    Check of(ObjectNode credential, DidDocument issuer) {
        JsonNode status = credential.path("credentialStatus");
        if (status.isMissingNode()) {
            return Check.passed(NAME, "the issuer keeps no status for it");
        }
        if (!status.path("type").asText().equals("BitstringStatusListEntry")
                || !status.path("statusPurpose").asText().equals("revocation")) {
            return Check.unknown(NAME, "its status is of a kind that we cannot ask for");
        }
        try {
            return entry(status, issuer, newer(credential));
        } catch (IllegalArgumentException e) {
            return Check.failed(NAME, "the status list cannot be used: " + e.getMessage());
        }
    }

    /** A credential that was signed again is revoked as well: where to ask for the one in its place. */
    private static String newer(ObjectNode credential) {
        String url = credential.path("refreshService").path("id").asText();
        return url.isEmpty() ? "" : "; if it was only signed again, the new one is at " + url;
    }

    private Check entry(JsonNode status, DidDocument issuer, String newer) {
        String url = status.path("statusListCredential").asText();
        Optional<byte[]> bytes = sources.statusList().apply(url);
        if (bytes.isEmpty()) {
            return Check.unknown(NAME, "the status list " + url + " could not be read");
        }
        SignedCredential list = SignedCredential.parse(bytes.get());
        requireSigned(list, issuer);
        requireSame(list.credential(), url, issuer);
        int index = index(status.path("statusListIndex").asText());
        String asOf = list.credential().path("validFrom").asText();
        return bits(list.credential()).get(index)
                ? Check.failed(NAME, "revoked, says the list of " + asOf + newer)
                : Check.passed(NAME, "not revoked, says the list of " + asOf);
    }

    private static void requireSigned(SignedCredential list, DidDocument issuer) {
        Optional<VerificationMethod> method = issuer.method(list.keyId());
        Check key = Verification.key(list, method);
        if (method.isEmpty() || key.outcome() != Check.Outcome.PASSED) {
            throw new IllegalArgumentException(key.reason());
        }
        if (!Verification.isSigned(list, method.get())) {
            throw new IllegalArgumentException("its signature is wrong");
        }
        list.contradiction().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    private static void requireSame(ObjectNode list, String url, DidDocument issuer) {
        if (!CredentialJson.issuerId(list).equals(issuer.id())) {
            throw new IllegalArgumentException("it is by another issuer");
        }
        if (!list.path("id").asText().equals(url)) {
            throw new IllegalArgumentException(
                    "it is another list, " + list.path("id").asText());
        }
    }

    private static StatusList bits(ObjectNode list) {
        JsonNode subject = list.path("credentialSubject");
        if (!subject.path("type").asText().equals("BitstringStatusList")
                || !subject.path("statusPurpose").asText().equals("revocation")) {
            throw new IllegalArgumentException("it is not a list of revocations");
        }
        return StatusList.decode(subject.path("encodedList").asText());
    }

    private static int index(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("its index is not a number");
        }
        return Integer.parseInt(text);
    }
}
