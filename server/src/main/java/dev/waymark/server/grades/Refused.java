package dev.waymark.server.grades;

import dev.waymark.lti.http.LtiResponse;
import dev.waymark.server.platforms.access.ServiceCalls;

/** A service answered, but not with what was asked for. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient LtiResponse response;

    private Refused(LtiResponse response) {
        super("The service answered " + response.status(), null, false, false);
        this.response = response;
    }

    static void unless(ServiceCalls.Exchange exchange) {
        if (!exchange.response().successful()) {
            throw new Refused(exchange.response());
        }
    }

    LtiResponse response() {
        return response;
    }
}
