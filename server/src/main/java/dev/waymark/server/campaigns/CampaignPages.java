package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.nudges.Renewals;
import dev.waymark.server.team.HolderStore;
import dev.waymark.server.web.Csv;
import dev.waymark.server.web.Listing;
import dev.waymark.server.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A module's campaigns as the views of their pages, and as lines of a file.
 *
 * @param base {@code /l/{launch}/admin/modules/{slug}}
 */
record CampaignPages(Page page, String base, Edition edition) {

    String all() {
        return base + "/recertification";
    }

    String one(Campaign campaign) {
        return all() + "/" + campaign.id();
    }

    CampaignsView list(
            List<Campaign> campaigns,
            List<HolderStore.Line> concerned,
            Map<String, String> form,
            @Nullable String notice) {
        return new CampaignsView(
                page,
                base,
                edition.module().title(),
                notice,
                campaigns.stream().map(this::row).toList(),
                concerned.get(0).figures().asked(),
                all() + "/preview",
                form);
    }

    private CampaignsView.Row row(Campaign campaign) {
        return new CampaignsView.Row(
                one(campaign),
                campaign.version(),
                campaign.appeal().title(),
                campaign.imported(),
                campaign.startedAt().toString(),
                campaign.startedBy(),
                text(campaign.deadline()),
                campaign.state());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    ConfirmView confirm(Plan plan, List<HolderStore.Line> concerned, Map<String, String> fields) {
        return new ConfirmView(
                page,
                all(),
                edition.module().title(),
                String.valueOf(plan.deadline()),
                plan.appeal(),
                text(plan.days()),
                FiguresView.of(concerned),
                all(),
                all() + "/form",
                fields);
    }

    CampaignView one(
            Campaign campaign,
            List<HolderStore.Line> lines,
            List<HolderStore.Holder> open,
            Renewals.State reminders,
            Listing asked,
            @Nullable String notice) {
        HolderStore.Figures figures = lines.get(0).figures();
        boolean cancelled = campaign.state() == Campaign.State.CANCELLED;
        boolean standing = !cancelled && campaign.state() != Campaign.State.FOLLOWED;
        Instant deadline = campaign.deadline();
        return new CampaignView(
                page,
                all(),
                edition.module().title(),
                row(campaign),
                campaign.appeal().message(),
                deadline == null
                        ? ""
                        : LocalDate.ofInstant(deadline, campaign.zone()).toString(),
                notice,
                figures,
                FiguresView.of(lines),
                cancelled
                        ? null
                        : new CampaignView.Open(
                                open.stream().map(CampaignPages::person).toList(),
                                asked.paging(one(campaign), open.size(), figures.open(), HolderStore.PAGE),
                                one(campaign) + "/open.csv"),
                campaign.state() == Campaign.State.RUNNING ? one(campaign) : null,
                standing ? one(campaign) : null,
                campaign.state() == Campaign.State.RUNNING && deadline != null ? reminders(campaign, reminders) : null,
                cancelled ? null : one(campaign) + "/cancel");
    }

    private CampaignView.Reminders reminders(Campaign campaign, Renewals.State state) {
        return new CampaignView.Reminders(
                state.hindrance().orElse(null),
                text(state.days()),
                state.reachable(),
                state.sent(),
                text(state.askedAt().orElse(null)),
                one(campaign),
                state.hindrance().isEmpty() ? one(campaign) + "/remind" : null);
    }

    static String text(List<Integer> days) {
        return days.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static CampaignView.Person person(HolderStore.Holder holder) {
        return new CampaignView.Person(
                holder.name(),
                holder.contexts(),
                holder.percent(),
                holder.lastActivityAt().toString(),
                holder.standing());
    }

    static List<Object> header() {
        return List.of("Learner id", "Name", "Contexts", "Percent", "Standing", "Last activity (UTC)");
    }

    static List<List<Object>> rows(List<HolderStore.Holder> holders) {
        return holders.stream()
                .map(holder -> List.<Object>of(
                        holder.learner().toString(),
                        Csv.text(holder.name()),
                        Csv.text(String.join("; ", holder.contexts())),
                        holder.percent(),
                        holder.standing(),
                        holder.lastActivityAt().toString()))
                .toList();
    }
}
