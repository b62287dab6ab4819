package dev.waymark.server.platforms;

import dev.waymark.lti.Registration;
import java.util.List;
import java.util.UUID;

/**
 * A registration as the server keeps it.
 *
 * @param lti what the protocol needs of it
 * @param deploymentPolicy what happens to a deployment that was never seen
 * @param trustsAdministrators whether the LMS's administrators are ours, in every deployment
 * @param pendingPartialScores whether scores below 100 are sent as Pending
 */
public record Connection(
        UUID id,
        UUID platform,
        Registration lti,
        List<String> scopes,
        DeploymentPolicy deploymentPolicy,
        boolean trustsAdministrators,
        boolean pendingPartialScores,
        boolean active) {

    /** For a deployment that was never seen before. */
    public enum DeploymentPolicy {
        APPROVE,
        QUEUE,
        REFUSE
    }

    /** Where a deployment stands. */
    public record Deployment(String id, State state, boolean trustsAdministrators, List<String> frameOrigins) {
        public enum State {
            APPROVED,
            WAITING,
            REFUSED
        }
    }
}
