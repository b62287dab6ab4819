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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells a destination what is queued for it; a store hears of many at once, in the order in which they happened. Whatever
 * keeps the destination from taking it, the rows wait; only what a store says of a statement itself ends it.
 */
public final class TellingJob {
    public static final String XAPI = "xapi";
    public static final String WEBHOOK = "webhook";
    private static final int MOST_STATEMENTS = 50;
    /** Answers that speak of what was sent, not of the store or of us; 409: one of the ids was there already. */
    private static final Set<Integer> ABOUT_STATEMENTS = Set.of(400, 409, 413, 422);

    private static final int LONGEST_BODY = 4000;
    private static final int LONGEST_QUOTE = 300;
    /** Control, format (such as the marks that turn text around) and blank characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\s]+");

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
        if (known.isEmpty() || !known.get(0).row().equals(job.id())) {
            return failed("The person was erased; nothing was sent.");
        }
        return next(to, new ArrayDeque<>(List.of(known)));
    }

    /**
     * A store takes an array whole or not at all. One that it refuses is halved until the statement that spoils it stands
     * alone, so that the others need not wait for it.
     *
     * @param parts in the order in which they are sent; the first one starts with the claimed row
     * @return what became of the first one
     */
    private Future<Outcome> next(Destination to, Deque<List<Told>> parts) {
        List<Told> part = parts.pop();
        return send(to, part)
                .compose(answer -> {
                    if (part.size() > 1 && ABOUT_STATEMENTS.contains(answer.status())) {
                        parts.push(part.subList(part.size() / 2, part.size()));
                        parts.push(part.subList(0, part.size() / 2));
                        return next(to, parts);
                    }
                    return settle(to, part, answer)
                            .compose(outcome -> parts.isEmpty() || outcome instanceof Outcome.Again
                                    ? Future.succeededFuture(outcome)
                                    : next(to, parts).map(outcome));
                })
                .recover(failure -> failure instanceof Unreachable unreachable
                        ? again(to, String.valueOf(unreachable.getMessage()), Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<Answer> send(Destination to, List<Told> told) {
        if (to.kind() == Destination.Kind.WEBHOOK) {
            Told one = told.get(0);
            return calls.webhook(to, one.id().toString(), wording.webhook(one, to.actor()));
        }
        ArrayNode statements = Json.MAPPER.createArrayNode();
        told.forEach(one -> statements.add(wording.statement(one, to.actor()).json()));
        return calls.statements(to, statements);
    }

    private Future<Outcome> settle(Destination to, List<Told> told, Answer answer) {
        int status = answer.status();
        boolean statements = to.kind() == Destination.Kind.XAPI;
        boolean held = statements && status == 409;
        if (status / 100 == 2 || held) {
            String note = told.get(0).event().word()
                    + (held ? " (it was there already)" : "")
                    + (told.size() > 1 ? ", " + told.size() + " together" : "");
            return store.settle(pool, to.id(), rows(told), "delivered", note).map(new Outcome.Delivered(note));
        }
        String said = said(to, told, answer);
        if (statements && ABOUT_STATEMENTS.contains(status)) {
            return store.settle(pool, to.id(), rows(told), "failed", said).map(new Outcome.Failed(said));
        }
        if (!statements && status == 410) {
            return store.save(pool, Destinations.enabled(to, false))
                    .compose(done -> failed(said + " It wants no more messages, so it is switched off."));
        }
        return again(to, said + hint(status), RetryAfter.of(answer, clock.instant()));
    }

    private static List<UUID> rows(List<Told> told) {
        return told.stream().map(Told::row).toList();
    }

    /** What it says of several is not quoted: each row is one person's, who may read why it was not taken. */
    private static String said(Destination to, List<Told> told, Answer answer) {
        String text = told.size() == 1 ? quoted(answer) : "";
        return to.url().getHost() + " answered " + answer.status() + (text.isEmpty() ? "." : ": “" + text + "”.");
    }

    private static String quoted(Answer answer) {
        if (answer.headers().getOrDefault("content-type", "").contains("html")) {
            return "";
        }
        String text = UNPRINTABLE
                .matcher(answer.body()
                        .slice(0, Math.min(LONGEST_BODY, answer.body().length()))
                        .toString())
                .replaceAll(" ")
                .strip();
        return text.codePoints()
                .limit(LONGEST_QUOTE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> " Are its credentials right?";
            case 301, 302, 303, 307, 308 -> " Redirects are not followed: give the final address.";
            default -> "";
        };
    }

    private Future<Outcome> again(Destination to, String reason, Optional<Duration> asked) {
        Duration delay = asked.orElseGet(() -> RetryAfter.backOff(to.failures()));
        return store.rest(pool, to.id(), delay).map(new Outcome.Again(reason, delay));
    }

    private static Future<Outcome> failed(String reason) {
        return Future.succeededFuture(new Outcome.Failed(reason));
    }
}
