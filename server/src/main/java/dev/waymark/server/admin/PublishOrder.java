package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.drafts.Decisions;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How to publish, as the API's body says it. */
final class PublishOrder {
    private static final int MOST = 6_000;

    private PublishOrder() {}

    static Publishing.Order of(JsonNode body) {
        Policy policy = body.hasNonNull("policy")
                ? Policy.of(body.path("policy").asText())
                        .orElseThrow(
                                () -> Problem.badField("policy", "The field policy must be keep, top-up or recertify."))
                : Policy.KEEP;
        return new Publishing.Order(decisions(body), policy, time(body, "deadline"), time(body, "at"));
    }

    static Decisions decisions(JsonNode body) {
        Set<String> confirm = new LinkedHashSet<>();
        list(body, "confirm").forEach(node -> confirm.add(name(node, "confirm")));
        List<Decisions.RowDecision> overrides = new ArrayList<>();
        list(body, "overrides").forEach(node -> overrides.add(override(node)));
        return new Decisions(confirm, overrides);
    }

    private static JsonNode list(JsonNode body, String field) {
        JsonNode list = body.path(field);
        boolean absent = list.isMissingNode() || list.isNull();
        if (!absent && (!list.isArray() || list.size() > MOST)) {
            throw Problem.badField(field, "The field " + field + " must be a list.");
        }
        return list;
    }

    private static Decisions.RowDecision override(JsonNode node) {
        if (!node.isObject()) {
            return new Decisions.RowDecision(name(node, "overrides"), null, null);
        }
        JsonNode carry = node.path("carry");
        JsonNode to = node.path("to");
        return new Decisions.RowDecision(
                name(node.path("id"), "overrides"),
                carry.isBoolean() ? carry.asBoolean() : null,
                to.isTextual() ? to.asText() : null);
    }

    private static String name(JsonNode node, String field) {
        if (!node.isTextual()) {
            throw Problem.badField(field, "The field " + field + " must name rows by their ids.");
        }
        return node.asText();
    }

    private static @Nullable Instant time(JsonNode body, String field) {
        if (!body.hasNonNull(field)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(body.path(field).asText()).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badField(field, "The field " + field + " must be a time such as 2030-01-31T08:00:00Z.");
        }
    }
}
