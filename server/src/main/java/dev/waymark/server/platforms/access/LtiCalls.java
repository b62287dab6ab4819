package dev.waymark.server.platforms.access;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Carries out the requests that the library builds. */
public final class LtiCalls {
    private final Outbound outbound;

    public LtiCalls(Outbound outbound) {
        this.outbound = outbound;
    }

    /** The answer whatever its status; fails with {@link Outbound.Unreachable} when there is none. */
    public Future<LtiResponse> send(LtiRequest request) {
        String body = request.body();
        return outbound.send(
                        request.method(),
                        request.uri(),
                        request.headers(),
                        body == null ? Buffer.buffer() : Buffer.buffer(body))
                .map(answer -> new LtiResponse(
                        answer.status(), answer.headers(), answer.body().toString()));
    }
}
