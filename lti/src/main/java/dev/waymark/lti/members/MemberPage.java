package dev.waymark.lti.members;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.http.NextLink;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of a roster.
 *
 * @param contextId the context that the platform says these are the members of
 * @param next where the roster continues, to be followed as it stands; null on the last page
 * @param differences where to ask later for what has changed since; platforms may leave deletions out of it
 * @param unusable how many entries had no usable user id
 * @see <a href="https://www.imsglobal.org/spec/lti-nrps/v2p0#limit-query-parameter">NRPS 2.0 §2.4.2</a>
 */
public record MemberPage(
        @Nullable String contextId,
        List<Member> members,
        @Nullable URI next,
        @Nullable URI differences,
        int unusable) {
    private static final int MAX_BODY = 16 * 1024 * 1024;

    public static MemberPage parse(LtiResponse response, LtiRequest request) {
        if (!response.successful()) {
            throw new LtiException(Reason.MEMBERS_INVALID, "It answered " + response.status() + ".");
        }
        if (response.body().length() > MAX_BODY) {
            throw new LtiException(Reason.MEMBERS_INVALID, "A page is larger than 16 MB.");
        }
        var container = StrictJson.read(response.body(), Reason.MEMBERS_INVALID);
        if (!container.isList("members")) {
            throw new LtiException(Reason.MEMBERS_INVALID, "It holds no list of members.");
        }
        var entries = container.objects("members");
        var members =
                entries.stream().map(Member::parse).filter(Objects::nonNull).toList();
        var context = container.object("context");
        return new MemberPage(
                context == null ? null : context.identifier("id"),
                members,
                NextLink.find(response, "next", request.uri()),
                NextLink.find(response, "differences", request.uri()),
                entries.size() - members.size());
    }
}
