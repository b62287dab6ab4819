package dev.waymark.lti.launch;

import static dev.waymark.lti.TestPlatform.KEY;
import static dev.waymark.lti.TestPlatform.KEYS;
import static dev.waymark.lti.TestPlatform.NOW;
import static dev.waymark.lti.TestPlatform.REGISTRATION;
import static dev.waymark.lti.TestPlatform.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.StrictJson;
import io.jsonwebtoken.Jwts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing gets in that was not signed exactly so. */
class MutatedTokensTest {
    private static final int ROUNDS = Boolean.getBoolean("waymark.soak") ? 1_000_000 : 20_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
    private static final List<String> ALGORITHMS = List.of("none", "HS256", "RS384", "PS256", "ES256", "RS256 ");

    private final Random random = new Random(20_260_302);
    private final IdTokenVerifier verifier = new IdTokenVerifier();
    private final List<String> signed = signed();

    @Test
    void acceptsNoMutatedToken() {
        var genuine = Set.copyOf(signed);
        for (int round = 0; round < ROUNDS; round++) {
            var token = mutate(pick(signed));
            assertThat(accepted(token) && !genuine.contains(token))
                    .as("round %d: %s", round, token)
                    .isFalse();
        }
    }

    @Test
    void acceptsWhatItWasMutatedFrom() {
        assertThat(signed).allMatch(this::accepted);
    }

    @Test
    void agreesWithAnotherVerifierOnWhatIsSigned() {
        var parser = Jwts.parser()
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .zip()
                .clear()
                .and()
                .enc()
                .clear()
                .and()
                .key()
                .clear()
                .and()
                .clock(() -> Date.from(NOW))
                .verifyWith(KEY.getPublic())
                .build();
        assertThat(signed)
                .allSatisfy(token -> assertThat(
                                parser.parseSignedClaims(token).getPayload().getSubject())
                        .isEqualTo("user-7"));
    }

    /** A platform may sign anything: whatever shape its claims have, the answer is a launch or a refusal. */
    @Test
    void neverBreaksOnSignedNonsense() {
        for (int round = 0; round < 600; round++) {
            var claims = TestPlatform.launch();
            var names = new ArrayList<String>();
            claims.fieldNames().forEachRemaining(names::add);
            for (int i = 0; i <= random.nextInt(3); i++) {
                nonsense(claims, pick(names));
            }
            assertThat(accepted(TestPlatform.token(claims))).isIn(true, false);
        }
    }

    /** Anything but a launch or a refusal fails the test by being thrown. */
    private boolean accepted(String token) {
        try {
            verifier.verify(token, REGISTRATION, KEYS, STATE, NOW);
            return true;
        } catch (LtiException e) {
            assertThat(e.checks()).isNotEmpty();
            return false;
        }
    }

    private String mutate(String token) {
        return switch (random.nextInt(10)) {
            case 0 -> flipBit(token);
            case 1 -> token.substring(0, random.nextInt(token.length()));
            case 2 -> splice(token, pick(signed));
            case 3 -> editClaim(token);
            case 4 -> editHeader(token);
            case 5 -> replaceCharacter(token);
            case 6 -> insertCharacter(token);
            case 7 -> deleteCharacter(token);
            case 8 -> flipSignatureBit(token);
            default -> respell(token);
        };
    }

    private String flipBit(String token) {
        int at = random.nextInt(token.length());
        char flipped = (char) (token.charAt(at) ^ (1 << random.nextInt(8)));
        return token.substring(0, at) + flipped + token.substring(at + 1);
    }

    private String replaceCharacter(String token) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + character() + token.substring(at + 1);
    }

    private String insertCharacter(String token) {
        int at = random.nextInt(token.length() + 1);
        return token.substring(0, at) + character() + token.substring(at);
    }

    private String deleteCharacter(String token) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + token.substring(at + 1);
    }

    /** Header, claims and signature of different tokens. */
    private String splice(String one, String other) {
        var first = one.split("\\.");
        var second = other.split("\\.");
        int part = random.nextInt(3);
        first[part] = second[random.nextInt(3)];
        return String.join(".", first);
    }

    private String editClaim(String token) {
        var parts = token.split("\\.");
        var claims = object(parts[1]);
        claims.put(pick(List.of("sub", "nonce", "aud", "email", "extra")), "edited" + random.nextInt());
        parts[1] = TestPlatform.encode(StrictJson.write(claims));
        return String.join(".", parts);
    }

    private String editHeader(String token) {
        var parts = token.split("\\.");
        var header = object(parts[0]).put("alg", pick(ALGORITHMS));
        parts[0] = TestPlatform.encode(StrictJson.write(header));
        if (random.nextBoolean()) {
            parts[2] = "";
        }
        return String.join(".", parts);
    }

    private String flipSignatureBit(String token) {
        int dot = token.lastIndexOf('.');
        var bytes = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return token.substring(0, dot + 1) + TestPlatform.encode(bytes);
    }

    /** The same bytes in another base64 spelling. */
    private String respell(String token) {
        var last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int spare = last.indexOf(token.charAt(token.length() - 1)) ^ (1 + random.nextInt(3));
        return random.nextBoolean()
                ? token.substring(0, token.length() - 1) + last.charAt(spare)
                : token + "=".repeat(1 + random.nextInt(2));
    }

    private void nonsense(ObjectNode claims, String name) {
        switch (random.nextInt(9)) {
            case 0 -> claims.putNull(name);
            case 1 -> claims.put(name, random.nextLong());
            case 2 -> claims.put(name, Double.MAX_VALUE);
            case 3 -> claims.put(name, random.nextBoolean());
            case 4 -> claims.putArray(name).add(1).addNull().add("x").addArray();
            case 5 -> claims.putObject(name).put("id", random.nextInt()).putNull("type");
            case 6 -> claims.put(name, "\u0000\uD800".repeat(random.nextInt(50)));
            case 7 -> claims.put(name, "x".repeat(random.nextInt(20_000)));
            default -> claims.put(name, new BigDecimal("1e999999999"));
        }
    }

    private char character() {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static ObjectNode object(String part) {
        var json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> signed() {
        var signed = new ArrayList<String>();
        for (int i = 0; i < 32; i++) {
            signed.add(TestPlatform.token(TestPlatform.launch().put("email", "learner" + i + "@lms.example")));
        }
        return signed;
    }
}
