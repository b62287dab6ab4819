package dev.waymark.lti.notices;

import static dev.waymark.lti.TestPlatform.KEYS;
import static dev.waymark.lti.TestPlatform.NOW;
import static dev.waymark.lti.TestPlatform.REGISTRATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.launch.NotificationService;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NoticeTest {

    @Test
    void asksForNoticesAtAddressOfTool() {
        var service = new NotificationService(URI.create("https://lms.example/pns/1"), Set.of(), Set.of());
        var request = NoticeHandler.of(Notice.CONTEXT_COPY, URI.create("https://tool.example/lti/notices"))
                .register(service, new AccessToken("abc", Set.of(), NOW));
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.uri()).isEqualTo(service.url());
        assertThat(request.body())
                .isEqualTo(
                        "{\"notice_type\":\"LtiContextCopyNotice\",\"handler\":\"https://tool.example/lti/notices\"}");
    }

    @Test
    void readsContextCopy() {
        var notice = Notice.verify(token(c -> {}), REGISTRATION, KEYS, NOW);
        assertThat(notice.id()).isEqualTo("notice-1");
        assertThat(notice.type()).isEqualTo(Notice.CONTEXT_COPY);
        assertThat(notice.deploymentId()).isEqualTo("deployment-1");
        assertThat(notice.context()).isNotNull();
        assertThat(notice.originContexts()).containsExactly("course-1");
    }

    @Test
    void rejectsWhatIsNoGenuineNotice() {
        refused(c -> c.put("aud", "client-2"), Reason.AUDIENCE_MISMATCH);
        refused(c -> c.put("iss", "https://evil.example"), Reason.ISSUER_MISMATCH);
        refused(c -> c.put("exp", NOW.minusSeconds(61).getEpochSecond()), Reason.EXPIRED);
        refused(c -> c.remove(ClaimNames.DEPLOYMENT_ID), Reason.DEPLOYMENT_MISSING);
        refused(c -> c.remove(ClaimNames.VERSION), Reason.VERSION_WRONG);
        refused(c -> c.remove(ClaimNames.NOTICE), Reason.NOTICE_INVALID);
        refused(c -> c.putObject(ClaimNames.NOTICE).put("id", "1"), Reason.NOTICE_INVALID);
    }

    @Test
    void rejectsLaunchAsNotice() {
        refused(c -> c.put(ClaimNames.MESSAGE_TYPE, "LtiResourceLinkRequest"), Reason.NOTICE_INVALID);
    }

    @Test
    void readsTokensOfBatch() {
        assertThat(Notice.tokens("{\"notices\":[{\"jwt\":\"a\"},{\"jwt\":\"b\"},{}]}"))
                .containsExactly("a", "b");
        for (var body : List.of("", "{}", "{\"notices\":[]}", "{\"notices\":[" + "{},".repeat(1_001) + "{}]}")) {
            assertThatExceptionOfType(LtiException.class).isThrownBy(() -> Notice.tokens(body));
        }
    }

    private static void refused(Consumer<ObjectNode> edit, Reason reason) {
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> Notice.verify(token(edit), REGISTRATION, KEYS, NOW))
                .extracting(LtiException::reason)
                .isEqualTo(reason);
    }

    private static String token(Consumer<ObjectNode> edit) {
        var claims = TestPlatform.anyMessage("x");
        claims.remove(List.of(ClaimNames.MESSAGE_TYPE, "sub"));
        claims.putObject(ClaimNames.NOTICE)
                .put("id", "notice-1")
                .put("timestamp", "2026-03-02T08:59:00Z")
                .put("type", Notice.CONTEXT_COPY);
        claims.putObject(ClaimNames.CONTEXT).put("id", "course-2");
        claims.putArray(ClaimNames.ORIGIN_CONTEXTS).add("course-1");
        edit.accept(claims);
        return TestPlatform.token(claims);
    }
}
