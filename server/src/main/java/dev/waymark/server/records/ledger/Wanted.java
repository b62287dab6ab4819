package dev.waymark.server.records.ledger;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which form of a credential a request asks for. */
record Wanted(boolean jwt, String contentType) {
    private static final Set<String> JWT = Set.of("application/vc+jwt", "application/jwt", "text/plain");
    private static final Set<String> JSON =
            Set.of("application/vc", "application/vc+ld+json", "application/ld+json", "application/json");

    /** The first of the request's types that we have; anything else gets the usual one. */
    static Wanted by(RoutingContext ctx, boolean jwtUsually) {
        List<MIMEHeader> accepted = ctx.parsedHeaders().accept();
        return accepted.stream()
                .map(header -> header.component() + "/" + header.subComponent())
                .flatMap(type -> of(type).stream())
                .findFirst()
                .orElse(jwtUsually ? new Wanted(true, "application/vc+jwt") : new Wanted(false, "application/vc"));
    }

    private static Optional<Wanted> of(String type) {
        if (JWT.contains(type)) {
            return Optional.of(new Wanted(true, type));
        }
        return JSON.contains(type) ? Optional.of(new Wanted(false, type)) : Optional.empty();
    }
}
