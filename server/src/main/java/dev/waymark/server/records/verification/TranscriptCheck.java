package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.SignedCredential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts the same questions to each record inside a <a href="https://www.imsglobal.org/spec/clr/v2p0/">Comprehensive Learner
 * Record</a>: its own issuer, proof, time and status. One answer for each.
 */
record TranscriptCheck(Function<SignedCredential, Report> verification) {
    private static final String NAME = "record";
    /** Each may name another issuer, which has to be asked. */
    private static final int MOST_RECORDS = 100;

    static boolean concerns(ObjectNode credential) {
        return credential.path("type").toString().contains("\"ClrCredential\"");
    }

    static JsonNode inside(ObjectNode transcript) {
        return transcript.path("credentialSubject").path("verifiableCredential");
    }

    List<Check> of(ObjectNode transcript) {
        JsonNode inside = inside(transcript);
        if (!inside.isArray() || inside.isEmpty() || inside.size() > MOST_RECORDS) {
            return List.of(Check.failed(NAME, "it does not hold a list of 1 to " + MOST_RECORDS + " records"));
        }
        List<Check> checks = new ArrayList<>();
        for (JsonNode record : inside) {
            checks.add(one(record, checks.size() + 1 + " of " + inside.size()));
        }
        return checks;
    }

    /** A record inside a transcript, which may be a token or a document. */
    static SignedCredential signed(JsonNode record) {
        String text = record.isTextual() ? record.asText() : CredentialJson.write(record);
        return SignedCredential.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private Check one(JsonNode record, String which) {
        try {
            Report report = verification.apply(signed(record));
            String name = which + ", " + report.credential().path("name").asText() + ", by "
                    + CredentialJson.issuerId(report.credential());
            return report.objection()
                    .map(check -> new Check(NAME, check.outcome(), name + ": " + check.reason()))
                    .orElseGet(() -> Check.passed(NAME, name));
        } catch (IllegalArgumentException unreadable) {
            return Check.failed(NAME, which + ": " + unreadable.getMessage());
        }
    }
}
