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

    /**
     * @param approveAction lets a waiting registration launch; takes {@code as=same} when it is another set of keys
     *     of the platform its issuer is known by
     * @param namesake whether the issuer is known with other keys
     */
    public record Registration(
            String clientId,
            @Nullable String lastLaunchAt,
            @Nullable String lastError,
            String launchesUrl,
            String testAction,
            String removeAction,
            List<Deployment> deployments,
            @Nullable String approveAction,
            boolean namesake) {

        public Registration(
                String clientId,
                @Nullable String lastLaunchAt,
                @Nullable String lastError,
                String launchesUrl,
                String testAction,
                String removeAction,
                List<Deployment> deployments) {
            this(clientId, lastLaunchAt, lastError, launchesUrl, testAction, removeAction, deployments, null, false);
        }
    }

    public record Deployment(
            String id,
            State state,
            boolean trusted,
            @Nullable String lastLaunchAt,
            String approveAction,
            String refuseAction,
            String trustAction,
            @Nullable String framesAction,
            String frames) {

        public Deployment(
                String id,
                State state,
                boolean trusted,
                @Nullable String lastLaunchAt,
                String approveAction,
                String refuseAction,
                String trustAction) {
            this(id, state, trusted, lastLaunchAt, approveAction, refuseAction, trustAction, null, "");
        }
    }

    public enum State {
        PENDING,
        APPROVED,
        REFUSED
    }
}
