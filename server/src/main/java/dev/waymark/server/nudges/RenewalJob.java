package dev.waymark.server.nudges;

import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reminds one person of every record that they are to renew, in one mail. Each reminder leaves once at the most: it is
 * spent before, and given back only after a clear refusal.
 */
public final class RenewalJob {
    public static final String KIND = "renewal";
    private final Pool pool;
    private final RenewalStore store = new RenewalStore();
    private final Renewals renewals;
    private final Wording wording;
    private final StopLinks stops;
    private final Mailer mailer;

    RenewalJob(Pool pool, Renewals renewals, Wording wording, StopLinks stops, Mailer mailer) {
        this.pool = pool;
        this.renewals = renewals;
        this.wording = wording;
        this.stops = stops;
        this.mailer = mailer;
    }

    public Future<Outcome> run(Job job) {
        UUID learner = job.learner();
        if (learner == null) {
            return Future.succeededFuture(new Outcome.Failed("It names nobody."));
        }
        return store.of(pool, learner).compose(all -> {
            List<RenewalStore.Due> due =
                    all.stream().filter(each -> !each.spent() && each.rested()).toList();
            if (all.isEmpty()) {
                return Future.succeededFuture(new Outcome.Delivered("Nothing to tell."));
            }
            return due.isEmpty() ? Future.succeededFuture(unspent(job)) : told(learner, due);
        });
    }

    /** A second attempt that finds reminders spent follows one that was cut off between spending and sending. */
    private static Outcome unspent(Job job) {
        return job.attempts() > 1
                ? new Outcome.Failed("A server stopped while sending it. Whether it arrived is not known, so it is not"
                        + " sent again.")
                : new Outcome.Delivered("Not sent: it had left already, or another mail had today.");
    }

    private Future<Outcome> told(UUID learner, List<RenewalStore.Due> due) {
        Map<RenewalStore.Due, Future<Optional<Digest.Item>>> items = new LinkedHashMap<>();
        due.forEach(each -> items.put(each, renewals.item(each)));
        return Future.all(List.copyOf(items.values()))
                .compose(done -> store.spend(pool, learner, due))
                .compose(spent -> send(learner, spent, items));
    }

    private Future<Outcome> send(
            UUID learner, RenewalStore.Spent spent, Map<RenewalStore.Due, Future<Optional<Digest.Item>>> found) {
        Map<UUID, Digest.Item> items = new LinkedHashMap<>();
        found.forEach((due, item) -> item.result()
                .filter(told -> spent.campaigns().contains(due.campaign()))
                .ifPresent(told -> items.put(due.campaign(), told)));
        NudgeStore.Addressee person = found.keySet().iterator().next().person();
        if (items.isEmpty() || !MailServer.address(person.email())) {
            return Future.succeededFuture(new Outcome.Delivered("Nothing to tell, or nowhere to send it."));
        }
        Letter letter = wording.letter(
                String.valueOf(person.email()),
                Wording.texts(person.locale()),
                new Digest(Digest.Occasion.RENEWAL, List.copyOf(items.values())),
                stops.url(learner));
        return mailer.send(letter)
                .<Outcome>map(done -> new Outcome.Delivered("Sent."))
                .recover(failure -> unsent(learner, spent, failure));
    }

    private Future<Outcome> unsent(UUID learner, RenewalStore.Spent spent, Throwable failure) {
        if (!(failure instanceof Undelivered undelivered)) {
            return Future.failedFuture(failure);
        }
        String reason = Optional.ofNullable(undelivered.getMessage()).orElse("");
        if (!undelivered.refused()) {
            return Future.succeededFuture(new Outcome.Failed(reason + " It may have left, so it is not sent again."));
        }
        return undelivered.forGood() || spent.at() == null
                ? Future.succeededFuture(new Outcome.Failed(reason))
                : store.giveBack(pool, learner, spent.at()).map(new Outcome.Again(reason, null));
    }
}
