package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds which team and module a request is about; who may not see the team learns nothing else. */
public final class Asking {
    private final Teams teams;
    private final Editions editions;
    private final Function<Session, Future<LinkScope>> scopes;

    public Asking(Teams teams, Editions editions, Function<Session, Future<LinkScope>> scopes) {
        this.teams = teams;
        this.editions = editions;
        this.scopes = scopes;
    }

    record Asked(Session session, Team team, Edition edition) {}

    /** The context is named in the path; several modules and none named is a mistake of the caller. */
    Future<Asked> api(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        String slug = parameter(ctx, "module");
        return teams.of(session, ctx.pathParam("context"))
                .compose(team -> (slug != null
                                ? editions.of(slug)
                                : scopes.apply(session).compose(scope -> editions.wanted(scope.module())))
                        .map(edition -> new Asked(session, team, edition)));
    }

    /** The context is the launch's unless the query names another; of several modules the first will do. */
    Future<Asked> page(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        String slug = parameter(ctx, "module");
        return teams.of(session, parameter(ctx, "context"))
                .compose(team -> (slug != null
                                ? editions.of(slug)
                                : scopes.apply(session)
                                        .compose(scope -> editions.all()
                                                .map(all -> scope.edition(all)
                                                        .or(() -> all.stream().findFirst())
                                                        .orElseThrow(Problem::notFound))))
                        .map(edition -> new Asked(session, team, edition)));
    }

    /** Lets only who answers for the whole team through: a mentor, who sees some of it, decides nothing for all. */
    static Asked whole(Asked asked) {
        if (asked.team().mentees() != null) {
            throw Problem.notFound();
        }
        return asked;
    }

    static TeamLinks links(RoutingContext ctx, Asked asked) {
        return TeamLinks.of(asked.session(), asked.team(), parameter(ctx, "module"));
    }

    static @Nullable String parameter(RoutingContext ctx, String name) {
        String value = ctx.request().getParam(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
