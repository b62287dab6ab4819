package dev.waymark.server.platforms;

import dev.waymark.lti.grades.GradeScopes;
import dev.waymark.lti.groups.Groups;
import dev.waymark.lti.members.MemberQuery;
import dev.waymark.lti.notices.NoticeHandler;
import dev.waymark.lti.registration.ToolDescription;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** What this server says of itself to every platform. */
public final class ThisTool {
    /** Custom parameters whose variables tell which context and link a copy was made from. */
    public static final String CONTEXT_HISTORY = "context_history";

    public static final String LINK_HISTORY = "link_history";

    private ThisTool() {}

    public static ToolDescription at(URI publicUrl) {
        return new ToolDescription(
                "Waymark",
                "Training pages as a map, with progress and proof of completion.",
                "Waymark",
                publicUrl.resolve("/lti/login"),
                publicUrl.resolve("/lti/launch"),
                publicUrl.resolve("/lti/launch"),
                publicUrl.resolve("/lti/jwks"),
                publicUrl.resolve("/assets/icon.svg"),
                Set.of(
                        GradeScopes.LINE_ITEM,
                        GradeScopes.LINE_ITEM_READ_ONLY,
                        GradeScopes.RESULT,
                        GradeScopes.SCORE,
                        MemberQuery.SCOPE,
                        Groups.SCOPE,
                        NoticeHandler.SCOPE),
                Map.of(CONTEXT_HISTORY, "$Context.id.history", LINK_HISTORY, "$ResourceLink.id.history"));
    }
}
