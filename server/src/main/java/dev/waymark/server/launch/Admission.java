package dev.waymark.server.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.web.Session;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything a verified launch writes.
 *
 * @param wantsScore the module whose score the link's line item takes for this person; null = none
 * @param detail what later requests of the session need of the message
 * @param noticesUrl where the platform takes the wish to be told of copied contexts
 * @param checks every rule the message kept, as JSON
 * @param binding how the browser proved that it started this launch: cookie or storage
 */
record Admission(
        String nonce,
        Instant nonceExpires,
        Session session,
        Person person,
        @Nullable Place place,
        @Nullable Link link,
        @Nullable UUID wantsScore,
        String message,
        ObjectNode detail,
        String issuer,
        String clientId,
        String binding,
        @Nullable String noticesUrl,
        String checks) {

    record Person(
            String sub,
            @Nullable String name,
            @Nullable String email,
            @Nullable String locale,
            boolean testUser) {}

    record Place(
            String ltiId,
            @Nullable String title,
            @Nullable String label,
            @Nullable String membershipsUrl,
            @Nullable String groupsUrl,
            @Nullable UUID copiedFrom) {}

    record Link(
            String ltiId,
            @Nullable String title,
            LinkScope scope,
            @Nullable String lineitemUrl,
            @Nullable String lineitemsUrl,
            List<String> agsScopes,
            List<UUID> history) {}
}
