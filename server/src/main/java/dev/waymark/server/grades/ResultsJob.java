package dev.waymark.server.grades;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.grades.GradeScopes;
import dev.waymark.lti.grades.Result;
import dev.waymark.lti.http.ServiceOutcome;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.DerivedIds;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.web.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads a link's results back some time after its scores: whether the grade book shows ours, or a teacher's. */
public final class ResultsJob {
    public static final String KIND = "results";
    private final Pool pool;
    private final GradeStore store;
    private final Platforms platforms;
    private final GradeBook gradeBook;
    private final Clock clock;

    public ResultsJob(Pool pool, GradeStore store, Platforms platforms, GradeBook gradeBook, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.gradeBook = gradeBook;
        this.clock = clock;
    }

    public Future<Outcome> run(Job job) {
        UUID module = Ids.parse(job.body().path("module").asText()).orElseThrow();
        UUID link = Objects.requireNonNull(job.subject());
        return store.column(pool, link, module)
                .compose(column -> column.filter(each -> each.scopes().contains(GradeScopes.RESULT))
                        .map(each -> platforms
                                .of(each.registration())
                                .compose(connection -> read(connection.filter(Connection::active), each, link, module)))
                        .orElseGet(() -> delivered("The LMS does not show results to this tool.")))
                .recover(this::explained);
    }

    private Future<Outcome> read(Optional<Connection> connection, GradeStore.Column column, UUID link, UUID module) {
        if (connection.isEmpty()) {
            return Future.succeededFuture(new Outcome.Failed("The LMS is no longer connected."));
        }
        Grant grant = new Grant(connection.get(), column.deployment(), Set.of(GradeScopes.RESULT));
        UUID platform = connection.get().platform();
        return gradeBook
                .all(grant, column.lineItem())
                .compose(results -> store.shown(
                        pool,
                        link,
                        module,
                        results.stream().map(each -> shown(platform, each)).toList()))
                .compose(compared -> delivered("Compared " + compared + " scores with the grade book."));
    }

    private static GradeStore.Shown shown(UUID platform, Result result) {
        return new GradeStore.Shown(
                DerivedIds.learner(platform, result.userId()),
                GradeBook.percent(result),
                result.scoringUserId() != null);
    }

    private Future<Outcome> explained(Throwable failure) {
        if (failure instanceof Refused refused) {
            ServiceOutcome outcome = ServiceOutcome.of(refused.response(), clock.instant());
            return Future.succeededFuture(
                    outcome instanceof ServiceOutcome.Refused no
                            ? new Outcome.Failed(no.why())
                            : new Outcome.Again(
                                    "The LMS answered " + refused.response().status() + ".", null));
        }
        return failure instanceof LtiException || failure instanceof Outbound.Unreachable
                ? Future.succeededFuture(new Outcome.Again(String.valueOf(failure.getMessage()), null))
                : Future.failedFuture(failure);
    }

    private static Future<Outcome> delivered(String note) {
        return Future.succeededFuture(new Outcome.Delivered(note));
    }
}
