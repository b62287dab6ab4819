package dev.waymark.server.platforms.access;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.security.AccessToken;
import io.vertx.core.Future;
import java.util.function.Function;

/** Calls to a platform's services, each with a token for what it needs. */
public final class ServiceCalls {
    private final LtiCalls calls;
    private final AccessTokens tokens;

    public ServiceCalls(LtiCalls calls, AccessTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
    }

    /** A request as it was sent, and its answer. */
    public record Exchange(LtiRequest request, LtiResponse response) {}

    /**
     * The answer whatever its status. A 401 drops the token, so that the next attempt asks for another; so does a
     * 403, with which Sakai and Open edX refuse a token that is expired or unknown.
     */
    public Future<Exchange> send(Grant grant, Function<AccessToken, LtiRequest> request) {
        return tokens.of(grant).compose(token -> {
            LtiRequest asked = request.apply(token);
            return calls.send(asked).map(answer -> {
                if (answer.status() == 401 || answer.status() == 403) {
                    tokens.drop(grant);
                }
                return new Exchange(asked, answer);
            });
        });
    }
}
