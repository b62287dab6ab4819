package dev.waymark.lti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.launch.LoginState;
import dev.waymark.lti.launch.Roles;
import dev.waymark.lti.security.PlatformKeys;
import dev.waymark.lti.security.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** A platform with one key, one clock and one login under way. */
public final class TestPlatform {
    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    public static final String ISSUER = "https://lms.example";
    public static final String CLIENT_ID = "client-1";
    public static final String NONCE = "nonce-of-this-login";
    public static final String KID = "2018-05-18T22:33:20Z";
    public static final String TARGET = "https://tool.example/learn";
    public static final String BROWSER = "secret-of-this-browser";
    public static final KeyPair KEY = rsa(2048);
    public static final KeyPair OTHER_KEY = rsa(2048);
    public static final PlatformKeys KEYS = PlatformKeys.of(Map.of(KID, (RSAPublicKey) KEY.getPublic()));
    public static final Registration REGISTRATION = Registration.of(
            ISSUER,
            CLIENT_ID,
            URI.create(ISSUER + "/auth"),
            URI.create(ISSUER + "/token"),
            URI.create(ISSUER + "/jwks"));
    public static final LoginState STATE = new LoginState(
            "registration-1", NONCE, TARGET, NOW.minusSeconds(5), Secrets.hash(BROWSER), null, "hint", null);

    private TestPlatform() {}

    public static ObjectNode header() {
        return StrictJson.newObject().put("alg", "RS256").put("typ", "JWT").put("kid", KID);
    }

    /** What every message has. */
    public static ObjectNode anyMessage(String type) {
        return StrictJson.newObject()
                .put("iss", ISSUER)
                .put("aud", CLIENT_ID)
                .put("sub", "user-7")
                .put("iat", NOW.minusSeconds(2).getEpochSecond())
                .put("exp", NOW.plusSeconds(58).getEpochSecond())
                .put("nonce", NONCE)
                .put(ClaimNames.MESSAGE_TYPE, type)
                .put(ClaimNames.VERSION, "1.3.0")
                .put(ClaimNames.DEPLOYMENT_ID, "deployment-1");
    }

    /** A complete resource link launch of a learner. */
    public static ObjectNode launch() {
        var claims = anyMessage("LtiResourceLinkRequest")
                .put(ClaimNames.TARGET_LINK_URI, TARGET)
                .put("name", "Learner 07")
                .put("given_name", "Learner")
                .put("family_name", "07")
                .put("email", "learner07@lms.example")
                .put("locale", "en-GB");
        claims.putArray(ClaimNames.ROLES).add(Roles.LEARNER);
        claims.putObject(ClaimNames.RESOURCE_LINK).put("id", "link-1").put("title", "Platform matrix");
        claims.putObject(ClaimNames.CONTEXT)
                .put("id", "course-1")
                .put("label", "ML1")
                .put("title", "Machine learning 1")
                .putArray("type")
                .add("CourseSection");
        return claims;
    }

    /** A complete deep linking request. */
    public static ObjectNode deepLinking() {
        var claims = anyMessage("LtiDeepLinkingRequest");
        var settings = claims.putObject(ClaimNames.DEEP_LINKING_SETTINGS)
                .put("deep_link_return_url", ISSUER + "/deep-link?session=1")
                .put("accept_multiple", true)
                .put("accept_lineitem", true)
                .put("data", "opaque & kept");
        settings.putArray("accept_types").add("ltiResourceLink").add("link");
        settings.putArray("accept_presentation_document_targets").add("iframe").add("window");
        return claims;
    }

    public static String token(ObjectNode claims) {
        return token(header(), claims);
    }

    public static String token(ObjectNode header, ObjectNode claims) {
        return sign(StrictJson.write(header), StrictJson.write(claims), KEY);
    }

    public static String sign(String header, String claims, KeyPair key) {
        var input = encode(header) + "." + encode(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
