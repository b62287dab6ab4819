package dev.waymark.lti.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

    @Test
    void refusesEverythingButOneObject() {
        for (var json :
                List.of("", " ", "null", "1", "[]", "{}{}", "{} x", "{'a':1}", "{\"a\":NaN}", "{\"a\":01}", "{")) {
            assertThat(refusal(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.TOKEN_MALFORMED);
        }
    }

    @Test
    void refusesNameThatStandsTwiceAtAnyDepthAndInAnySpelling() {
        for (var json : List.of("{\"a\":1,\"a\":1}", "{\"b\":{\"a\":1,\"a\":2}}", "{\"a\":1,\"\\u0061\":1}")) {
            assertThat(refusal(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.DUPLICATE_CLAIM);
        }
    }

    @Test
    void refusesBrokenUtf8() {
        assertThat(refusal(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
                .isEqualTo(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesDepthAndNumbersBeyondReason() {
        assertThat(refusal("{\"a\":".repeat(40).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.TOKEN_MALFORMED);
        assertThat(refusal(("{\"a\":" + "9".repeat(100) + "}").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.TOKEN_MALFORMED);
    }

    @Test
    void readsOnlyWebAddressesAsAddresses() {
        for (var address : List.of("javascript:x", "file:///x", "//x/y", "https:", "https:///x", "http://a b", "x")) {
            assertThat(claim("\"" + address + "\"").uri("a")).as(address).isNull();
        }
        assertThat(claim("\"https://lms.example/?x=1\"").uri("a")).hasToString("https://lms.example/?x=1");
    }

    @Test
    void readsTimesWithFractionAndRefusesImpossibleOnes() {
        assertThat(claim("1772442000.5").epochSeconds("a")).hasToString("2026-03-02T09:00:00.500Z");
        for (var time : List.of("-1", "1e30", "1e-999999999", "\"1772442000\"", "true", "[1]")) {
            assertThat(claim(time).epochSeconds("a")).as(time).isNull();
        }
    }

    @Test
    void cleansTitles() {
        assertThat(PlainText.clean("a\u0007b\u202Ec\u2066d\u200Fe\tf\ng\uFEFF", 50))
                .isEqualTo("abcde f g");
        assertThat(PlainText.clean("\uD83D\uDE80".repeat(300), 255)).hasSize(510);
        assertThat(PlainText.titleOrNull(" \u0000 ")).isNull();
        assertThat(PlainText.clean("किताब \u0645\u0643\u062A\u0628\u0629", 50))
                .isEqualTo("किताब \u0645\u0643\u062A\u0628\u0629");
    }

    private static Claims claim(String value) {
        return StrictJson.read("{\"a\":" + value + "}", Reason.TOKEN_MALFORMED);
    }

    private static Reason refusal(byte[] json) {
        return catchThrowableOfType(LtiException.class, () -> StrictJson.read(json, Reason.TOKEN_MALFORMED))
                .reason();
    }
}
