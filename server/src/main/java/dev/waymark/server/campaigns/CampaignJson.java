package dev.waymark.server.campaigns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.nudges.Renewals;
import dev.waymark.server.team.HolderStore;
import dev.waymark.server.web.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Campaigns in the shape of the API. */
final class CampaignJson {
    private CampaignJson() {}

    static ObjectNode of(String slug, Campaign campaign) {
        return Json.object()
                .put("id", campaign.id().toString())
                .put("module", slug)
                .put("version", campaign.version())
                .put("state", campaign.state().name().toLowerCase(Locale.ROOT))
                .put("imported", campaign.imported())
                .put("startedAt", campaign.startedAt().toString())
                .put("startedBy", campaign.startedBy())
                .put(
                        "deadline",
                        campaign.deadline() == null ? null : campaign.deadline().toString())
                .put("zone", campaign.zone().getId())
                .put("title", campaign.appeal().title())
                .put("message", campaign.appeal().message());
    }

    /** With how many are asked, over all, by platform and by context, and how they are reminded. */
    static ObjectNode of(String slug, Campaign campaign, List<HolderStore.Line> lines, Renewals.State reminders) {
        ObjectNode json = of(slug, campaign);
        figures(json, lines);
        ObjectNode told = json.putObject("reminders");
        reminders.days().forEach(told.putArray("days")::add);
        told.put("hindrance", reminders.hindrance().map(CampaignJson::text).orElse(null))
                .put("askedAt", reminders.askedAt().map(Instant::toString).orElse(null))
                .put("sent", reminders.sent())
                .put("reachable", reminders.reachable());
        return json;
    }

    private static String text(Hindrance hindrance) {
        return hindrance.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void figures(ObjectNode json, List<HolderStore.Line> lines) {
        ArrayNode platforms = Json.MAPPER.createArrayNode();
        ArrayNode contexts = Json.MAPPER.createArrayNode();
        for (HolderStore.Line line : lines) {
            if (line.depth() == 0) {
                json.set("figures", figures(line.figures()));
            } else if (line.depth() == 1) {
                ObjectNode platform = platforms
                        .addObject()
                        .put("id", String.valueOf(line.platform()))
                        .put("name", line.platformName());
                platform.set("figures", figures(line.figures()));
                contexts = platform.putArray("contexts");
            } else {
                contexts.addObject()
                        .put(
                                "id",
                                line.context() == null ? null : line.context().toString())
                        .put("title", line.title())
                        .set("figures", figures(line.figures()));
            }
        }
        json.set("platforms", platforms);
    }

    private static ObjectNode figures(HolderStore.Figures figures) {
        return Json.object()
                .put("asked", figures.asked())
                .put("renewed", figures.renewed())
                .put("underWay", figures.underWay())
                .put("notBegun", figures.notBegun())
                .put("expired", figures.expired());
    }
}
