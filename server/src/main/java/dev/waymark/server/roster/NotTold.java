package dev.waymark.server.roster;

import dev.waymark.lti.http.ServiceOutcome;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.platforms.access.ServiceCalls.Exchange;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The LMS did not answer with what was asked for. */
final class NotTold extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Exchange exchange;

    NotTold(String text) {
        super(text, null, false, false);
        this.exchange = null;
    }

    private NotTold(Exchange exchange) {
        super("The service answered " + exchange.response().status(), null, false, false);
        this.exchange = exchange;
    }

    static void unless(Exchange exchange) {
        if (!exchange.response().successful()) {
            throw new NotTold(exchange);
        }
    }

    /** Whether the LMS said when to ask again. */
    boolean later(Clock clock) {
        return exchange != null
                && ServiceOutcome.of(exchange.response(), clock.instant()) instanceof ServiceOutcome.Retry retry
                && retry.delay() != null;
    }

    Outcome outcome(Clock clock, int attempts) {
        if (exchange == null) {
            return new Outcome.Failed(String.valueOf(getMessage()));
        }
        ServiceOutcome outcome = ServiceOutcome.of(exchange.response(), clock.instant());
        if (outcome instanceof ServiceOutcome.Retry retry) {
            return new Outcome.Again(retry.why(), retry.delay());
        }
        if (outcome instanceof ServiceOutcome.RefreshToken) {
            return new Outcome.Again("The LMS no longer took the access token (401).", null);
        }
        if (exchange.response().status() == 403 && attempts == 1) {
            return new Outcome.Again("The LMS forbade it, perhaps for an old access token (403).", Duration.ZERO);
        }
        return new Outcome.Failed(
                outcome instanceof ServiceOutcome.Refused refused
                        ? refused.why()
                        : "The LMS answered " + exchange.response().status() + ".");
    }
}
