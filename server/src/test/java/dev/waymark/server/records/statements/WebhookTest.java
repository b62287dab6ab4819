package dev.waymark.server.records.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final Webhook.Secret SECRET = Webhook.Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** The example that the Standard Webhooks libraries share. */
    @Test
    void signsAsStandardWebhooksDo() {
        Webhook webhook = new Webhook(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");

        assertThat(webhook.headers(List.of(SECRET)))
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signsWithBothSecretsWhileOneReplacesTheOther() {
        Webhook webhook = new Webhook("msg_1", Instant.EPOCH, "{}");
        Webhook.Secret next = Webhook.Secret.generate(new SecureRandom());

        assertThat(webhook.headers(List.of(next, SECRET)).get("webhook-signature"))
                .isEqualTo(webhook.headers(List.of(next)).get("webhook-signature") + " "
                        + webhook.headers(List.of(SECRET)).get("webhook-signature"));
    }

    @Test
    void keepsSecretsOutOfLogs() {
        assertThat(SECRET).hasToString("whsec_…");
        assertThat(Webhook.Secret.parse(SECRET.text())).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***"})
    void refusesWhatIsNoSecret(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Webhook.Secret.parse(text));
    }

    @Test
    void refusesIdsThatCouldMoveTheSeparator() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Webhook("a.b", Instant.EPOCH, "{}"));
    }
}
