package dev.waymark.server.campaigns;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Appeal;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.nudges.Renewals;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.team.HolderStore;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts, changes, follows and cancels campaigns; their versions are published and taken back by {@link Publishing}. */
public final class Campaigns {
    private final Pool pool;
    private final CampaignStore store = new CampaignStore();
    private final HolderStore holders = new HolderStore();
    private final Publishing publishing;
    private final Editions editions;
    private final Progress progress;
    private final Renewals renewals;
    private final AuditStore audit;
    private final Clock clock;

    public Campaigns(
            Pool pool,
            Publishing publishing,
            Editions editions,
            Progress progress,
            Renewals renewals,
            AuditStore audit,
            Clock clock) {
        this.pool = pool;
        this.publishing = publishing;
        this.editions = editions;
        this.progress = progress;
        this.renewals = renewals;
        this.audit = audit;
        this.clock = clock;
    }

    /** A module's campaigns, the newest first. */
    Future<List<Campaign>> of(Edition edition) {
        return store.of(pool, edition.slug());
    }

    /** One of a module's campaigns, or 404. */
    Future<Campaign> find(String slug, UUID id) {
        return find(pool, slug, id);
    }

    private Future<Campaign> find(SqlClient client, String slug, UUID id) {
        return store.find(client, slug, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    /** Whom a campaign would concern that began now: everything first, then each platform before its contexts. */
    Future<List<HolderStore.Line>> concerned(Edition edition) {
        return store.next(pool, edition.moduleId())
                .compose(next -> holders.rollUp(pool, new HolderStore.Question(edition.moduleId(), next, null, null)));
    }

    Future<List<HolderStore.Line>> figures(Campaign campaign) {
        return holders.rollUp(pool, campaign.question());
    }

    /** A page of those who have not renewed, never with figures of another edition. */
    Future<List<HolderStore.Holder>> open(Campaign campaign, Edition edition, int skipped) {
        return holders.open(pool, campaign.question(), edition, skipped).compose(found -> {
            List<UUID> stale = found.stream()
                    .filter(HolderStore.Holder::stale)
                    .map(HolderStore.Holder::learner)
                    .toList();
            return stale.isEmpty()
                    ? Future.succeededFuture(found)
                    : progress.recount(edition, stale)
                            .compose(done -> holders.open(pool, campaign.question(), edition, skipped));
        });
    }

    /** Hands over all who have not renewed, some at a time, as they were at one moment. */
    Future<Void> everyOpen(Campaign campaign, Edition edition, Function<List<HolderStore.Holder>, Future<Void>> taker) {
        return pool.withTransaction(connection -> holders.everyOpen(connection, campaign.question(), edition, taker));
    }

    /** Refuses what {@link #start} would refuse; answers whom it would concern. */
    Future<List<HolderStore.Line>> tried(Edition edition, Plan plan) {
        Plan.deadline(plan.deadline(), clock.instant());
        return store.of(pool, edition.slug())
                .compose(all -> alone(all, null))
                .compose(done -> concerned(edition))
                .map(lines -> {
                    if (lines.get(0).figures().asked() == 0) {
                        throw Problem.of(409, "nobody", "Nobody holds a record of this module that could be renewed.");
                    }
                    return lines;
                });
    }

    /** Asks everybody who holds a record to renew it. While another campaign runs, or nobody holds one, a 409. */
    Future<Campaign> start(String slug, Plan plan, String actor) {
        Instant deadline = Plan.deadline(plan.deadline(), clock.instant());
        return editions.of(slug)
                .compose(edition -> tried(edition, plan))
                .compose(lines -> publishing.recertify(
                        slug, deadline, actor, (connection, draft) -> begun(connection, slug, draft.id(), plan, actor)))
                .compose(draft -> find(slug, draft.id()));
    }

    /** In the transaction that published it, which holds the module's lock: of two at once one finds the other. */
    private Future<Void> begun(SqlConnection connection, String slug, UUID campaign, Plan plan, String actor) {
        return store.of(connection, slug)
                .compose(all -> alone(all, campaign))
                .compose(done -> store.say(connection, campaign, plan.appeal(), null, plan.zone()))
                .compose(done -> renewals.choose(connection, campaign, plan.days()))
                .compose(done -> audit.note(
                        connection,
                        actor,
                        "campaign.started",
                        slug,
                        detail(campaign, plan.appeal(), plan.deadline(), plan.days())));
    }

    private Future<Void> alone(List<Campaign> all, @Nullable UUID started) {
        boolean running = all.stream()
                .filter(campaign -> !campaign.id().equals(started) && campaign.state() != Campaign.State.CANCELLED)
                .findFirst()
                .filter(before -> before.deadline() != null && before.deadline().isAfter(clock.instant()))
                .isPresent();
        return running
                ? Future.failedFuture(Problem.of(
                        409,
                        "campaign-running",
                        "A campaign is under way. Cancel it, or wait for its deadline, before you start another."))
                : Future.succeededFuture();
    }

    /** Moves the deadline or says something else to learners. */
    Future<Campaign> change(String slug, UUID id, Change change, String actor) {
        return pool.withTransaction(connection -> store.lock(connection, slug)
                        .compose(locked -> find(connection, slug, id))
                        .compose(campaign -> changed(connection, slug, campaign, change, actor)))
                .compose(done -> editions.refreshed(slug))
                .compose(edition -> find(slug, id));
    }

    private Future<Void> changed(
            SqlConnection connection, String slug, Campaign campaign, Change change, String actor) {
        requireStanding(campaign);
        Instant deadline = change.deadline();
        if (deadline != null) {
            requireRunning(campaign);
            Plan.deadline(deadline, clock.instant());
        }
        Appeal appeal = change.appeal(campaign.appeal());
        List<Integer> days = change.days();
        return store.say(connection, campaign.id(), appeal, deadline, change.zone())
                .compose(done -> days == null
                        ? Future.<Void>succeededFuture()
                        : renewals.choose(connection, campaign.id(), days))
                .compose(done -> audit.note(
                        connection,
                        actor,
                        "campaign.changed",
                        slug,
                        detail(campaign.id(), appeal, deadline, change.days())));
    }

    private static void requireStanding(Campaign campaign) {
        if (campaign.state() == Campaign.State.CANCELLED) {
            throw Problem.of(409, "campaign-cancelled", "This campaign was cancelled: it asks nothing of anybody.");
        }
        if (campaign.state() == Campaign.State.FOLLOWED) {
            throw Problem.of(409, "campaign-followed", "A later campaign asks the same people. Change that one.");
        }
    }

    private static void requireRunning(Campaign campaign) {
        if (campaign.state() != Campaign.State.RUNNING) {
            throw Problem.of(
                    409,
                    "deadline-passed",
                    "The deadline has passed, and records have expired. That is not taken back: it cannot be moved, and"
                            + " nobody is reminded of it.");
        }
    }

    /** Takes its version back, as long as that is the current one. What was renewed or has expired stays so. */
    Future<Void> cancel(String slug, UUID id, String actor) {
        return find(slug, id)
                .compose(campaign -> campaign.state() == Campaign.State.CANCELLED
                        ? Future.failedFuture(
                                Problem.of(409, "campaign-cancelled", "This campaign was cancelled already."))
                        : publishing.takeBack(
                                slug,
                                id,
                                actor,
                                connection -> audit.note(
                                        connection, actor, "campaign.cancelled", slug, Map.of("campaign", id))))
                .mapEmpty();
    }

    Future<Renewals.State> reminders(Campaign campaign) {
        return renewals.state(campaign.id(), campaign.module(), campaign.cycle());
    }

    /** Has everybody reminded who has not renewed, at most once a day. */
    Future<Campaign> remind(String slug, UUID id, String actor) {
        return pool.withTransaction(connection -> store.lock(connection, slug)
                        .compose(locked -> find(connection, slug, id))
                        .compose(campaign -> {
                            requireStanding(campaign);
                            requireRunning(campaign);
                            return renewals.ask(connection, id);
                        })
                        .compose(done ->
                                audit.note(connection, actor, "campaign.reminded", slug, Map.of("campaign", id))))
                .compose(done -> find(slug, id));
    }

    private static Map<String, Object> detail(
            UUID campaign, Appeal appeal, @Nullable Instant deadline, @Nullable List<Integer> days) {
        Map<String, Object> detail = new LinkedHashMap<>(Map.of("campaign", campaign, "title", appeal.title()));
        if (deadline != null) {
            detail.put("deadline", deadline.toString());
        }
        if (days != null) {
            detail.put("days", days);
        }
        return detail;
    }
}
