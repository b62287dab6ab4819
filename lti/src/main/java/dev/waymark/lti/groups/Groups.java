package dev.waymark.lti.groups;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.http.NextLink;
import dev.waymark.lti.http.ServiceUrl;
import dev.waymark.lti.launch.GroupsEndpoint;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the groups of a context. Who is in which group stands on the roster, if that was asked for with groups.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-gs/v1p0">Course Groups 1.0</a>
 */
public final class Groups {
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";
    private static final String MEDIA_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";
    private static final int MAX_BODY = 8 * 1024 * 1024;

    private Groups() {}

    /** One page of groups and the address of the next. */
    public record Page(List<Group> groups, @Nullable URI next) {}

    public static LtiRequest list(GroupsEndpoint endpoint, AccessToken token) {
        return page(endpoint.contextGroupsUrl(), token);
    }

    /** The groups of one user. */
    public static LtiRequest of(GroupsEndpoint endpoint, String userId, AccessToken token) {
        return page(ServiceUrl.with(endpoint.contextGroupsUrl(), Map.of("user_id", userId)), token);
    }

    public static LtiRequest page(URI url, AccessToken token) {
        return new LtiRequest("GET", url, Map.of("Authorization", token.authorization(), "Accept", MEDIA_TYPE), null);
    }

    public static Page parsePage(LtiResponse response, LtiRequest request) {
        if (!response.successful()) {
            throw new LtiException(Reason.GROUPS_INVALID, "It answered " + response.status() + ".");
        }
        if (response.body().length() > MAX_BODY) {
            throw new LtiException(Reason.GROUPS_INVALID, "It is larger than 8 MB.");
        }
        var container = StrictJson.read(response.body(), Reason.GROUPS_INVALID);
        if (!container.isList("groups")) {
            throw new LtiException(Reason.GROUPS_INVALID, "It holds no list of groups.");
        }
        var groups = container.objects("groups").stream()
                .map(Group::parse)
                .filter(Objects::nonNull)
                .toList();
        return new Page(groups, NextLink.find(response, "next", request.uri()));
    }
}
