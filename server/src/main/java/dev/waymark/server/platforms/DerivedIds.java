package dev.waymark.server.platforms;

import dev.waymark.server.web.Ids;
import java.util.UUID;

/** Ids that follow from what a platform says, so that neither a launch nor a roster has to look them up. */
public final class DerivedIds {
    private DerivedIds() {}

    /** A person at a platform, whatever course or registration they come through. */
    public static UUID learner(UUID platform, String sub) {
        return Ids.derived("learner", platform.toString(), sub);
    }

    public static UUID context(UUID platform, String deployment, String id) {
        return Ids.derived("context", platform.toString(), deployment, id);
    }

    public static UUID resourceLink(UUID platform, String deployment, String id) {
        return Ids.derived("resource-link", platform.toString(), deployment, id);
    }
}
