package dev.waymark.server.grades;

import dev.waymark.lti.grades.GradeScopes;
import dev.waymark.lti.grades.Result;
import dev.waymark.lti.grades.Results;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the LMS's grade book shows. */
public final class GradeBook {
    /** Platforms round: half a percent is no difference. */
    static final double TOLERANCE = 0.5;

    private static final int MOST_PAGES = 500;
    private final ServiceCalls calls;

    public GradeBook(ServiceCalls calls) {
        this.calls = calls;
    }

    static boolean readable(Grant grant) {
        return grant.scopes().contains(GradeScopes.RESULT);
    }

    /** One person's result on a scale of 100; empty when there is none or it may not be read. */
    Future<Optional<Double>> shown(Grant grant, URI lineItem, String sub) {
        if (!readable(grant)) {
            return Future.succeededFuture(Optional.empty());
        }
        return calls.send(grant, token -> Results.of(lineItem, sub, token)).map(exchange -> {
            Refused.unless(exchange);
            return Results.parsePage(exchange.response(), exchange.request()).results().stream()
                    .filter(result -> result.userId().equals(sub))
                    .findFirst()
                    .flatMap(result -> Optional.ofNullable(percent(result)));
        });
    }

    Future<List<Result>> all(Grant grant, URI lineItem) {
        return page(grant, lineItem, null, new ArrayList<>(), 0);
    }

    private Future<List<Result>> page(Grant grant, URI lineItem, @Nullable URI at, List<Result> read, int pages) {
        return calls.send(grant, token -> at == null ? Results.list(lineItem, token) : Results.page(at, token))
                .compose(exchange -> {
                    Refused.unless(exchange);
                    Results.Page page = Results.parsePage(exchange.response(), exchange.request());
                    read.addAll(page.results());
                    return page.next() == null || pages + 1 >= MOST_PAGES
                            ? Future.succeededFuture(read)
                            : page(grant, lineItem, page.next(), read, pages + 1);
                });
    }

    static @Nullable Double percent(Result result) {
        return result.resultScore() == null
                ? null
                : 100
                        * result.resultScore().doubleValue()
                        / result.resultMaximum().doubleValue();
    }
}
