package dev.waymark.lti.notices;

import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.launch.NotificationService;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.Map;

/**
 * Asks a platform to send one type of notice to an address of the tool; an empty address ends it.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-pns/v1p0">Platform Notification Service 1.0</a>
 */
public record NoticeHandler(String noticeType, String handler) {
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    public static NoticeHandler of(String noticeType, URI handler) {
        return new NoticeHandler(noticeType, handler.toString());
    }

    public LtiRequest register(NotificationService service, AccessToken token) {
        var json = StrictJson.newObject().put("notice_type", noticeType).put("handler", handler);
        var headers = Map.of(
                "Authorization", token.authorization(),
                "Accept", "application/json",
                "Content-Type", "application/json");
        return new LtiRequest("PUT", service.url(), headers, StrictJson.write(json));
    }
}
