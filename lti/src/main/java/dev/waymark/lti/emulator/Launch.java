package dev.waymark.lti.emulator;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody is about to send to a tool by opening it.
 *
 * @param deployment the deployment it goes to
 * @param course the course it starts in; absent outside any
 * @param link the activity; absent for deep linking
 * @param about the learner whose work is to be reviewed
 * @param roles sent in place of those the person holds
 * @param target opened in place of the address that was registered
 * @param window whether the tool opens in a window of its own
 */
public record Launch(
        Kind kind,
        String person,
        String deployment,
        @Nullable String course,
        @Nullable String link,
        @Nullable String about,
        @Nullable List<String> roles,
        @Nullable URI target,
        @Nullable String locale,
        boolean window) {

    /** The messages that a platform starts. */
    public enum Kind {
        RESOURCE_LINK("LtiResourceLinkRequest"),
        DEEP_LINKING("LtiDeepLinkingRequest"),
        SUBMISSION_REVIEW("LtiSubmissionReviewRequest");

        private final String messageType;

        Kind(String messageType) {
            this.messageType = messageType;
        }

        public String messageType() {
            return messageType;
        }
    }

    public static Launch of(
            Kind kind, String person, String deployment, @Nullable String course, @Nullable String link) {
        return new Launch(kind, person, deployment, course, link, null, null, null, null, false);
    }

    public Launch as(List<String> otherRoles) {
        return new Launch(kind, person, deployment, course, link, about, otherRoles, target, locale, window);
    }

    public Launch to(URI otherTarget) {
        return new Launch(kind, person, deployment, course, link, about, roles, otherTarget, locale, window);
    }

    public Launch speaking(String language) {
        return new Launch(kind, person, deployment, course, link, about, roles, target, language, window);
    }

    public Launch inWindow() {
        return new Launch(kind, person, deployment, course, link, about, roles, target, locale, true);
    }

    public Launch about(String learner) {
        return new Launch(kind, person, deployment, course, link, learner, roles, target, locale, window);
    }
}
