package dev.waymark.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * The learner whose work is to be reviewed.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-sr/v1p0">Submission Review 1.0</a>
 */
public record ForUser(
        String userId, @Nullable String name, @Nullable String email, Roles roles) {}
