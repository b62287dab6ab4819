package dev.waymark.lti.grades;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.http.NextLink;
import dev.waymark.lti.http.ServiceUrl;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what the grade book holds. No page size is ever asked for: a widespread platform breaks on it.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#result-service">AGS 2.0 §3.3</a>
 */
public final class Results {
    private static final String MEDIA_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json";

    private Results() {}

    /** One page of results and the address of the next. */
    public record Page(List<Result> results, @Nullable URI next) {}

    public static LtiRequest list(URI lineItem, AccessToken token) {
        return page(ServiceUrl.below(lineItem, "results"), token);
    }

    public static LtiRequest of(URI lineItem, String userId, AccessToken token) {
        return page(ServiceUrl.with(ServiceUrl.below(lineItem, "results"), Map.of("user_id", userId)), token);
    }

    public static LtiRequest page(URI url, AccessToken token) {
        return GradeRequests.get(url, MEDIA_TYPE, token);
    }

    public static Page parsePage(LtiResponse response, LtiRequest request) {
        var results = GradeRequests.list(response).stream()
                .map(Result::parse)
                .filter(Objects::nonNull)
                .toList();
        return new Page(results, NextLink.find(response, "next", request.uri()));
    }
}
