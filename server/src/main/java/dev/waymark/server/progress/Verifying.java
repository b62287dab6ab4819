package dev.waymark.server.progress;

import java.util.UUID;

/**
 * What a manager says of one learner's asset.
 *
 * @param verified false takes an earlier word back: the asset stays completed
 * @param verifier the manager; never the learner
 * @param launch the manager's
 */
public record Verifying(UUID learner, boolean verified, String reason, UUID verifier, UUID context, UUID launch) {
    public Verifying {
        if (learner.equals(verifier)) {
            throw new IllegalArgumentException("Nobody verifies their own progress.");
        }
    }
}
