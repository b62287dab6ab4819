package dev.waymark.lti.security;

import static dev.waymark.lti.TestPlatform.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.Checks;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final ToolKey KEY = ToolKey.generate();
    private static final ToolKey OTHER = ToolKey.generate();

    @Test
    void acceptsKeyWithoutAlg() {
        var jwk = KEY.publicJwk();
        jwk.remove(List.of("alg", "use"));
        assertThat(parse(jwk).kids()).containsExactly(KEY.kid());
    }

    @Test
    void skipsKeysOfOtherKindsAndUses() {
        assertThat(parse(
                                KEY.publicJwk().put("use", "enc"),
                                KEY.publicJwk().put("alg", "RS512"),
                                KEY.publicJwk().put("kty", "EC"),
                                KEY.publicJwk().put("n", "not base64!"),
                                KEY.publicJwk().put("n", "AA"),
                                KEY.publicJwk().put("e", "AQ"),
                                KEY.publicJwk().put("n", "_".repeat(3_000)),
                                KEY.publicJwk().without("kid"),
                                StrictJson.newObject())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void trustsNeitherOfTwoKeysWithOneKid() {
        var twin = OTHER.publicJwk().put("kid", KEY.kid());
        assertThat(parse(KEY.publicJwk(), twin).isEmpty()).isTrue();
        assertThat(parse(KEY.publicJwk(), KEY.publicJwk()).kids()).containsExactly(KEY.kid());
    }

    @Test
    void refusesWhatIsNoKeySet() {
        for (var json :
                List.of("", "[]", "{}", "{\"keys\":{}}", "<html>", "{\"keys\":[" + " ".repeat(300_000) + "]}")) {
            assertThatExceptionOfType(LtiException.class).isThrownBy(() -> PlatformKeys.parse(json));
        }
    }

    @Test
    void keepsKeysAsLongAsPlatformAllows() {
        var cached = CachedKeys.EMPTY.fetched(answer("public, max-age=300", jwks(KEY)), NOW);
        assertThat(cached.fresh(NOW.plusSeconds(299))).isTrue();
        assertThat(cached.fresh(NOW.plusSeconds(301))).isFalse();
    }

    @Test
    void boundsLifetimes() {
        assertThat(CachedKeys.EMPTY.fetched(answer("max-age=0", jwks(KEY)), NOW).fresh(NOW.plusSeconds(59)))
                .isTrue();
        assertThat(CachedKeys.EMPTY
                        .fetched(answer("max-age=999999999", jwks(KEY)), NOW)
                        .fresh(NOW.plusSeconds(86_401)))
                .isFalse();
    }

    @Test
    void pausesBetweenFetchesForUnknownKids() {
        assertThat(CachedKeys.EMPTY.mayFetch(NOW)).isTrue();
        var cached = CachedKeys.EMPTY.fetched(answer("", jwks(KEY)), NOW);
        assertThat(cached.mayFetch(NOW.plusSeconds(9))).isFalse();
        assertThat(cached.mayFetch(NOW.plusSeconds(10))).isTrue();
    }

    @Test
    void keepsOldKeysWhilePlatformIsOut() {
        var cached = CachedKeys.EMPTY.fetched(answer("", jwks(KEY)), NOW);
        var later = NOW.plusSeconds(90_000);
        for (var bad : List.of(
                cached.failed(later),
                cached.fetched(new LtiResponse(503, Map.of(), ""), later),
                cached.fetched(answer("", "<html>"), later),
                cached.fetched(answer("", "{\"keys\":[]}"), later))) {
            assertThat(bad.keys().find(KEY.kid())).isNotNull();
            assertThat(bad.fresh(later)).isFalse();
            assertThat(bad.mayFetch(later.plusSeconds(5))).isFalse();
        }
    }

    @Test
    void publishesNextCurrentAndPreviousThroughRotations() {
        var keys = new ToolKeys(OTHER, KEY, List.of());
        var fresh = ToolKey.generate();
        var rotated = keys.rotate(fresh);
        assertThat(PlatformKeys.parse(keys.jwks()).kids())
                .contains(rotated.current().kid());
        assertThat(PlatformKeys.parse(rotated.jwks()).kids())
                .containsExactlyInAnyOrder(KEY.kid(), OTHER.kid(), fresh.kid());
        assertThat(keys.jwks()).doesNotContain("\"d\"", "\"p\"");
    }

    @Test
    void keepsKeyIdWithKey() {
        assertThat(ToolKey.fromPkcs8(KEY.toPkcs8()).kid()).isEqualTo(KEY.kid()).isNotEqualTo(OTHER.kid());
        assertThatIllegalArgumentException().isThrownBy(() -> ToolKey.fromPkcs8(new byte[10]));
    }

    @Test
    void signsTokensThatItsOwnKeySetVerifies() {
        var token = KEY.sign(StrictJson.newObject().put("iss", "client-1"));
        var claims = SignedToken.verify(token, PlatformKeys.parse(jwks(KEY)), 10_000, new Checks());
        assertThat(claims.text("iss")).isEqualTo("client-1");
    }

    @Test
    void hidesPrivateKeyWhenPrinted() {
        assertThat(KEY.toString()).isEqualTo("ToolKey[" + KEY.kid() + "]");
        assertThat(TestPlatform.KEYS.kids()).containsExactly(TestPlatform.KID);
    }

    private static String jwks(ToolKey key) {
        var set = StrictJson.newObject();
        set.putArray("keys").add(key.publicJwk());
        return StrictJson.write(set);
    }

    private static LtiResponse answer(String cacheControl, String body) {
        return new LtiResponse(200, Map.of("cache-control", cacheControl), body);
    }

    private static PlatformKeys parse(ObjectNode... jwks) {
        var set = StrictJson.newObject();
        set.putArray("keys").addAll(List.of(jwks));
        return PlatformKeys.parse(StrictJson.write(set));
    }
}
