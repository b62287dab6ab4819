package dev.waymark.lti.grades;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.ServiceUrl;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;

/**
 * Posts scores.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service">AGS 2.0 §3.4</a>
 */
public final class Scores {
    private static final String MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json";

    private Scores() {}

    public static LtiRequest post(URI lineItem, Score score, AccessToken token) {
        return GradeRequests.send("POST", ServiceUrl.below(lineItem, "scores"), MEDIA_TYPE, score.json(), token);
    }
}
