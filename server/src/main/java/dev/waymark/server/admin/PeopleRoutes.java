package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.people.PersonalData;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Listing;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;

/** People by name, their data to hand out or erase, and what administrators did. */
public final class PeopleRoutes {
    private final Pool pool;
    private final PeopleStore store = new PeopleStore();
    private final PersonalData data;
    private final Pages pages;

    public PeopleRoutes(Pool pool, PersonalData data, Pages pages) {
        this.pool = pool;
        this.data = data;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/admin/people").respond(this::people);
        routes.get("/l/:launch/admin/people/:person/export").respond(this::export);
        routes.post("/l/:launch/admin/people/:person/erasure").respond(this::erase);
        routes.get("/l/:launch/admin/audit").respond(this::audit);
        routes.get("/api/v1/admin/people").respond(this::peopleAsJson);
        routes.get("/api/v1/admin/people/:person/export").respond(this::export);
        routes.delete("/api/v1/admin/people/:person").respond(this::eraseByApi);
    }

    private Future<Void> people(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        Listing asked = Listing.of(ctx);
        String action = "/l/" + session.launch() + "/admin/people";
        return store.people(pool, asked).compose(found -> {
            List<PeopleView.Person> people = found.stream()
                    .map(person -> new PeopleView.Person(
                            person.id().toString(),
                            person.name(),
                            person.platform(),
                            person.contexts(),
                            person.lastSeen().toString(),
                            person.records(),
                            action + "/" + person.id() + "/export",
                            action + "/" + person.id() + "/erasure"))
                    .toList();
            int total = found.isEmpty() ? 0 : found.get(0).total();
            PagingView paging = asked.paging(action, found.size(), total, PeopleStore.PAGE);
            return pages.send(
                    ctx,
                    "admin/people.jte",
                    new PeopleView(pages.page(ctx, Place.PEOPLE), action, asked.query(), people, paging));
        });
    }

    private Future<Void> peopleAsJson(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return store.people(pool, Listing.of(ctx)).compose(found -> {
            ObjectNode json = Json.object();
            ArrayNode people = json.putArray("people");
            found.forEach(person -> people.addObject()
                    .put("id", person.id().toString())
                    .put("name", person.name())
                    .put("platform", person.platform())
                    .put("lastSeenAt", person.lastSeen().toString())
                    .put("records", person.records()));
            json.put("total", found.isEmpty() ? 0 : found.get(0).total());
            return Json.send(ctx, 200, json);
        });
    }

    private static UUID person(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("person")).orElseThrow(Problem::notFound);
    }

    private Future<Void> export(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return data.export(person(ctx))
                .compose(everything -> ctx.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Content-Disposition", "attachment; filename=\"waymark-person.json\"")
                        .end(Buffer.buffer(Json.bytes(everything))));
    }

    private Future<Void> erase(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        if (!"yes".equals(ctx.request().getFormAttribute("sure"))) {
            throw Problem.badField("sure", "Erasing was not confirmed.");
        }
        return data.erase(person(ctx), actor(session))
                .compose(held -> Redirect.to(ctx, "/l/" + session.launch() + "/admin/people"));
    }

    /** Answers what was held until now, for the person who asked. */
    private Future<Void> eraseByApi(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return data.erase(person(ctx), actor(session)).compose(held -> Json.send(ctx, 200, held));
    }

    private static String actor(Session session) {
        return session.learner().toString();
    }

    private Future<Void> audit(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        Listing asked = Listing.of(ctx);
        String action = "/l/" + session.launch() + "/admin/audit";
        return store.audit(pool, asked).compose(found -> {
            List<AuditView.Entry> entries = found.stream()
                    .map(entry -> new AuditView.Entry(
                            entry.at().toString(), entry.actor(), entry.action(), entry.subject(), entry.detail()))
                    .toList();
            int total = found.isEmpty() ? 0 : found.get(0).total();
            PagingView paging = asked.paging(action, found.size(), total, PeopleStore.PAGE);
            return pages.send(
                    ctx,
                    "admin/audit.jte",
                    new AuditView(pages.page(ctx, Place.AUDIT), action, asked.query(), entries, paging));
        });
    }
}
