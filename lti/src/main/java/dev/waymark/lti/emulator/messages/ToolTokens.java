package dev.waymark.lti.emulator.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Refusal;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.Locator;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Reads what tools sign, against the key set that the host has fetched from the tool. */
public final class ToolTokens {
    private ToolTokens() {}

    /** The key is not among the tool's. */
    public static final class UnknownKey extends RuntimeException {
        UnknownKey(String message) {
            super(message, null, false, false);
        }
    }

    /** The {@code iss} that an unverified token claims, to find whose keys have to be fetched. */
    public static @Nullable String issuer(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return Json.text(Json.object(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)), "iss");
        } catch (IllegalArgumentException | Refusal e) {
            return null;
        }
    }

    public static Claims verified(String token, String keySet, Instant now) {
        Locator<Key> keys = header -> key(keySet, header instanceof JwsHeader signed ? signed.getKeyId() : null);
        try {
            return Jwts.parser()
                    .sig()
                    .clear()
                    .add(Jwts.SIG.RS256)
                    .and()
                    .keyLocator(keys)
                    .clock(() -> Date.from(now))
                    .build()
                    .parseSignedClaims(token)
                    .getPayload();
        } catch (JwtException | IllegalArgumentException e) {
            throw new Refusal(400, "invalid_client", "The token cannot be verified: " + e.getMessage());
        }
    }

    private static Key key(String keySet, @Nullable String kid) {
        for (Jwk<?> jwk : Jwks.setParser().build().parse(keySet).getKeys()) {
            if (kid != null && kid.equals(jwk.getId())) {
                return jwk.toKey();
            }
        }
        throw new UnknownKey("The tool publishes no key " + kid);
    }
}
