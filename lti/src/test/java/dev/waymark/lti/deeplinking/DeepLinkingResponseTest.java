package dev.waymark.lti.deeplinking;

import static dev.waymark.lti.TestPlatform.KEYS;
import static dev.waymark.lti.TestPlatform.NOW;
import static dev.waymark.lti.TestPlatform.REGISTRATION;
import static dev.waymark.lti.TestPlatform.STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.Checks;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.TestPlatform;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.launch.DeepLinkingLaunch;
import dev.waymark.lti.launch.IdTokenVerifier;
import dev.waymark.lti.security.PlatformKeys;
import dev.waymark.lti.security.SignedToken;
import dev.waymark.lti.security.ToolKey;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DeepLinkingResponseTest {
    private static final ToolKey KEY = ToolKey.generate();
    private static final URI URL = URI.create("https://tool.example/learn");
    private static final LtiResourceLinkItem CELL =
            LtiResourceLinkItem.of(URL, "Developer at 100", Map.of("cell", "developer-100", "module", "aml-plat"));
    private static final LtiResourceLinkItem GRADED = CELL.withLineItem(
            new LtiResourceLinkItem.NewLineItem("Developer at 100", BigDecimal.valueOf(100), "developer-100", "cell"));

    @Test
    void answersWithSignedFormForReturnUrl() {
        var form =
                DeepLinkingResponse.of(request(settings -> {}), List.of(GRADED)).form(KEY, NOW);
        assertThat(form.action()).hasToString("https://lms.example/deep-link?session=1");
        assertThat(form.fields()).containsOnlyKeys("JWT");
        var claims = open(form);
        assertThat(claims.text("iss")).isEqualTo(TestPlatform.CLIENT_ID);
        assertThat(claims.text("aud")).isEqualTo(TestPlatform.ISSUER);
        assertThat(claims.epochSeconds("iat")).isBefore(NOW);
        assertThat(claims.epochSeconds("exp")).isAfter(NOW);
        assertThat(claims.text("nonce", "")).hasSize(43);
        assertThat(claims.text(ClaimNames.MESSAGE_TYPE)).isEqualTo("LtiDeepLinkingResponse");
        assertThat(claims.text(ClaimNames.VERSION)).isEqualTo("1.3.0");
        assertThat(claims.text(ClaimNames.DEPLOYMENT_ID)).isEqualTo("deployment-1");
        assertThat(claims.text(ClaimNames.DATA)).isEqualTo("opaque & kept");
    }

    @Test
    void describesLinkWithIdentityAndLineItem() {
        var items = open(DeepLinkingResponse.of(request(settings -> {}), List.of(GRADED))
                        .form(KEY, NOW))
                .objects(ClaimNames.CONTENT_ITEMS);
        assertThat(items).singleElement().extracting(Claims::json).isEqualTo("""
                {"type":"ltiResourceLink","url":"https://tool.example/learn","title":"Developer at 100",\
                "custom":{"cell":"developer-100","module":"aml-plat"},\
                "lineItem":{"scoreMaximum":100,"label":"Developer at 100","resourceId":"developer-100","tag":"cell"}}""");
    }

    @Test
    void answersCancellationWithEmptyList() {
        var claims = open(DeepLinkingResponse.cancelled(request(settings -> {})).form(KEY, NOW));
        assertThat(claims.isList(ClaimNames.CONTENT_ITEMS)).isTrue();
        assertThat(claims.objects(ClaimNames.CONTENT_ITEMS)).isEmpty();
    }

    @Test
    void sendsDataOnlyIfReceived() {
        var request = request(settings -> settings.remove("data"));
        assertThat(open(DeepLinkingResponse.cancelled(request).form(KEY, NOW)).mentions(ClaimNames.DATA))
                .isFalse();
    }

    @Test
    void sendsMessageAndErrorForPeople() {
        var response = new DeepLinkingResponse(request(settings -> {}), List.of(), "Nothing chosen", "No module yet");
        var claims = open(response.form(KEY, NOW));
        assertThat(claims.text(ClaimNames.DEEP_LINKING_MESSAGE)).isEqualTo("Nothing chosen");
        assertThat(claims.text(ClaimNames.DEEP_LINKING_ERROR_MESSAGE)).isEqualTo("No module yet");
    }

    @Test
    void refusesLineItemWherePlatformTakesNone() {
        var request = request(settings -> settings.put("accept_lineitem", false));
        refused(request, GRADED);
        assertThat(DeepLinkingResponse.of(request, List.of(CELL)).items()).hasSize(1);
    }

    @Test
    void allowsLineItemWherePlatformDoesNotSay() {
        var request = request(settings -> settings.remove("accept_lineitem"));
        assertThat(DeepLinkingResponse.of(request, List.of(GRADED)).items()).hasSize(1);
    }

    @Test
    void refusesSeveralItemsWherePlatformTakesOne() {
        refused(request(settings -> settings.put("accept_multiple", false)), CELL, CELL);
    }

    @Test
    void refusesTypesAndTargetsThatPlatformDoesNotTake() {
        refused(request(settings -> {}), new ContentItem.Html("<p>", null, null));
        refused(request(settings -> settings.putArray("accept_types").add("link")), CELL);
        var framesOnly = request(settings ->
                settings.putArray("accept_presentation_document_targets").add("iframe"));
        refused(framesOnly, CELL.shownIn("_blank", null));
        assertThat(DeepLinkingResponse.of(framesOnly, List.of(CELL.shownIn(null, 600)))
                        .items())
                .hasSize(1);
    }

    @Test
    void refusesLineItemWithoutLabelOrMaximum() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LtiResourceLinkItem.NewLineItem(" ", BigDecimal.ONE, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LtiResourceLinkItem.NewLineItem("x", BigDecimal.ZERO, null, null));
    }

    private static void refused(DeepLinkingLaunch request, ContentItem... items) {
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> DeepLinkingResponse.of(request, List.of(items)))
                .extracting(LtiException::reason)
                .isEqualTo(Reason.CONTENT_NOT_ACCEPTED);
    }

    private static DeepLinkingLaunch request(Consumer<ObjectNode> edit) {
        var claims = TestPlatform.deepLinking();
        edit.accept((ObjectNode) claims.get(ClaimNames.DEEP_LINKING_SETTINGS));
        var launch = new IdTokenVerifier().verify(TestPlatform.token(claims), REGISTRATION, KEYS, STATE, NOW);
        return (DeepLinkingLaunch) launch.message();
    }

    private static Claims open(DeepLinkingResponse.Form form) {
        var set = StrictJson.newObject();
        set.putArray("keys").add(KEY.publicJwk());
        var token = String.valueOf(form.fields().get("JWT"));
        return SignedToken.verify(token, PlatformKeys.parse(StrictJson.write(set)), 50_000, new Checks());
    }
}
