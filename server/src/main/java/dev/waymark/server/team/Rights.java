package dev.waymark.server.team;

import dev.waymark.server.web.Session;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which teams a session may see, and who of them. */
final class Rights {
    private Rights() {}

    /** The team as this session may see it; empty for what is not theirs to see. */
    static Optional<Team> of(Session session, Team team) {
        if (session.admin() || session.lmsAdministrator() && sameDeployment(session, team)) {
            return Optional.of(team);
        }
        if (!session.staff() || !team.context().equals(session.context())) {
            return Optional.empty();
        }
        return Optional.of(session.mentor() ? team.onlyFor(mentees(session)) : team);
    }

    /** A mentor whose launch names nobody sees nobody. */
    private static List<UUID> mentees(Session session) {
        return session.mentees() == null ? List.of() : session.mentees();
    }

    private static boolean sameDeployment(Session session, Team team) {
        return session.platform() != null
                && session.platform().equals(team.platform())
                && team.deployment().equals(session.deployment());
    }

    /** Whether there can be any team for this session. */
    static boolean any(Session session) {
        return session.admin() || session.lmsAdministrator() || session.staff();
    }
}
