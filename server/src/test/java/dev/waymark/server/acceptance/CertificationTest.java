package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.server.Await;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The certification suite's launches, and our own bad ones, over HTTP: what the person and the administrator get. */
class CertificationTest {
    private static final Pattern REFERENCE = Pattern.compile("\\b[0-9a-f]{8}\\b");
    private static final SigningKey STRANGER = SigningKey.generate("lms-1");
    private static TestServer world;

    @BeforeAll
    static void start() {
        world = TestServer.start();
        world.publishSmallModule();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    record Bad(String sentence, String reason, UnaryOperator<TokenForge> bend) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Bad> certification() {
        return Stream.of(
                new Bad("no kid", "kid-missing", t -> t.withoutHeader("kid")),
                new Bad("an incorrect kid", "kid-unknown", t -> t.header("kid", "of-nobody")),
                new Bad("the wrong LTI version", "version-wrong", t -> t.claim(ClaimNames.VERSION, "1.1")),
                new Bad("no LTI version", "version-missing", t -> t.without(ClaimNames.VERSION)),
                new Bad("no LTI 1.3 message", "message-type-unknown", t -> t.claim(ClaimNames.MESSAGE_TYPE, "basic")),
                new Bad("missing LTI claims", "message-type-missing", CertificationTest::withoutLti),
                new Bad(
                        "wrong timestamps",
                        "expired",
                        t -> t.claim("exp", seconds(-3600)).claim("iat", seconds(3600))),
                new Bad("no message_type", "message-type-missing", t -> t.without(ClaimNames.MESSAGE_TYPE)),
                new Bad("no roles claim", "roles-missing", t -> t.without(ClaimNames.ROLES)),
                new Bad("no deployment_id", "deployment-missing", t -> t.without(ClaimNames.DEPLOYMENT_ID)),
                new Bad(
                        "no resource_link.id",
                        "resource-link-missing",
                        t -> t.claim(ClaimNames.RESOURCE_LINK, Map.of("title", "x"))),
                new Bad("no sub", "subject-missing", t -> t.without("sub")));
    }

    static Stream<Bad> ours() {
        byte[] publicKey = publicKey();
        return Stream.of(
                new Bad("alg none", "algorithm-not-allowed", TokenForge::unsigned),
                new Bad("HS256 keyed with the public key", "algorithm-not-allowed", t -> t.macWith(publicKey)),
                new Bad("another platform's key", "signature-invalid", t -> t.signedBy(STRANGER.key())),
                new Bad(
                        "an embedded jwk",
                        "header-not-allowed",
                        t -> embedded(t.header("jwk", Map.of("kty", "RSA", "e", "AQAB")))),
                new Bad("a jku", "header-not-allowed", t -> embedded(t.header("jku", "https://evil.example/jwks"))),
                new Bad("an x5u", "header-not-allowed", t -> embedded(t.header("x5u", "https://evil.example/cert"))),
                new Bad("a kid with a path", "kid-malformed", t -> t.header("kid", "../../../dev/null")),
                new Bad("a kid with SQL", "kid-malformed", t -> t.header("kid", "x' or '1'='1")),
                new Bad("expired", "expired", t -> t.claim("exp", seconds(-61))),
                new Bad("issued in the future", "issued-in-future", t -> t.claim("iat", seconds(120))),
                new Bad("no exp", "expiry-missing", t -> t.without("exp")),
                new Bad("other client's aud", "audience-mismatch", t -> t.claim("aud", "somebody-else")),
                new Bad(
                        "a stranger among several aud",
                        "audience-mismatch",
                        t -> t.claim("aud", List.of(TestPlatform.CLIENT, "somebody-else"))),
                new Bad("azp of another client", "authorized-party-mismatch", t -> t.claim("azp", "somebody-else")),
                new Bad("nonce of another state", "nonce-mismatch", t -> t.claim("nonce", "of-another-login")),
                new Bad(
                        "a deployment id over 255 characters",
                        "deployment-malformed",
                        t -> t.claim(ClaimNames.DEPLOYMENT_ID, "d".repeat(256))),
                new Bad(
                        "a target_link_uri other than the login's",
                        "target-link-mismatch",
                        t -> t.claim(ClaimNames.TARGET_LINK_URI, world.url() + "/admin")),
                new Bad(
                        "duplicate claims",
                        "duplicate-claim",
                        t -> t.payload(json -> "{\"sub\":\"admin\"," + json.substring(1))));
    }

    @ParameterizedTest(name = "rejects {0}")
    @MethodSource({"certification", "ours"})
    void rejects(Bad bad) {
        Visitor visitor = world.visitor();
        world.emulator().deviate(bad.bend());
        HttpResponse<String> answer =
                visitor.postToken(visitor.tokenFor(world.emulator().open(TestPlatform.LINK, "l4")));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("/l/"));
        assertThat(answer.body()).contains(bad.reason()).doesNotContain("evil.example", "dev/null", "'1'='1");
        Row noted = noted(answer.body());
        assertThat(noted.getString("reason")).isEqualTo(bad.reason());
        assertThat(noted.getString("section")).isNotBlank();
        assertThat(noted.getUUID("registration_id")).isNotNull();
    }

    /** The line in the flight recorder whose reference stands on the page. */
    private static Row noted(String page) {
        Matcher references = REFERENCE.matcher(page);
        while (references.find()) {
            var rows = Await.result(world.pool()
                    .preparedQuery("select reason, section, registration_id from launch_trace where reference = $1")
                    .execute(Tuple.of(references.group())));
            if (rows.size() == 1) {
                return rows.iterator().next();
            }
        }
        throw new AssertionError("No reference on the page leads to the flight recorder: " + page);
    }

    record Good(String sentence, List<String> personal, boolean context, UnaryOperator<List<String>> roles) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static final List<String> NAMES = List.of("name", "given_name", "family_name");
    private static final List<String> EVERYTHING = List.of("name", "given_name", "family_name", "email");

    static Stream<Arguments> accepted() {
        return Stream.of(
                        new Good("plain", EVERYTHING, true, roles -> roles),
                        new Good("several roles", EVERYTHING, true, CertificationTest::withMore),
                        new Good("a short role", EVERYTHING, true, roles -> List.of(Role.shortName(roles.get(0)))),
                        new Good("an unknown role", EVERYTHING, true, roles -> List.of("urn:example:role#Wizard")),
                        new Good("no role", EVERYTHING, true, roles -> List.of()),
                        new Good("email only", List.of("email"), true, roles -> roles),
                        new Good("names only", NAMES, true, roles -> roles),
                        new Good("no personal data at all", List.of(), true, roles -> roles),
                        new Good("email without context", List.of("email"), false, roles -> roles))
                .flatMap(good -> Stream.of(Arguments.of(good, "Instructor"), Arguments.of(good, "Student")));
    }

    @ParameterizedTest(name = "accepts {0} for {1}")
    @MethodSource("accepted")
    void accepts(Good good, String who) {
        boolean teaches = who.equals("Instructor");
        Launch launch = world.emulator()
                .open(TestPlatform.LINK, teaches ? "teacher" : "l5")
                .as(good.roles().apply(List.of(teaches ? Role.INSTRUCTOR : Role.LEARNER)));
        Visitor visitor = world.visitor();
        world.emulator().deviate(token -> reduced(token, good));
        visitor.launch(launch);
        assertThat(visitor.response().statusCode())
                .as(visitor.response().body())
                .isEqualTo(200);
        boolean manages = teaches
                && !good.sentence().endsWith("known role")
                && !good.sentence().equals("no role");
        assertThat(visitor.response().uri().getPath())
                .startsWith(visitor.base() + (manages && good.context() ? "/team" : "/learn"));
        assertThat(visitor.api("GET", "/me/progress?module=small", null).status())
                .isEqualTo(200);
    }

    static Stream<UnaryOperator<TokenForge>> otherForms() {
        return Stream.of(
                token -> token.claim("aud", List.of(TestPlatform.CLIENT)),
                token -> token.without("azp"),
                token -> token.claim("urn:example:claim", Map.of("deep", List.of(1, 2))),
                token -> token.claim(ClaimNames.LAUNCH_PRESENTATION, Map.of("return_url", "not an address")),
                token -> token.claim(ClaimNames.CUSTOM, Map.of("odd", "$No.such.var")));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void acceptsWhatPlatformsMayDoOtherwise(UnaryOperator<TokenForge> bend) {
        world.emulator().deviate(bend);
        assertThat(world.launch("l6").response().statusCode()).isEqualTo(200);
    }

    private static TokenForge reduced(TokenForge token, Good good) {
        TokenForge reduced = good.context() ? token : token.without(ClaimNames.CONTEXT);
        for (String claim : EVERYTHING) {
            reduced = good.personal().contains(claim) ? reduced : reduced.without(claim);
        }
        return reduced;
    }

    private static List<String> withMore(List<String> roles) {
        return Stream.concat(roles.stream(), Stream.of("urn:other:role", Role.CONTEXT_PREFIX + "ContentDeveloper"))
                .toList();
    }

    private static TokenForge embedded(TokenForge token) {
        return token.signedBy(STRANGER.key());
    }

    private static TokenForge withoutLti(TokenForge token) {
        TokenForge bare = token;
        for (String claim : token.claims().keySet()) {
            bare = claim.startsWith("https://purl.imsglobal.org/") ? bare.without(claim) : bare;
        }
        return bare;
    }

    private static byte[] publicKey() {
        try {
            RSAPrivateCrtKey key = world.emulator().key().key();
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long seconds(long fromNow) {
        return Instant.now().plusSeconds(fromNow).getEpochSecond();
    }
}
