package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A credential as a compact JWS whose payload is the credential itself plus the registered claims, as
 * <a href="https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof">Open Badges 3.0, JSON Web Token proof format</a> has it.
 *
 * @param keyId the absolute DID URL in the header's {@code kid}
 */
public record VcJwt(String compact, String keyId, ObjectNode credential, ObjectNode claims)
        implements SignedCredential {
    private static final List<String> CLAIMS = List.of("iss", "jti", "nbf", "sub", "exp");

    public static String sign(ObjectNode credential, IssuerKey key, DidWeb issuer) {
        ObjectNode payload = credential.deepCopy().setAll(claims(credential));
        return Jwts.builder()
                .header()
                .type("JWT")
                .keyId(issuer.keyId(key))
                .and()
                .content(CredentialJson.write(payload).getBytes(StandardCharsets.UTF_8))
                .signWith(key.requirePrivateKey(), key.algorithm().signature())
                .compact();
    }

    private static ObjectNode claims(ObjectNode credential) {
        ObjectNode claims = CredentialJson.object();
        claims.put("iss", CredentialJson.issuerId(credential));
        claims.put("jti", credential.path("id").asText());
        claims.put("nbf", seconds(credential, "validFrom"));
        if (credential.path("credentialSubject").has("id")) {
            claims.put("sub", credential.path("credentialSubject").path("id").asText());
        }
        if (credential.has("validUntil")) {
            claims.put("exp", seconds(credential, "validUntil"));
        }
        return claims;
    }

    private static long seconds(ObjectNode credential, String name) {
        try {
            return Instant.parse(credential.path(name).asText()).getEpochSecond();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is not a time", e);
        }
    }

    public static VcJwt parse(String compact) {
        if (!compact.matches("[A-Za-z0-9_-]{1,4000}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{1,2000}")) {
            throw new IllegalArgumentException("neither a JWT nor JSON");
        }
        String[] parts = compact.split("\\.");
        ObjectNode header = CredentialJson.parse(decode(parts[0]));
        ObjectNode payload = CredentialJson.parse(decode(parts[1]));
        decode(parts[2]);
        ObjectNode claims = payload.deepCopy().retain(CLAIMS);
        return new VcJwt(compact, header.path("kid").asText(), payload.without(CLAIMS), claims);
    }

    /** One text for one value: spare bits at the end would let a changed character pass. */
    private static byte[] decode(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("not canonical base64url");
        }
        return bytes;
    }

    @Override
    public Instant signedAt() {
        return Instant.ofEpochSecond(claims.path("nbf").asLong());
    }

    @Override
    public Optional<String> contradiction() {
        return claims.equals(CredentialJson.parse(CredentialJson.write(claims(credential))))
                ? Optional.empty()
                : Optional.of("the token's claims and the credential differ");
    }

    @Override
    public boolean isSignedBy(VerificationMethod method) {
        JwtParserBuilder parser = Jwts.parser().verifyWith(method.key());
        parser.sig().clear().add(method.algorithm().signature());
        parser.zip().clear();
        parser.enc().clear();
        parser.key().clear();
        try {
            // Time is a check of its own, with its own reason.
            parser.clockSkewSeconds(Duration.ofDays(365_000).toSeconds())
                    .build()
                    .parse(compact);
            return true;
        } catch (JwtException e) {
            return false;
        }
    }
}
