package dev.waymark.server.platforms.access;

import dev.waymark.server.platforms.Connection;
import java.util.Set;

/** What a call to a platform's services needs to be allowed. */
public record Grant(Connection connection, String deployment, Set<String> scopes) {
    public Grant {
        scopes = Set.copyOf(scopes);
    }
}
