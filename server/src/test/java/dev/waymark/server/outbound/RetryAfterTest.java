package dev.waymark.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                "0|PT1S",
                "999999999|PT24H",
                "Mon, 04 May 2026 10:17:30 GMT|PT2M",
                "Mon, 04 May 2026 10:15:00 GMT|PT1S",
                "Fri, 08 May 2026 10:15:30 GMT|PT24H",
            })
    void waitsAsTheOtherSideAskedWithinADay(String asked, Duration waits) {
        assertThat(RetryAfter.of(answer(asked), NOW)).contains(waits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "2026-05-04T10:17:30Z", "99999999999999999999"})
    void takesNothingElseForAMoment(String asked) {
        assertThat(RetryAfter.of(answer(asked), NOW)).isEmpty();
    }

    @Test
    void backsOffToAnHour() {
        assertThat(RetryAfter.backOff(0)).hasSeconds(1);
        assertThat(RetryAfter.backOff(5)).hasSeconds(32);
        assertThat(RetryAfter.backOff(40)).hasHours(1);
    }

    private static Outbound.Answer answer(String asked) {
        return new Outbound.Answer(503, Map.of("retry-after", asked), Buffer.buffer());
    }
}
