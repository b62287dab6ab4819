package dev.waymark.lti.launch;

import static dev.waymark.lti.TestPlatform.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.security.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginStateTest {
    private final StateSeal seal = new StateSeal(new byte[32]);

    @Test
    void opensWhatItSealed() {
        var state = begin("hint", "{\"a\":1}");
        assertThat(seal.open(seal.seal(state), NOW.plusSeconds(599))).isEqualTo(state);
        assertThat(state.storageOffered()).isTrue();
        assertThat(state.canStartAgain()).isTrue();
    }

    @Test
    void rejectsForgedAndDamagedStates() {
        var sealed = seal.seal(begin("hint", null));
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(sealed.length());
            char flipped = (char) (sealed.charAt(at) ^ (1 << random.nextInt(7)));
            assertThat(refusal(sealed.substring(0, at) + flipped + sealed.substring(at + 1), NOW))
                    .isEqualTo(Reason.STATE_INVALID);
        }
        assertThat(refusal("", NOW)).isEqualTo(Reason.STATE_INVALID);
        assertThat(refusal("x".repeat(1_000_000), NOW)).isEqualTo(Reason.STATE_INVALID);
    }

    @Test
    void rejectsStateSealedWithAnotherKey() {
        var other = new byte[32];
        other[0] = 1;
        assertThat(refusal(new StateSeal(other).seal(begin("hint", null)), NOW)).isEqualTo(Reason.STATE_INVALID);
    }

    @Test
    void rejectsStateThatIsTooOldOrFromTheFuture() {
        var sealed = seal.seal(begin("hint", null));
        assertThat(refusal(sealed, NOW.plusSeconds(601))).isEqualTo(Reason.STATE_EXPIRED);
        assertThat(refusal(sealed, NOW.minusSeconds(120))).isEqualTo(Reason.STATE_INVALID);
    }

    @Test
    void rejectsUnspentStateFromAnotherBrowser() {
        var state = begin("hint", null);
        state.requireBrowser(TestPlatform.BROWSER);
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> state.requireBrowser("secret-of-another-browser"))
                .extracting(LtiException::reason)
                .isEqualTo(Reason.STATE_OTHER_BROWSER);
    }

    @Test
    void carriesNoBrowserSecret() {
        assertThat(seal.seal(begin("hint", null))).doesNotContain(TestPlatform.encode(TestPlatform.BROWSER));
        assertThat(begin("hint", null).toString()).doesNotContain(TestPlatform.BROWSER);
    }

    @Test
    void leavesLongHintsOut() {
        var kept = begin("x".repeat(1_000), "y".repeat(500));
        var dropped = begin("x".repeat(1_000), "y".repeat(501));
        assertThat(kept.canStartAgain()).isTrue();
        assertThat(dropped.canStartAgain()).isFalse();
        assertThat(dropped.ltiMessageHint()).isNull();
    }

    /** The nonce is what a server spends: the same for one state however often it comes, never the same for two. */
    @Test
    void letsNonceBeSpentOnce() {
        var spent = new HashSet<String>();
        var sealed = seal.seal(begin("hint", null));
        assertThat(spent.add(seal.open(sealed, NOW).nonce())).isTrue();
        assertThat(spent.add(seal.open(sealed, NOW.plusSeconds(30)).nonce())).isFalse();
        assertThat(spent.add(begin("hint", null).nonce())).isTrue();
    }

    @Test
    void remembersNonceLongerThanItsStateOpens() {
        var state = begin("hint", null);
        var until = seal.rememberNonceUntil(state);
        assertThat(refusal(seal.seal(state), until)).isEqualTo(Reason.STATE_EXPIRED);
    }

    @Test
    void needsKeyOf256Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StateSeal(new byte[31], Duration.ofMinutes(1)));
    }

    @Test
    void makesUnguessableSecrets() {
        assertThat(Secrets.random()).hasSize(43).matches("[A-Za-z0-9_-]+").isNotEqualTo(Secrets.random());
    }

    private @Nullable Reason refusal(String sealed, Instant now) {
        var refusal = catchThrowableOfType(LtiException.class, () -> seal.open(sealed, now));
        return refusal == null ? null : refusal.reason();
    }

    private static LoginState begin(String hint, @Nullable String messageHint) {
        var login =
                new LoginInitiation(TestPlatform.ISSUER, hint, TestPlatform.TARGET, messageHint, null, null, "_parent");
        return LoginState.begin("registration-1", login, TestPlatform.BROWSER, NOW);
    }
}
