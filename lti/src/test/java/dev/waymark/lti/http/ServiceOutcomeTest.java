package dev.waymark.lti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void deliversOnAnySuccess() {
        for (int status : List.of(200, 201, 202, 204)) {
            assertThat(outcome(status)).isEqualTo(new ServiceOutcome.Delivered());
        }
    }

    @Test
    void refreshesTokenOn401AndReadsResultsOn409() {
        assertThat(outcome(401)).isEqualTo(new ServiceOutcome.RefreshToken());
        assertThat(outcome(409)).isEqualTo(new ServiceOutcome.Conflict());
    }

    @Test
    void retriesWhatMayPass() {
        for (int status : List.of(408, 425, 429, 500, 502, 503, 504)) {
            assertThat(outcome(status)).isInstanceOf(ServiceOutcome.Retry.class);
        }
    }

    @Test
    void givesUpOnWhatNeverPassesAndSaysWhy() {
        for (int status : List.of(301, 400, 403, 404, 405, 410, 415, 422)) {
            assertThat(outcome(status))
                    .isInstanceOfSatisfying(
                            ServiceOutcome.Refused.class,
                            refused -> assertThat(refused.why()).contains("" + status));
        }
    }

    @Test
    void tellsThrottlingFromForbidding() {
        assertThat(ServiceOutcome.of(new LtiResponse(403, Map.of(), "403 Forbidden (Rate Limit Exceeded)"), NOW))
                .isInstanceOf(ServiceOutcome.Retry.class);
        assertThat(ServiceOutcome.of(new LtiResponse(403, Map.of("Retry-After", "5"), ""), NOW))
                .isEqualTo(new ServiceOutcome.Retry("The platform asks to slow down.", Duration.ofSeconds(5)));
    }

    @Test
    void waitsAsLongAsPlatformAsksWithinReason() {
        assertThat(delay("120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(delay("Mon, 2 Mar 2026 09:05:00 GMT")).isEqualTo(Duration.ofMinutes(5));
        assertThat(delay("Mon, 2 Mar 2026 08:00:00 GMT")).isEqualTo(Duration.ZERO);
        assertThat(delay("999999999")).isEqualTo(ServiceOutcome.LONGEST_WAIT);
        assertThat(delay("99999999999999999999")).isNull();
        assertThat(delay("soon")).isNull();
        assertThat(delay("-1")).isNull();
    }

    private static @Nullable Duration delay(String retryAfter) {
        var outcome = ServiceOutcome.of(new LtiResponse(503, Map.of("retry-after", retryAfter), ""), NOW);
        return outcome instanceof ServiceOutcome.Retry retry ? retry.delay() : null;
    }

    private static ServiceOutcome outcome(int status) {
        return ServiceOutcome.of(new LtiResponse(status, Map.of(), ""), NOW);
    }
}
