package dev.waymark.server.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One launch and what it lets a person do. A session of a Waymark administrator who came by a one-time
 * link has no platform, context or resource link.
 *
 * @param roles the roles of the launch, see {@link Access}
 * @param mentees the learners a mentor may see; null = the launch named none
 * @param frames the origins whose pages may frame this session's pages
 */
public record Session(
        UUID launch,
        UUID learner,
        @Nullable UUID platform,
        @Nullable UUID registration,
        @Nullable String deployment,
        @Nullable UUID context,
        @Nullable UUID resourceLink,
        int roles,
        boolean admin,
        Locale locale,
        @Nullable String returnUrl,
        @Nullable List<UUID> mentees,
        List<String> frames,
        Instant expiresAt) {

    public boolean staff() {
        return Access.STAFF.in(roles) || Access.CONTEXT_ADMINISTRATOR.in(roles) || mentor();
    }

    /** A mentor and nothing more: sees only the people the launch names. */
    public boolean mentor() {
        return Access.MENTOR.in(roles);
    }

    /** May see every team of the launch's deployment. */
    public boolean lmsAdministrator() {
        return Access.LMS_ADMINISTRATOR.in(roles);
    }

    /** Where a launch lands: administration, the team, or the learner's own page. */
    public String home() {
        String base = "/l/" + launch;
        if (admin && (context == null || !Access.LEARNER.in(roles))) {
            return base + "/admin";
        }
        return base + (context != null && (staff() || lmsAdministrator()) ? "/team" : "/learn");
    }
}
