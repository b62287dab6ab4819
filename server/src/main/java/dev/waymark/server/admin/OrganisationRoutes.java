package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.nudges.Nudges;
import dev.waymark.server.team.OrganisationStore;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Csv;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Progress across LMSs and contexts: all of them for administrators, a deployment's for its own. */
public final class OrganisationRoutes {
    private final Pool pool;
    private final OrganisationStore store;
    private final Editions editions;
    private final Nudges nudges;
    private final Pages pages;

    public OrganisationRoutes(Pool pool, OrganisationStore store, Editions editions, Nudges nudges, Pages pages) {
        this.pool = pool;
        this.store = store;
        this.editions = editions;
        this.nudges = nudges;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/api/v1/organisation/progress").respond(this::api);
        routes.get("/l/:launch/admin").respond(ctx -> page(ctx, SessionGate.administrator(ctx), Place.ORGANISATION));
        routes.get("/l/:launch/admin/organisation.csv").respond(ctx -> csv(ctx, SessionGate.administrator(ctx)));
        routes.post("/l/:launch/admin/reminders").respond(this::remind);
        routes.get("/l/:launch/team/all").respond(ctx -> page(ctx, anyTeams(ctx), Place.TEAM));
        routes.get("/l/:launch/team/all/progress.csv").respond(ctx -> csv(ctx, anyTeams(ctx)));
    }

    private static Session anyTeams(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        if (!session.admin() && !session.lmsAdministrator()) {
            throw Problem.notFound();
        }
        return session;
    }

    private Future<List<OrganisationStore.Line>> lines(Session session, Edition edition) {
        if (session.admin()) {
            return store.rollUp(pool, edition, null, null);
        }
        if (session.platform() == null || session.deployment() == null) {
            throw Problem.notFound();
        }
        return store.rollUp(pool, edition, session.platform(), session.deployment());
    }

    private Future<Void> api(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return editions.wanted(ctx.request().getParam("module"))
                .compose(edition -> lines(session, edition)
                        .compose(lines -> Json.send(ctx, 200, json(edition, new Organisation(lines)))));
    }

    private static ObjectNode json(Edition edition, Organisation organisation) {
        ObjectNode json = Json.object().put("module", edition.slug()).put("version", edition.number());
        totals(json, organisation.all());
        ArrayNode platforms = json.putArray("platforms");
        organisation.platforms().forEach(platform -> {
            ObjectNode one = platforms
                    .addObject()
                    .put("id", String.valueOf(platform.platform()))
                    .put("name", platform.platformName());
            totals(one, platform.totals());
            ArrayNode contexts = one.putArray("contexts");
            organisation
                    .contexts(platform)
                    .forEach(context -> totals(
                            contexts.addObject()
                                    .put("id", String.valueOf(context.context()))
                                    .put("title", context.title()),
                            context.totals()));
        });
        return json;
    }

    private static void totals(ObjectNode json, OrganisationStore.Totals totals) {
        json.put("learners", totals.learners())
                .put("finished", totals.finished())
                .put("active", totals.active())
                .put("stalled", totals.stalled())
                .put("notStarted", totals.notStarted())
                .put("percent", totals.percent());
    }

    private Future<Void> page(RoutingContext ctx, Session session, Place place) {
        String base = "/l/" + session.launch();
        String action = base + (place == Place.ORGANISATION ? "/admin" : "/team/all");
        String csv = base + (place == Place.ORGANISATION ? "/admin/organisation.csv" : "/team/all/progress.csv");
        return editions.all().compose(all -> {
            Edition edition = chosen(all, ctx.request().getParam("module"));
            Future<List<OrganisationStore.Line>> lines =
                    edition == null ? Future.succeededFuture(List.of()) : lines(session, edition);
            Future<Nudges.Allowance> allowance = nudges.allowance();
            return Future.all(lines, allowance).compose(both -> {
                Organisation organisation = new Organisation(lines.result());
                String query = edition == null ? "" : "?module=" + edition.slug();
                OrganisationView view = new OrganisationView(
                        pages.page(ctx, place),
                        action,
                        all.stream()
                                .map(each -> new ChoiceView(
                                        each.slug(), each.module().title(), each == edition))
                                .toList(),
                        organisation.totals(),
                        organisation.views(base + "/team" + query),
                        csv + query,
                        place == Place.ORGANISATION ? reminders(base, allowance.result()) : null);
                return pages.send(ctx, "admin/organisation.jte", view);
            });
        });
    }

    private static OrganisationView.Reminders reminders(String base, Nudges.Allowance allowance) {
        return new OrganisationView.Reminders(
                allowance.hindrance().orElse(null), allowance.teams(), base + "/admin/reminders");
    }

    private Future<Void> remind(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        boolean forbidden = "yes".equals(ctx.request().getFormAttribute("forbidden"));
        return nudges.forbid(forbidden, session.learner())
                .compose(done -> Redirect.to(ctx, "/l/" + session.launch() + "/admin"));
    }

    private static @Nullable Edition chosen(List<Edition> all, @Nullable String slug) {
        if (slug == null || slug.isEmpty()) {
            return all.isEmpty() ? null : all.get(0);
        }
        return all.stream()
                .filter(edition -> edition.slug().equals(slug))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private Future<Void> csv(RoutingContext ctx, Session session) {
        return editions.wanted(ctx.request().getParam("module"))
                .compose(edition -> lines(session, edition)
                        .compose(lines -> ctx.response()
                                .putHeader("Content-Type", "text/csv; charset=utf-8")
                                .putHeader(
                                        "Content-Disposition",
                                        "attachment; filename=\"waymark-" + edition.slug() + "-contexts.csv\"")
                                .end(Csv.lines(new Organisation(lines).rows(edition)))));
    }
}
