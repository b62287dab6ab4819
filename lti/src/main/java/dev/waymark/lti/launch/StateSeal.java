package dev.waymark.lti.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals login states with HMAC-SHA256 under a key that every node of the tool shares, and opens them again.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-3-authentication-response">Security Framework 1.0
 *     §5.1.1.3</a>
 */
public final class StateSeal {
    public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final String HMAC = "HmacSHA256";
    private static final int MAX_STATE = 24_000;

    /** Keyed once and copied for each use. */
    private final Mac keyed;

    private final Duration lifetime;

    public StateSeal(byte[] key) {
        this(key, DEFAULT_LIFETIME);
    }

    /** @throws IllegalArgumentException when the key has fewer than 256 bits */
    public StateSeal(byte[] key, Duration lifetime) {
        if (key.length < 32) {
            throw new IllegalArgumentException("A state key has at least 32 bytes");
        }
        this.lifetime = lifetime;
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, e);
        }
    }

    /** The value for {@code state}. */
    public String seal(LoginState state) {
        var body = encode(write(state).getBytes(StandardCharsets.UTF_8));
        return body + "." + mac(body);
    }

    /** Refuses forged, damaged and outdated states. */
    public LoginState open(String sealed, Instant now) {
        var state = read(authentic(sealed));
        if (now.isBefore(state.issuedAt().minus(CLOCK_SKEW))) {
            throw new LtiException(Reason.STATE_INVALID);
        }
        if (now.isAfter(state.issuedAt().plus(lifetime))) {
            throw new LtiException(Reason.STATE_EXPIRED);
        }
        return state;
    }

    /** Until when a spent nonce must be remembered: afterwards its state no longer opens anyway. */
    public Instant rememberNonceUntil(LoginState state) {
        return state.issuedAt().plus(lifetime).plus(CLOCK_SKEW);
    }

    private Claims authentic(String sealed) {
        int dot = sealed.lastIndexOf('.');
        if (sealed.length() > MAX_STATE || dot < 0) {
            throw new LtiException(Reason.STATE_INVALID);
        }
        var body = sealed.substring(0, dot);
        if (!Secrets.same(mac(body), sealed.substring(dot + 1))) {
            throw new LtiException(Reason.STATE_INVALID);
        }
        return StrictJson.read(Base64.getUrlDecoder().decode(body), Reason.STATE_INVALID);
    }

    private String mac(String body) {
        try {
            return encode(((Mac) keyed.clone()).doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This runtime's " + HMAC + " cannot be copied", e);
        }
    }

    private static String write(LoginState state) {
        ObjectNode json = StrictJson.newObject()
                .put("r", state.registration())
                .put("n", state.nonce())
                .put("t", state.targetLinkUri())
                .put("i", state.issuedAt().toEpochMilli() / 1000)
                .put("b", state.browserHash());
        put(json, "s", state.storageTarget());
        put(json, "h", state.loginHint());
        put(json, "m", state.ltiMessageHint());
        return StrictJson.write(json);
    }

    private static LoginState read(Claims claims) {
        var issuedAt = claims.epochSeconds("i");
        if (issuedAt == null) {
            throw new LtiException(Reason.STATE_INVALID);
        }
        return new LoginState(
                claims.text("r", ""),
                claims.text("n", ""),
                claims.text("t", ""),
                issuedAt,
                claims.text("b", ""),
                claims.text("s"),
                claims.text("h"),
                claims.text("m"));
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
