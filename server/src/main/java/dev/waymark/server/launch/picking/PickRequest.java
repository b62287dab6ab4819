package dev.waymark.server.launch.picking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.launch.DeepLinkingLaunch;
import dev.waymark.lti.launch.DeepLinkingSettings;
import dev.waymark.lti.launch.LaunchClaims;
import dev.waymark.lti.launch.Person;
import dev.waymark.lti.launch.Roles;
import dev.waymark.server.web.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What must be remembered of a deep linking message until it is answered; kept with the launch. */
public record PickRequest(String issuer, String clientId, String deployment, DeepLinkingSettings settings) {

    public static ObjectNode json(DeepLinkingLaunch launch) {
        LaunchClaims claims = launch.claims();
        return Json.MAPPER.valueToTree(
                new PickRequest(claims.issuer(), claims.clientId(), claims.deploymentId(), launch.settings()));
    }

    static PickRequest of(JsonNode kept) {
        try {
            return Json.MAPPER.treeToValue(kept, PickRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deep linking message that we kept cannot be read", e);
        }
    }

    boolean takesLinks() {
        return settings.acceptTypes().contains("ltiResourceLink");
    }

    /** Several at once unless the LMS says no. */
    boolean takesSeveral() {
        return !Boolean.FALSE.equals(settings.acceptMultiple());
    }

    boolean takesLineItems() {
        return !Boolean.FALSE.equals(settings.acceptLineItem());
    }

    /** The message as far as its answer depends on it. */
    DeepLinkingLaunch launch() {
        LaunchClaims claims = new LaunchClaims(
                issuer,
                clientId,
                deployment,
                null,
                new Person(null, null, null, null, null, null),
                new Roles(List.of()),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
        return new DeepLinkingLaunch(claims, settings, null);
    }
}
