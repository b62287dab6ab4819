package dev.waymark.server.destinations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.outbound.Outbound.Answer;
import dev.waymark.server.records.statements.Statement;
import dev.waymark.server.records.statements.Webhook;
import dev.waymark.server.records.statements.Webhook.Secret;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The requests that destinations get. */
final class Calls {
    private final Outbound outbound;
    private final Clock clock;

    Calls(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /** xAPI 2.0 (IEEE 9274.1.1), 4.1.6.1: an array is taken whole or not at all. */
    Future<Answer> statements(Destination to, ArrayNode statements) {
        return outbound.send("POST", below(to.url(), "statements"), store(to), Buffer.buffer(Json.bytes(statements)));
    }

    /** Asks a store for nothing in particular: whether it is there and knows us. */
    Future<Answer> greet(Destination to) {
        return outbound.send("GET", below(to.url(), "statements?limit=1"), store(to), Buffer.buffer());
    }

    private static Map<String, String> store(Destination to) {
        String basic = Base64.getEncoder().encodeToString(to.secret().getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "Authorization",
                "Basic " + basic,
                "X-Experience-API-Version",
                Statement.VERSION,
                "Content-Type",
                "application/json");
    }

    private static URI below(URI endpoint, String path) {
        String base = endpoint.toString();
        return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
    }

    Future<Answer> webhook(Destination to, String id, String body) {
        Webhook message = new Webhook(id, clock.instant(), body);
        return outbound.send("POST", to.url(), message.headers(secrets(to, clock.instant())), Buffer.buffer(body));
    }

    private static List<Secret> secrets(Destination to, Instant now) {
        List<Secret> secrets = new ArrayList<>(List.of(Secret.parse(to.secret())));
        if (to.former() != null && to.formerUntil() != null && to.formerUntil().isAfter(now)) {
            secrets.add(Secret.parse(to.former()));
        }
        return secrets;
    }
}
