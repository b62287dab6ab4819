package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public key as a DID document lists it.
 *
 * @param revoked signatures from then on do not count
 */
public record VerificationMethod(
        String id,
        KeyAlgorithm algorithm,
        PublicKey key,
        @Nullable Instant revoked) {

    static ObjectNode json(DidWeb issuer, IssuerKey key) {
        ObjectNode method = CredentialJson.object();
        method.put("id", issuer.keyId(key));
        if (key.algorithm() == KeyAlgorithm.EDDSA) {
            method.put("type", "Multikey").put("controller", issuer.did());
            method.put("publicKeyMultibase", Multikey.encode(key.publicKey()));
        } else {
            method.put("type", "JsonWebKey").put("controller", issuer.did());
            method.set("publicKeyJwk", jwk(key));
        }
        if (key.compromisedSince() != null) {
            method.put("revoked", key.compromisedSince().toString());
        }
        return method;
    }

    private static ObjectNode jwk(IssuerKey key) {
        var jwk = Jwks.builder().key(key.publicKey()).id(key.kid()).build();
        return CredentialJson.toObject(jwk).put("alg", key.algorithm().name());
    }

    static VerificationMethod parse(JsonNode json) {
        String id = json.path("id").asText();
        Instant revoked =
                json.hasNonNull("revoked") ? instant(json.get("revoked").asText()) : null;
        if (json.path("type").asText().equals("Multikey")) {
            PublicKey key = Multikey.decode(json.path("publicKeyMultibase").asText());
            return new VerificationMethod(id, KeyAlgorithm.EDDSA, key, revoked);
        }
        return jsonWebKey(id, json.path("publicKeyJwk"), revoked);
    }

    private static VerificationMethod jsonWebKey(String id, JsonNode jwk, @Nullable Instant revoked) {
        Key key = key(jwk);
        if (key instanceof ECPublicKey ec && jwk.path("crv").asText().equals("P-256")) {
            return new VerificationMethod(id, KeyAlgorithm.ES256, ec, revoked);
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048) {
            return new VerificationMethod(id, KeyAlgorithm.RS256, rsa, revoked);
        }
        throw new IllegalArgumentException("key " + id + " is neither P-256 nor RSA of 2048 bits or more");
    }

    private static Key key(JsonNode jwk) {
        try {
            return Jwks.parser().build().parse(CredentialJson.write(jwk)).toKey();
        } catch (JwtException e) {
            throw new IllegalArgumentException("not a usable JSON Web Key", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }
}
