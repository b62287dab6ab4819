package dev.waymark.server.destinations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.outbound.Outbound.Answer;
import dev.waymark.server.outbound.Outbound.Unreachable;
import dev.waymark.server.outbound.RetryAfter;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells a destination what is queued for it, in the order in which it happened; a store hears of many at once. */
public final class TellingJob {
    public static final String XAPI = "xapi";
    public static final String WEBHOOK = "webhook";
    private static final int MOST_STATEMENTS = 50;
    private final Pool pool;
    private final DestinationStore store;
    private final Calls calls;
    private final Wording wording;
    private final Clock clock;

    TellingJob(Pool pool, DestinationStore store, Calls calls, Wording wording, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.calls = calls;
        this.wording = wording;
        this.clock = clock;
    }

    public Future<Outcome> run(Job job) {
        UUID id = Ids.parse(job.body().path("destination").asText()).orElseThrow();
        return store.one(pool, id).compose(found -> {
            if (found.isEmpty()) {
                return failed("The destination was removed.");
            }
            Destination to = found.get();
            if (!to.enabled()) {
                return failed("The destination is switched off. Switch it on and send again.");
            }
            int most = to.kind() == Destination.Kind.XAPI ? MOST_STATEMENTS : 1;
            return store.queued(pool, job.id(), job.kind(), id.toString(), most)
                    .compose(queued -> tell(job, to, queued));
        });
    }

    private Future<Outcome> tell(Job job, Destination to, List<Told> queued) {
        List<Told> known = queued.stream().filter(told -> !told.ofNobody()).toList();
        if (known.isEmpty() || !known.get(0).id().equals(job.id())) {
            return failed("The person was erased; nothing was sent.");
        }
        return send(to, known)
                .compose(answer -> {
                    boolean refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
                    // One bad statement spoils a batch: the others must not wait for it.
                    return refused && known.size() > 1 && answer.status() != 401 && answer.status() != 403
                            ? send(to, known.subList(0, 1)).compose(alone -> settle(to, known.subList(0, 1), alone))
                            : settle(to, known, answer);
                })
                .recover(failure -> failure instanceof Unreachable unreachable
                        ? again(to, String.valueOf(unreachable.getMessage()), Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<Answer> send(Destination to, List<Told> known) {
        if (to.kind() == Destination.Kind.WEBHOOK) {
            Told told = known.get(0);
            return calls.webhook(to, told.id().toString(), wording.webhook(told, to.actor()));
        }
        ArrayNode statements = Json.MAPPER.createArrayNode();
        known.forEach(told -> statements.add(wording.statement(told, to.actor()).json()));
        return calls.statements(to, statements);
    }

    private Future<Outcome> settle(Destination to, List<Told> known, Answer answer) {
        int status = answer.status();
        boolean held = to.kind() == Destination.Kind.XAPI && status == 409;
        if (status / 100 == 2 || held) {
            String note = known.get(0).event().word()
                    + (held ? " (it was there already)" : "")
                    + (known.size() > 1 ? ", " + known.size() + " together" : "");
            List<UUID> along = known.stream().skip(1).map(Told::id).toList();
            return store.reached(pool, to.id(), along, note).map(new Outcome.Delivered(note));
        }
        String said = to.url().getHost() + " answered " + status + ".";
        if (to.kind() == Destination.Kind.WEBHOOK && status == 410) {
            return store.save(pool, Destinations.enabled(to, false))
                    .compose(done -> failed(said + " It wants no more messages, so it is switched off."));
        }
        boolean pointless = status / 100 == 3
                || to.kind() == Destination.Kind.XAPI
                        && status / 100 == 4
                        && !List.of(401, 403, 404, 408, 429).contains(status);
        if (pointless) {
            return failed(said + (status / 100 == 3 ? " Redirects are not followed: give the final address." : ""));
        }
        boolean keys = status == 401 || status == 403;
        return again(to, said + (keys ? " Are its credentials right?" : ""), RetryAfter.of(answer, clock.instant()));
    }

    private Future<Outcome> again(Destination to, String reason, Optional<Duration> asked) {
        Duration delay = asked.orElseGet(() -> RetryAfter.backOff(to.failures()));
        return store.rest(pool, to.id(), delay).map(new Outcome.Again(reason, delay));
    }

    private static Future<Outcome> failed(String reason) {
        return Future.succeededFuture(new Outcome.Failed(reason));
    }
}
