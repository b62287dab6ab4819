package dev.waymark.lti.launch;

import dev.waymark.lti.Checks;
import dev.waymark.lti.Reason;
import dev.waymark.lti.Registration;
import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.Claims;
import org.jspecify.annotations.Nullable;

/** The rules of LTI messages: those that all share, then those of each kind. */
record MessageRules(Claims claims, Checks checks) {
    private static final String LTI_VERSION = "1.3.0";

    enum Kind {
        RESOURCE_LINK,
        DEEP_LINKING,
        SUBMISSION_REVIEW
    }

    Kind kind() {
        var type = checks.present(
                "message type present", claims.text(ClaimNames.MESSAGE_TYPE), Reason.MESSAGE_TYPE_MISSING);
        return checks.present("message type known", kindOf(type), Reason.MESSAGE_TYPE_UNKNOWN);
    }

    void version() {
        checks.require("version present", claims.has(ClaimNames.VERSION), Reason.VERSION_MISSING);
        checks.require("version", LTI_VERSION.equals(claims.text(ClaimNames.VERSION)), Reason.VERSION_WRONG);
    }

    String deployment() {
        checks.require("deployment present", claims.has(ClaimNames.DEPLOYMENT_ID), Reason.DEPLOYMENT_MISSING);
        var deployment = claims.identifier(ClaimNames.DEPLOYMENT_ID);
        return checks.present("deployment id form", deployment, Reason.DEPLOYMENT_MALFORMED);
    }

    void subject(Registration registration) {
        boolean anonymous = !claims.has("sub") && registration.anonymousAllowed();
        checks.require("user present", claims.has("sub") || anonymous, Reason.SUBJECT_MISSING);
        checks.require("user id form", anonymous || claims.identifier("sub") != null, Reason.SUBJECT_MALFORMED);
    }

    LaunchMessage read(Kind kind, LaunchClaims common, LoginState state) {
        return switch (kind) {
            case RESOURCE_LINK -> resourceLink(common, state);
            case DEEP_LINKING -> deepLinking(common, state);
            case SUBMISSION_REVIEW -> submissionReview(common, state);
        };
    }

    private ResourceLinkLaunch resourceLink(LaunchClaims common, LoginState state) {
        checks.require("roles present", claims.isList(ClaimNames.ROLES), Reason.ROLES_MISSING);
        var target = checks.present(
                "target link present", claims.text(ClaimNames.TARGET_LINK_URI), Reason.TARGET_LINK_MISSING);
        sameTarget(target, state);
        checks.require("resource link present", hasLinkId(), Reason.RESOURCE_LINK_MISSING);
        var link = ClaimRecords.resourceLink(claims.object(ClaimNames.RESOURCE_LINK));
        return new ResourceLinkLaunch(
                common, checks.present("resource link id form", link, Reason.RESOURCE_LINK_MALFORMED), target);
    }

    private DeepLinkingLaunch deepLinking(LaunchClaims common, LoginState state) {
        var target = claims.text(ClaimNames.TARGET_LINK_URI);
        if (target != null) {
            sameTarget(target, state);
        }
        var settings = ClaimRecords.settings(claims.object(ClaimNames.DEEP_LINKING_SETTINGS));
        return new DeepLinkingLaunch(
                common,
                checks.present("deep linking settings", settings, Reason.DEEP_LINKING_SETTINGS_INVALID),
                target);
    }

    private SubmissionReviewLaunch submissionReview(LaunchClaims common, LoginState state) {
        var target = claims.text(ClaimNames.TARGET_LINK_URI);
        if (target != null) {
            sameTarget(target, state);
        }
        var user = ClaimRecords.forUser(claims.object(ClaimNames.FOR_USER));
        var grades = common.grades();
        return new SubmissionReviewLaunch(
                common,
                checks.present("reviewed user", user, Reason.REVIEW_INCOMPLETE),
                checks.present(
                        "reviewed line item", grades == null ? null : grades.lineItem(), Reason.REVIEW_INCOMPLETE),
                ClaimRecords.resourceLink(claims.object(ClaimNames.RESOURCE_LINK)),
                target);
    }

    private void sameTarget(String target, LoginState state) {
        checks.require("target link of this login", target.equals(state.targetLinkUri()), Reason.TARGET_LINK_MISMATCH);
    }

    private boolean hasLinkId() {
        var link = claims.object(ClaimNames.RESOURCE_LINK);
        return link != null && !link.text("id", "").isEmpty();
    }

    private static @Nullable Kind kindOf(String type) {
        return switch (type) {
            case "LtiResourceLinkRequest" -> Kind.RESOURCE_LINK;
            case "LtiDeepLinkingRequest" -> Kind.DEEP_LINKING;
            case "LtiSubmissionReviewRequest" -> Kind.SUBMISSION_REVIEW;
            default -> null;
        };
    }
}
