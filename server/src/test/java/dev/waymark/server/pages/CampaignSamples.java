package dev.waymark.server.pages;

import dev.waymark.server.campaigns.Campaign;
import dev.waymark.server.campaigns.CampaignView;
import dev.waymark.server.campaigns.CampaignsView;
import dev.waymark.server.campaigns.ConfirmView;
import dev.waymark.server.campaigns.FiguresView;
import dev.waymark.server.editions.Appeal;
import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.team.HolderStore.Figures;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.List;
import java.util.Map;

/** The pages of recertification campaigns. */
final class CampaignSamples {
    private static final String AT = "2030-05-12T09:30:00Z";
    private static final String DEADLINE = "2030-06-30T23:59:59Z";
    private static final String MODULE = "AI & ML Academy – Azure ML Platform";
    private static final String MESSAGE = "The audit in autumn asks for current records.\n" + Sample.HOSTILE;

    private CampaignSamples() {}

    static List<Sample> all(Texts texts) {
        return List.of(
                new Sample("campaigns", "campaigns/campaigns.jte", campaigns(texts)),
                new Sample("campaign-confirm", "campaigns/confirm.jte", confirm(texts)),
                new Sample("campaign", "campaigns/campaign.jte", campaign(texts)));
    }

    private static CampaignsView campaigns(Texts texts) {
        return new CampaignsView(
                AdminSamples.page(texts, Place.MODULES),
                "#",
                MODULE,
                "The deadline has passed already: records would expire at once.",
                List.of(
                        row("Yearly renewal 2030", false, Campaign.State.RUNNING),
                        row(Sample.ENDLESS, false, Campaign.State.CANCELLED),
                        row("", true, Campaign.State.FOLLOWED)),
                1204,
                "#",
                Map.of(
                        "day",
                        "2029-06-30",
                        "zone",
                        "UTC",
                        "title",
                        "Yearly renewal",
                        "message",
                        MESSAGE,
                        "days",
                        "30, 14, 7, 1"));
    }

    private static CampaignsView.Row row(String title, boolean imported, Campaign.State state) {
        return new CampaignsView.Row("#", 4, title, imported, AT, "Demo Admin", imported ? null : DEADLINE, state);
    }

    private static List<FiguresView> lines() {
        return List.of(
                new FiguresView(0, null, new Figures(1204, 312, 240, 640, 12)),
                new FiguresView(1, "lms.example.org", new Figures(1204, 312, 240, 640, 12)),
                new FiguresView(2, "Machine Learning 2030", new Figures(804, 212, 140, 452, 0)),
                new FiguresView(2, Sample.ENDLESS, new Figures(400, 100, 100, 188, 12)),
                new FiguresView(2, null, new Figures(12, 0, 0, 12, 0)));
    }

    private static ConfirmView confirm(Texts texts) {
        return new ConfirmView(
                AdminSamples.page(texts, Place.MODULES),
                "#",
                MODULE,
                DEADLINE,
                new Appeal("Yearly renewal 2030", MESSAGE),
                "30, 14, 7, 1",
                lines(),
                "#",
                "#",
                Map.of("day", "2030-06-30"));
    }

    private static CampaignView campaign(Texts texts) {
        return new CampaignView(
                AdminSamples.page(texts, Place.MODULES),
                "#",
                MODULE,
                row("Yearly renewal 2030", false, Campaign.State.RUNNING),
                MESSAGE,
                "2030-06-30",
                null,
                new Figures(1204, 312, 240, 640, 12),
                lines(),
                new CampaignView.Open(
                        List.of(
                                new CampaignView.Person(
                                        "Learner 07",
                                        List.of("Machine Learning 2030", Sample.ENDLESS),
                                        40,
                                        AT,
                                        "under-way"),
                                new CampaignView.Person(Sample.HOSTILE, List.of(), 0, AT, "expired"),
                                new CampaignView.Person(null, List.of("Statistics"), 0, AT, "not-begun")),
                        new PagingView(1, 3, 892, null, "?skip=50"),
                        "#"),
                "#",
                "#",
                new CampaignView.Reminders(Hindrance.NO_MAIL_SERVER, "30, 14, 7, 1", 640, 212, AT, "#", "#"),
                "#");
    }
}
