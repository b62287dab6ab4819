package dev.waymark.lti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NextLinkTest {
    private static final URI REQUESTED = URI.create("https://lms.example/members?limit=50");

    @Test
    void takesNextVerbatim() {
        assertThat(next("<https://lms.example/Members?P=aBc%2Fd&from=50>; rel=\"next\""))
                .isEqualTo("https://lms.example/Members?P=aBc%2Fd&from=50");
    }

    @Test
    void readsQuotesStraightCurlyOrMissing() {
        for (var relation :
                List.of("\"next\"", "next", "\u201Cnext\u201D", "\u2019next\u2019", "\"prev next\"", "\"NEXT\"")) {
            assertThat(next("<https://lms.example/2>; rel=" + relation)).isEqualTo("https://lms.example/2");
        }
    }

    @Test
    void picksNextAmongSeveral() {
        var header = "<https://lms.example/d>; rel=\"differences\", <https://lms.example/2>;title=\"a, b\"; rel=next";
        assertThat(next(header)).isEqualTo("https://lms.example/2");
        assertThat(NextLink.find(new LtiResponse(200, Map.of("link", header), ""), "differences", REQUESTED))
                .hasToString("https://lms.example/d");
    }

    @Test
    void resolvesRelativeTarget() {
        assertThat(next("</members?page=2>; rel=\"next\"")).isEqualTo("https://lms.example/members?page=2");
    }

    @Test
    void findsNothingInNonsense() {
        for (var header :
                List.of("", "<>", "next", "<https://x y>; rel=next", "<https://a>; rel=last", "<https://a>")) {
            assertThat(next(header)).isEqualTo("null");
        }
        assertThat(NextLink.find(new LtiResponse(200, Map.of(), ""), "next", REQUESTED))
                .isNull();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void readsHostileHeaderInLittleTime() {
        assertThat(next("<".repeat(16_000))).isEqualTo("null");
        assertThat(next("<a>;" + "rel=;".repeat(3_000))).isEqualTo("null");
        assertThat(next("<a>; " + " ".repeat(16_000))).isEqualTo("null");
        assertThat(next("<a>".repeat(1_000_000))).isEqualTo("null");
    }

    private static String next(String header) {
        return String.valueOf(NextLink.find(new LtiResponse(200, Map.of("Link", header), ""), "next", REQUESTED));
    }
}
