package dev.waymark.lti.members;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.ServiceUrl;
import dev.waymark.lti.launch.NrpsEndpoint;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the roster to ask for; every filter is only a wish that platforms may ignore.
 *
 * @param resourceLinkId only those who can reach this link
 * @param groups whether to tell each member's groups
 * @see <a href="https://www.imsglobal.org/spec/lti-nrps/v2p0#using-the-service">NRPS 2.0 §2.4 and §3</a>
 */
public record MemberQuery(
        @Nullable String role,
        @Nullable String resourceLinkId,
        @Nullable Integer limit,
        boolean groups) {
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    public static final MemberQuery EVERYBODY = new MemberQuery(null, null, null, false);
    private static final String MEDIA_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

    public MemberQuery withResourceLink(String id) {
        return new MemberQuery(role, id, limit, groups);
    }

    public MemberQuery withRole(String name) {
        return new MemberQuery(name, resourceLinkId, limit, groups);
    }

    public MemberQuery withLimit(int members) {
        return new MemberQuery(role, resourceLinkId, members, groups);
    }

    public MemberQuery withGroups() {
        return new MemberQuery(role, resourceLinkId, limit, true);
    }

    public LtiRequest first(NrpsEndpoint endpoint, AccessToken token) {
        return page(ServiceUrl.with(endpoint.contextMembershipsUrl(), parameters()), token);
    }

    /** A following page, or the differences, at the address that the platform gave. */
    public static LtiRequest page(URI url, AccessToken token) {
        return new LtiRequest("GET", url, Map.of("Authorization", token.authorization(), "Accept", MEDIA_TYPE), null);
    }

    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (role != null) {
            parameters.put("role", role);
        }
        if (resourceLinkId != null) {
            parameters.put("rlid", resourceLinkId);
        }
        if (limit != null) {
            parameters.put("limit", limit.toString());
        }
        if (groups) {
            parameters.put("groups", "true");
        }
        return parameters;
    }
}
