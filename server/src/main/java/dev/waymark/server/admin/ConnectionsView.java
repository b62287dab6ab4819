package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connected LMSs, what waits for a decision, and the two ways to connect another.
 *
 * @param inviteAction takes {@code trust=yes} and answers with a new invitation
 * @param manualAction takes {@code issuer clientId authorization token jwks deployment}
 */
public record ConnectionsView(
        Page page,
        List<Platform> platforms,
        @Nullable Invitation invitation,
        String inviteAction,
        String manualAction,
        @Nullable String problem) {

    /** Shown once: only its hash is stored. */
    public record Invitation(String url, String expiresAt, boolean trusted) {}

    public record Platform(
            String issuer,
            @Nullable String product,
            List<Registration> registrations,
            @Nullable String conflict) {}

    public record Registration(
            String clientId,
            @Nullable String lastLaunchAt,
            @Nullable String lastError,
            String launchesUrl,
            String testAction,
            String removeAction,
            List<Deployment> deployments) {}

    public record Deployment(
            String id,
            State state,
            boolean trusted,
            @Nullable String lastLaunchAt,
            String approveAction,
            String refuseAction,
            String trustAction) {}

    public enum State {
        PENDING,
        APPROVED,
        REFUSED
    }
}
