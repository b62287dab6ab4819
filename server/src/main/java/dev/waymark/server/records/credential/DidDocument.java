package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who an issuer is and which keys may sign for it ({@code /.well-known/did.json}). */
public record DidDocument(String id, List<VerificationMethod> assertionMethods) {
    private static final int MAX_METHODS = 200;

    public DidDocument {
        assertionMethods = List.copyOf(assertionMethods);
    }

    /** The document to publish: every key ever used, so that old records stay verifiable. */
    public static ObjectNode json(DidWeb issuer, IssuerKeys keys) {
        ObjectNode document = CredentialJson.object();
        document.putArray("@context")
                .add("https://www.w3.org/ns/did/v1")
                .add("https://w3id.org/security/jwk/v1")
                .add("https://w3id.org/security/multikey/v1");
        document.put("id", issuer.did());
        ArrayNode methods = document.putArray("verificationMethod");
        ArrayNode assertion = document.putArray("assertionMethod");
        for (IssuerKey key : keys.keys()) {
            methods.add(VerificationMethod.json(issuer, key));
            assertion.add(issuer.keyId(key));
        }
        return document;
    }

    /** Keys of kinds that we cannot use are left out: a document may serve other purposes too. */
    public static DidDocument parse(byte[] bytes) {
        ObjectNode document = CredentialJson.parse(bytes);
        String id = document.path("id").asText();
        if (id.isEmpty() || document.path("verificationMethod").size() > MAX_METHODS) {
            throw new IllegalArgumentException("not a DID document");
        }
        Set<String> asserting = new HashSet<>();
        document.path("assertionMethod").forEach(entry -> asserting.add(reference(entry)));
        List<VerificationMethod> methods = new ArrayList<>();
        for (JsonNode method : document.path("verificationMethod")) {
            if (asserting.contains(method.path("id").asText()) && isUsable(method)) {
                methods.add(VerificationMethod.parse(method));
            }
        }
        return new DidDocument(id, methods);
    }

    public Optional<VerificationMethod> method(String keyId) {
        return assertionMethods.stream().filter(m -> m.id().equals(keyId)).findFirst();
    }

    private static String reference(JsonNode entry) {
        return entry.isTextual() ? entry.asText() : entry.path("id").asText();
    }

    private static boolean isUsable(JsonNode method) {
        return switch (method.path("type").asText()) {
            case "Multikey" -> method.path("publicKeyMultibase").asText().startsWith("z6Mk");
            case "JsonWebKey" ->
                Set.of("P-256", "")
                        .contains(method.path("publicKeyJwk").path("crv").asText());
            default -> false;
        };
    }
}
