package dev.waymark.lti.deeplinking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.launch.DeepLinkingLaunch;
import dev.waymark.lti.launch.DeepLinkingSettings;
import dev.waymark.lti.security.Secrets;
import dev.waymark.lti.security.ToolKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a deep linking request: what was chosen, which may be nothing.
 *
 * @param message shown to the person by the platform
 * @param error shown instead when choosing went wrong
 * @see <a href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-response-message">Deep Linking 2.0 §4.5</a>
 */
public record DeepLinkingResponse(
        DeepLinkingLaunch request,
        List<? extends ContentItem> items,
        @Nullable String message,
        @Nullable String error) {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration BACK_DATED = Duration.ofSeconds(30);

    /** A form that the browser submits: {@code POST action} with these fields. */
    public record Form(URI action, Map<String, String> fields) {}

    public DeepLinkingResponse {
        items = List.copyOf(items);
        requireAccepted(request.settings(), items);
    }

    public static DeepLinkingResponse of(DeepLinkingLaunch request, List<? extends ContentItem> items) {
        return new DeepLinkingResponse(request, items, null, null);
    }

    /** Nothing was chosen; the platform still gets an answer. */
    public static DeepLinkingResponse cancelled(DeepLinkingLaunch request) {
        return of(request, List.of());
    }

    public Form form(ToolKey key, Instant now) {
        return new Form(request.settings().returnUrl(), Map.of("JWT", key.sign(claims(now))));
    }

    private ObjectNode claims(Instant now) {
        var launch = request.claims();
        var claims = StrictJson.newObject()
                .put("iss", launch.clientId())
                .put("aud", launch.issuer())
                .put("iat", now.minus(BACK_DATED).getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("nonce", Secrets.random())
                .put(ClaimNames.MESSAGE_TYPE, "LtiDeepLinkingResponse")
                .put(ClaimNames.VERSION, "1.3.0")
                .put(ClaimNames.DEPLOYMENT_ID, launch.deploymentId());
        ItemFields.put(claims, ClaimNames.DATA, request.settings().data());
        ItemFields.put(claims, ClaimNames.DEEP_LINKING_MESSAGE, message);
        ItemFields.put(claims, ClaimNames.DEEP_LINKING_ERROR_MESSAGE, error);
        var list = claims.putArray(ClaimNames.CONTENT_ITEMS);
        items.forEach(item -> list.add(item.json()));
        return claims;
    }

    private static void requireAccepted(DeepLinkingSettings settings, List<? extends ContentItem> items) {
        if (items.size() > 1 && Boolean.FALSE.equals(settings.acceptMultiple())) {
            throw new LtiException(Reason.CONTENT_NOT_ACCEPTED, "It takes one item at a time.");
        }
        for (var item : items) {
            requireAccepted(settings, item);
        }
    }

    private static void requireAccepted(DeepLinkingSettings settings, ContentItem item) {
        if (!settings.acceptTypes().contains(item.type())) {
            throw new LtiException(Reason.CONTENT_NOT_ACCEPTED, "It does not take items of type " + item.type() + ".");
        }
        if (item instanceof LtiResourceLinkItem link) {
            requireAccepted(settings, link);
        }
    }

    private static void requireAccepted(DeepLinkingSettings settings, LtiResourceLinkItem link) {
        if (link.lineItem() != null && Boolean.FALSE.equals(settings.acceptLineItem())) {
            throw new LtiException(Reason.CONTENT_NOT_ACCEPTED, "It takes no line items.");
        }
        var targets = settings.acceptPresentationTargets();
        if (link.windowTarget() != null && !targets.contains("window")
                || link.iframeHeight() != null && !targets.contains("iframe")) {
            throw new LtiException(Reason.CONTENT_NOT_ACCEPTED, "It does not show links in that way.");
        }
    }
}
