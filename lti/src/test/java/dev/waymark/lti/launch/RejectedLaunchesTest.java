package dev.waymark.lti.launch;

import static dev.waymark.lti.TestPlatform.CLIENT_ID;
import static dev.waymark.lti.TestPlatform.KEY;
import static dev.waymark.lti.TestPlatform.KEYS;
import static dev.waymark.lti.TestPlatform.NOW;
import static dev.waymark.lti.TestPlatform.OTHER_KEY;
import static dev.waymark.lti.TestPlatform.REGISTRATION;
import static dev.waymark.lti.TestPlatform.STATE;
import static dev.waymark.lti.TestPlatform.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.Check;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.security.PlatformKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One table of tokens that must not get in, named by what is wrong with them. */
class RejectedLaunchesTest {
    private final IdTokenVerifier verifier = new IdTokenVerifier();

    record Bad(String sentence, String token, Reason reason) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /** The certification suite's own list. */
    static Stream<Bad> certification() {
        return Stream.of(
                header("no kid", h -> h.remove("kid"), Reason.KID_MISSING),
                header("an incorrect kid", h -> h.put("kid", "of-nobody"), Reason.KID_UNKNOWN),
                claims("the wrong LTI version", c -> c.put(ClaimNames.VERSION, "1.1"), Reason.VERSION_WRONG),
                claims("no LTI version", c -> c.remove(ClaimNames.VERSION), Reason.VERSION_MISSING),
                bad("no LTI 1.3 message at all", encode("{\"name\":\"x\"}"), Reason.TOKEN_MALFORMED),
                claims("none of the LTI claims", RejectedLaunchesTest::dropLti, Reason.MESSAGE_TYPE_MISSING),
                claims("timestamps that make no sense", RejectedLaunchesTest::swapTimes, Reason.EXPIRED),
                claims("no message type", c -> c.remove(ClaimNames.MESSAGE_TYPE), Reason.MESSAGE_TYPE_MISSING),
                claims("no roles claim", c -> c.remove(ClaimNames.ROLES), Reason.ROLES_MISSING),
                claims("no deployment id", c -> c.remove(ClaimNames.DEPLOYMENT_ID), Reason.DEPLOYMENT_MISSING),
                claims("no resource link id", c -> c.putObject(ClaimNames.RESOURCE_LINK), Reason.RESOURCE_LINK_MISSING),
                claims("no resource link", c -> c.remove(ClaimNames.RESOURCE_LINK), Reason.RESOURCE_LINK_MISSING),
                claims("no sub", c -> c.remove("sub"), Reason.SUBJECT_MISSING));
    }

    /** What an attacker or a broken platform sends besides. */
    static Stream<Bad> header() {
        return Stream.of(
                bad("alg none and no signature", unsigned(), Reason.ALGORITHM_NOT_ALLOWED),
                header("alg none with a signature", h -> h.put("alg", "none"), Reason.ALGORITHM_NOT_ALLOWED),
                header("alg in other letters", h -> h.put("alg", "rs256"), Reason.ALGORITHM_NOT_ALLOWED),
                header("alg RS512", h -> h.put("alg", "RS512"), Reason.ALGORITHM_NOT_ALLOWED),
                header("no alg", h -> h.remove("alg"), Reason.ALGORITHM_NOT_ALLOWED),
                bad("HS256 keyed with the public key", signedWithPublicKey(), Reason.ALGORITHM_NOT_ALLOWED),
                bad(
                        "RS256 with another platform's key",
                        signedByOther(TestPlatform.header()),
                        Reason.SIGNATURE_INVALID),
                bad(
                        "an embedded jwk",
                        signedByOther(TestPlatform.header().put("jwk", "{}")),
                        Reason.HEADER_NOT_ALLOWED),
                header("a jku", h -> h.put("jku", "https://evil.example/jwks"), Reason.HEADER_NOT_ALLOWED),
                header("an x5u", h -> h.put("x5u", "https://evil.example/cert"), Reason.HEADER_NOT_ALLOWED),
                header("an x5c", h -> h.putArray("x5c").add("MIIB"), Reason.HEADER_NOT_ALLOWED),
                header("a crit extension", h -> h.putArray("crit").add("exp"), Reason.HEADER_NOT_ALLOWED),
                header("a compressed payload", h -> h.put("zip", "DEF"), Reason.HEADER_NOT_ALLOWED),
                header("an unencoded payload", h -> h.put("b64", false), Reason.HEADER_NOT_ALLOWED),
                header("a kid with a path", h -> h.put("kid", "../../../dev/null"), Reason.KID_MALFORMED),
                header("a kid that is a file", h -> h.put("kid", "/etc/passwd"), Reason.KID_MALFORMED),
                header("a kid with SQL", h -> h.put("kid", "x' OR '1'='1"), Reason.KID_MALFORMED),
                header("a kid with a line break", h -> h.put("kid", "a\nb"), Reason.KID_MALFORMED),
                header("a kid of 300 characters", h -> h.put("kid", "k".repeat(300)), Reason.KID_MALFORMED),
                header("a kid that is a number", h -> h.put("kid", 7), Reason.KID_MALFORMED));
    }

    static Stream<Bad> times() {
        return Stream.of(
                claims("expired", c -> c.put("exp", second(-60)), Reason.EXPIRED),
                claims(
                        "issued in the future beyond the leeway",
                        c -> c.put("iat", second(61)),
                        Reason.ISSUED_IN_FUTURE),
                claims("no exp", c -> c.remove("exp"), Reason.EXPIRY_MISSING),
                claims("exp as text", c -> c.put("exp", "tomorrow"), Reason.EXPIRY_MISSING),
                claims("exp beyond all calendars", c -> c.put("exp", 1e300), Reason.EXPIRY_MISSING),
                claims("no iat", c -> c.remove("iat"), Reason.ISSUED_AT_MISSING),
                claims("not valid yet", c -> c.put("nbf", second(61)), Reason.NOT_YET_VALID),
                claims("an unreadable nbf", c -> c.put("nbf", "later"), Reason.NOT_YET_VALID));
    }

    static Stream<Bad> parties() {
        return Stream.of(
                claims("another issuer", c -> c.put("iss", "https://lms.example/"), Reason.ISSUER_MISMATCH),
                claims("no issuer", c -> c.remove("iss"), Reason.ISSUER_MISMATCH),
                claims("another client's aud", c -> c.put("aud", "client-2"), Reason.AUDIENCE_MISMATCH),
                claims("no aud", c -> c.remove("aud"), Reason.AUDIENCE_MISMATCH),
                claims("an empty aud list", c -> c.putArray("aud"), Reason.AUDIENCE_MISMATCH),
                claims("a stranger among several aud", c -> audience(c, "stranger"), Reason.AUDIENCE_MISMATCH),
                claims(
                        "a stranger among several aud though azp is us",
                        c -> audience(c.put("azp", CLIENT_ID), "stranger"),
                        Reason.AUDIENCE_MISMATCH),
                claims("an azp of another client", c -> c.put("azp", "client-2"), Reason.AUTHORIZED_PARTY_MISMATCH),
                claims(
                        "an azp that is a list",
                        c -> c.putArray("azp").add(CLIENT_ID),
                        Reason.AUTHORIZED_PARTY_MISMATCH),
                claims("the nonce of another login", c -> c.put("nonce", "another"), Reason.NONCE_MISMATCH),
                claims("no nonce", c -> c.remove("nonce"), Reason.NONCE_MISSING));
    }

    static Stream<Bad> messages() {
        return Stream.of(
                claims("an unknown message", c -> c.put(ClaimNames.MESSAGE_TYPE, "Lti"), Reason.MESSAGE_TYPE_UNKNOWN),
                claims(
                        "a deployment id over 255 characters",
                        c -> c.put(ClaimNames.DEPLOYMENT_ID, "d".repeat(256)),
                        Reason.DEPLOYMENT_MALFORMED),
                claims(
                        "a deployment id beyond ASCII",
                        c -> c.put(ClaimNames.DEPLOYMENT_ID, "dé"),
                        Reason.DEPLOYMENT_MALFORMED),
                claims("an empty sub", c -> c.put("sub", ""), Reason.SUBJECT_MALFORMED),
                claims("a sub of 256 characters", c -> c.put("sub", "s".repeat(256)), Reason.SUBJECT_MALFORMED),
                claims("roles that are no list", c -> c.put(ClaimNames.ROLES, Roles.LEARNER), Reason.ROLES_MISSING),
                claims(
                        "a target_link_uri other than the login's",
                        c -> c.put(ClaimNames.TARGET_LINK_URI, "https://tool.example/admin"),
                        Reason.TARGET_LINK_MISMATCH),
                claims("no target_link_uri", c -> c.remove(ClaimNames.TARGET_LINK_URI), Reason.TARGET_LINK_MISSING),
                claims(
                        "a resource link id of 256 characters",
                        c -> c.putObject(ClaimNames.RESOURCE_LINK).put("id", "r".repeat(256)),
                        Reason.RESOURCE_LINK_MALFORMED),
                deepLink("no deep linking settings", c -> c.remove(ClaimNames.DEEP_LINKING_SETTINGS)),
                deepLink("a return URL that is a script", c -> settings(c).put("deep_link_return_url", "javascript:x")),
                deepLink("no accept_types", c -> settings(c).remove("accept_types")),
                deepLink("no presentation targets", c -> settings(c).remove("accept_presentation_document_targets")),
                new Bad(
                        "a review of nobody",
                        TestPlatform.token(TestPlatform.anyMessage("LtiSubmissionReviewRequest")),
                        Reason.REVIEW_INCOMPLETE));
    }

    static Stream<Bad> forms() {
        var good = TestPlatform.token(TestPlatform.launch());
        var claims = StrictJson.write(TestPlatform.launch());
        var twice = claims.substring(0, claims.length() - 1) + ",\"aud\":\"" + CLIENT_ID + "\"}";
        var header = StrictJson.write(TestPlatform.header());
        return Stream.of(
                bad("2 MB", good + "A".repeat(2 * 1024 * 1024), Reason.TOKEN_TOO_LARGE),
                bad("duplicate claims", TestPlatform.sign(header, twice, KEY), Reason.DUPLICATE_CLAIM),
                bad(
                        "duplicate names in the header",
                        TestPlatform.sign(twiceInHeader(), claims, KEY),
                        Reason.DUPLICATE_CLAIM),
                bad(
                        "something after the claims",
                        TestPlatform.sign(header, claims + "{}", KEY),
                        Reason.TOKEN_MALFORMED),
                bad("claims that are a list", TestPlatform.sign(header, "[]", KEY), Reason.TOKEN_MALFORMED),
                bad(
                        "claims nested a thousand deep",
                        TestPlatform.sign(header, "[".repeat(1000), KEY),
                        Reason.TOKEN_MALFORMED),
                bad("nothing", "", Reason.TOKEN_MALFORMED),
                bad("only dots", "..", Reason.TOKEN_MALFORMED),
                bad("two parts", good.substring(0, good.lastIndexOf('.')), Reason.TOKEN_MALFORMED),
                bad("four parts", good + ".x", Reason.TOKEN_MALFORMED),
                bad("an encrypted token's five parts", good + ".x.y", Reason.TOKEN_MALFORMED),
                bad("padding after the signature", good + "=", Reason.SIGNATURE_INVALID),
                bad("no signature", good.substring(0, good.lastIndexOf('.') + 1), Reason.SIGNATURE_INVALID),
                bad("white space around it", " " + good, Reason.TOKEN_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource({"certification", "header", "times", "parties", "messages", "forms"})
    void rejectsTokenWith(Bad bad) {
        var refusal = refuse(bad.token(), KEYS);
        assertThat(refusal.reason()).isEqualTo(bad.reason());
        assertThat(refusal.reason().status()).isBetween(400, 499);
        assertThat(refusal.getMessage()).doesNotContain("javascript", "passwd", "OR '1'", "evil");
        assertThat(refusal.checks()).isNotEmpty();
        assertThat(refusal.checks().get(refusal.checks().size() - 1).passed()).isFalse();
        assertThat(refusal.checks()).filteredOn(check -> !check.passed()).hasSize(1);
    }

    @Test
    void answersWrongAudienceWith401() {
        assertThat(Reason.AUDIENCE_MISMATCH.status()).isEqualTo(401);
    }

    @Test
    void rejectsKeyShorterThan2048Bits() {
        var weak = TestPlatform.rsa(1024);
        var token = TestPlatform.sign(
                StrictJson.write(TestPlatform.header()), StrictJson.write(TestPlatform.launch()), weak);
        var keys = PlatformKeys.of(Map.of(TestPlatform.KID, (RSAPublicKey) weak.getPublic()));
        assertThat(refuse(token, keys).reason()).isEqualTo(Reason.KEY_TOO_WEAK);
    }

    @Test
    void namesTheFailedRuleAndItsSection() {
        var refusal = refuse(TestPlatform.token(TestPlatform.launch().put("nonce", "x")), KEYS);
        assertThat(refusal.checks()).extracting(Check::name).contains("signature", "issuer", "nonce present");
        var failed = refusal.checks().get(refusal.checks().size() - 1);
        assertThat(failed.name()).isEqualTo("nonce of this login");
        assertThat(failed.section().url()).startsWith("https://www.imsglobal.org/spec/security/");
        assertThat(refusal.reason().code()).isEqualTo("nonce-mismatch");
    }

    private LtiException refuse(String token, PlatformKeys keys) {
        return catchThrowableOfType(LtiException.class, () -> verifier.verify(token, REGISTRATION, keys, STATE, NOW));
    }

    private static Bad bad(String sentence, String token, Reason reason) {
        return new Bad(sentence, token, reason);
    }

    private static Bad header(String sentence, Consumer<ObjectNode> edit, Reason reason) {
        var header = TestPlatform.header();
        edit.accept(header);
        return new Bad(sentence, TestPlatform.token(header, TestPlatform.launch()), reason);
    }

    private static Bad claims(String sentence, Consumer<ObjectNode> edit, Reason reason) {
        var claims = TestPlatform.launch();
        edit.accept(claims);
        return new Bad(sentence, TestPlatform.token(claims), reason);
    }

    private static Bad deepLink(String sentence, Consumer<ObjectNode> edit) {
        var claims = TestPlatform.deepLinking();
        edit.accept(claims);
        return new Bad(sentence, TestPlatform.token(claims), Reason.DEEP_LINKING_SETTINGS_INVALID);
    }

    private static ObjectNode settings(ObjectNode claims) {
        return claims.withObject("/" + ClaimNames.DEEP_LINKING_SETTINGS.replace("/", "~1"));
    }

    private static void dropLti(ObjectNode claims) {
        claims.properties().removeIf(claim -> claim.getKey().startsWith("https://purl.imsglobal.org/"));
    }

    private static void swapTimes(ObjectNode claims) {
        claims.put("exp", second(-3600)).put("iat", second(3600));
    }

    private static void audience(ObjectNode claims, String stranger) {
        claims.putArray("aud").add(CLIENT_ID).add(stranger);
    }

    private static long second(long fromNow) {
        return NOW.plusSeconds(fromNow).getEpochSecond();
    }

    private static String twiceInHeader() {
        return "{\"alg\":\"none\",\"kid\":\"" + TestPlatform.KID + "\",\"alg\":\"RS256\"}";
    }

    private static String unsigned() {
        return encode("{\"alg\":\"none\"}") + "." + encode(StrictJson.write(TestPlatform.launch())) + ".";
    }

    private static String signedByOther(ObjectNode header) {
        return TestPlatform.sign(StrictJson.write(header), StrictJson.write(TestPlatform.launch()), OTHER_KEY);
    }

    private static String signedWithPublicKey() {
        var header = TestPlatform.header().put("alg", "HS256");
        var input = encode(StrictJson.write(header)) + "." + encode(StrictJson.write(TestPlatform.launch()));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getPublic().getEncoded(), "HmacSHA256"));
            return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
