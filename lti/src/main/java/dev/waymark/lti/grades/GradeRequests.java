package dev.waymark.lti.grades;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The shape that all grade requests share: a bearer token and exactly one media type. */
final class GradeRequests {
    private static final int MAX_BODY = 8 * 1024 * 1024;

    private GradeRequests() {}

    static LtiRequest get(URI url, String mediaType, AccessToken token) {
        return new LtiRequest("GET", url, Map.of("Authorization", token.authorization(), "Accept", mediaType), null);
    }

    static LtiRequest send(String method, URI url, String mediaType, String json, AccessToken token) {
        var headers = Map.of("Authorization", token.authorization(), "Accept", mediaType, "Content-Type", mediaType);
        return new LtiRequest(method, url, headers, json);
    }

    static List<Claims> list(LtiResponse response) {
        requireSuccess(response);
        return StrictJson.readList(response.body(), Reason.GRADES_INVALID);
    }

    static void requireSuccess(LtiResponse response) {
        if (!response.successful()) {
            throw new LtiException(Reason.GRADES_INVALID, "It answered " + response.status() + ".");
        }
        if (response.body().length() > MAX_BODY) {
            throw new LtiException(Reason.GRADES_INVALID, "It is larger than 8 MB.");
        }
    }
}
