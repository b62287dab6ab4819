package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.OpenBadge;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.credential.VerificationMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a fixed list of questions to a credential; anyone can ask the same ones without us. */
public final class Verification {
    private final Sources sources;
    private final Instant now;

    public Verification(Sources sources, Instant now) {
        this.sources = sources.once();
        this.now = now;
    }

    /** The credential, and whatever records it holds: a transcript is worth what they are. */
    public Report verify(SignedCredential signed) {
        Report report = alone(signed);
        if (!report.passed("signature") || !TranscriptCheck.concerns(report.credential())) {
            return report;
        }
        List<Check> checks = new ArrayList<>(report.checks());
        checks.addAll(new TranscriptCheck(this::alone).of(report.credential()));
        return new Report(report.credential(), checks);
    }

    /** The questions of origin first: past a wrong answer there is nothing left to believe. */
    private Report alone(SignedCredential signed) {
        List<Check> checks = new ArrayList<>();
        Optional<DidDocument> issuer = checkIssuer(signed, checks);
        Optional<VerificationMethod> method = issuer.flatMap(document -> checkKey(document, signed, checks));
        if (method.isPresent() && checkSignature(signed, method.get(), checks)) {
            ObjectNode credential = signed.credential();
            checks.add(form(credential));
            checks.add(claims(signed));
            checks.add(validity(credential));
            checks.add(new StatusCheck(sources, now).of(credential, issuer.get()));
        }
        return new Report(signed.credential(), checks);
    }

    private Optional<DidDocument> checkIssuer(SignedCredential signed, List<Check> checks) {
        String issuer = CredentialJson.issuerId(signed.credential());
        try {
            Optional<byte[]> bytes = sources.didDocument().apply(issuer);
            if (bytes.isEmpty()) {
                checks.add(Check.unknown("issuer", "no DID document found for " + issuer));
                return Optional.empty();
            }
            DidDocument document = DidDocument.parse(bytes.get());
            if (document.id().equals(issuer)) {
                checks.add(Check.passed("issuer", issuer));
                return Optional.of(document);
            }
            checks.add(Check.failed("issuer", "issued by " + issuer + ", not by " + document.id()));
        } catch (IllegalArgumentException e) {
            checks.add(Check.failed("issuer", issuer + ": " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static Optional<VerificationMethod> checkKey(
            DidDocument issuer, SignedCredential signed, List<Check> checks) {
        Optional<VerificationMethod> method = issuer.method(signed.keyId());
        checks.add(key(signed, method));
        return method.filter(m -> checks.get(checks.size() - 1).outcome() == Check.Outcome.PASSED);
    }

    static Check key(SignedCredential signed, Optional<VerificationMethod> method) {
        if (method.isEmpty()) {
            return Check.failed("key", "the issuer does not list the key " + signed.keyId());
        }
        Instant revoked = method.get().revoked();
        try {
            if (revoked != null && !signed.signedAt().isBefore(revoked)) {
                return Check.failed("key", "the key " + signed.keyId() + " is compromised since " + revoked);
            }
        } catch (IllegalArgumentException e) {
            return Check.failed("key", String.valueOf(e.getMessage()));
        }
        String note = revoked == null ? "" : ", signed before it was compromised on " + revoked;
        return Check.passed("key", signed.keyId() + note);
    }

    private static boolean checkSignature(SignedCredential signed, VerificationMethod method, List<Check> checks) {
        boolean good = isSigned(signed, method);
        checks.add(
                good
                        ? Check.passed("signature", method.algorithm().name())
                        : Check.failed("signature", "the credential was changed after it was signed, or never signed"));
        return good;
    }

    static boolean isSigned(SignedCredential signed, VerificationMethod method) {
        try {
            return signed.isSignedBy(method);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Check form(ObjectNode credential) {
        JsonNode contexts = credential.path("@context");
        if (!contexts.path(0).asText().equals(OpenBadge.CREDENTIALS_V2)
                || !credential.path("type").toString().contains("\"VerifiableCredential\"")) {
            return Check.failed("form", "not a verifiable credential of data model 2.0");
        }
        return Check.passed("form", credential.path("type").toString());
    }

    private static Check claims(SignedCredential signed) {
        try {
            return signed.contradiction()
                    .map(problem -> Check.failed("claims", problem))
                    .orElseGet(() -> Check.passed("claims", "proof and credential agree"));
        } catch (IllegalArgumentException e) {
            return Check.failed("claims", String.valueOf(e.getMessage()));
        }
    }

    private Check validity(ObjectNode credential) {
        try {
            Instant from = Instant.parse(credential.path("validFrom").asText());
            if (now.isBefore(from)) {
                return Check.failed("validity", "not valid before " + from);
            }
            if (!credential.has("validUntil")) {
                return Check.passed("validity", "since " + from);
            }
            Instant until = Instant.parse(credential.path("validUntil").asText());
            return now.isBefore(until)
                    ? Check.passed("validity", "from " + from + " until " + until)
                    : Check.failed("validity", "expired on " + until);
        } catch (DateTimeException e) {
            return Check.failed("validity", "validFrom or validUntil is not a time");
        }
    }
}
