package dev.waymark.server.campaigns;

import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module's campaigns, and the form for another one.
 *
 * @param notice why what was asked a moment ago was not done
 * @param holders whom another one would concern
 * @param form what was typed, by field
 */
public record CampaignsView(
        Page page,
        String moduleUrl,
        String module,
        @Nullable String notice,
        List<Row> campaigns,
        int holders,
        String action,
        Map<String, String> form) {

    /** @param deadline null where records do not expire */
    public record Row(
            String url,
            int version,
            String title,
            boolean imported,
            String startedAt,
            @Nullable String startedBy,
            @Nullable String deadline,
            Campaign.State state) {}
}
