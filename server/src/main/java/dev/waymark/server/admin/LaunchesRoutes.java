package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.Spec;
import dev.waymark.server.admin.LaunchLogStore.Trace;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The flight recorder: the last launches, each with its checks and the rule that failed. */
public final class LaunchesRoutes {
    private static final String PAGE = "/l/:launch/admin/launches";
    private final Pool pool;
    private final LaunchLogStore store;
    private final Pages pages;

    public LaunchesRoutes(Pool pool, LaunchLogStore store, Pages pages) {
        this.pool = pool;
        this.store = store;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get(PAGE).respond(this::page);
        routes.get(PAGE + "/:id").respond(this::one);
        routes.get("/api/v1/admin/launches").respond(this::list);
    }

    private static @Nullable UUID registration(RoutingContext ctx) {
        String given = ctx.request().getParam("registration", "");
        return given.isEmpty()
                ? null
                : Ids.parse(given)
                        .orElseThrow(() -> Problem.badField("registration", "This is no id of a registration."));
    }

    private static @Nullable Boolean accepted(RoutingContext ctx) {
        return switch (ctx.request().getParam("outcome", "")) {
            case "" -> null;
            case "accepted" -> true;
            case "refused" -> false;
            default -> throw Problem.badField("outcome", "An outcome is accepted or refused.");
        };
    }

    private Future<List<Trace>> traces(RoutingContext ctx, Paging paging) {
        return store.list(pool, registration(ctx), accepted(ctx), Paging.SIZE, paging.offset());
    }

    private Future<Void> list(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        Paging paging = Paging.of(ctx.request().getParam("page", "1"));
        return traces(ctx, paging).compose(rows -> {
            ObjectNode json = Json.object();
            json.set(
                    "launches",
                    Json.MAPPER.valueToTree(
                            rows.stream().map(LaunchesRoutes::json).toList()));
            json.set("next", Json.MAPPER.valueToTree(paging.next(rows.size(), total(rows))));
            return Json.send(ctx, 200, json);
        });
    }

    private static int total(List<Trace> rows) {
        return rows.isEmpty() ? 0 : rows.get(0).total();
    }

    private static ObjectNode json(Trace row) {
        ObjectNode json = Json.object()
                .put("id", Long.toString(row.id()))
                .put("at", row.at().toString())
                .put("issuer", row.issuer())
                .put("clientId", row.clientId())
                .put("deployment", row.deployment())
                .put("accepted", row.accepted())
                .put("reason", row.reason())
                .put("section", row.section())
                .put("binding", row.binding())
                .put("reference", row.reference());
        json.put(
                "registration",
                row.registration() == null ? null : row.registration().toString());
        json.set("checks", row.checks());
        return json;
    }

    private Future<Void> page(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        Paging paging = Paging.of(ctx.request().getParam("page", "1"));
        return traces(ctx, paging)
                .compose(rows -> store.registrations(pool).compose(registrations -> {
                    Page page = pages.page(ctx, Place.LAUNCHES);
                    LaunchesView view = new LaunchesView(
                            page,
                            base(ctx),
                            registrations(ctx, page.texts(), registrations),
                            outcomes(ctx, page.texts()),
                            rows.stream().map(row -> row(row, base(ctx))).toList(),
                            paging.view(rows, total(rows), base(ctx), query(ctx)));
                    return pages.send(ctx, "admin/launches.jte", view);
                }));
    }

    private static String base(RoutingContext ctx) {
        return "/l/" + SessionGate.of(ctx).launch() + "/admin/launches";
    }

    private static String query(RoutingContext ctx) {
        UUID registration = registration(ctx);
        String outcome = ctx.request().getParam("outcome", "");
        return (registration == null ? "" : "registration=" + registration + "&")
                + (outcome.isEmpty() ? "" : "outcome=" + outcome + "&");
    }

    private static List<ChoiceView> registrations(
            RoutingContext ctx, Texts texts, List<LaunchLogStore.Choice> registrations) {
        UUID wanted = registration(ctx);
        List<ChoiceView> choices = new ArrayList<>();
        choices.add(new ChoiceView("", texts.get("deliveries.all"), wanted == null));
        registrations.forEach(each -> choices.add(new ChoiceView(
                each.id().toString(),
                each.issuer() + " " + each.clientId(),
                each.id().equals(wanted))));
        return choices;
    }

    private static List<ChoiceView> outcomes(RoutingContext ctx, Texts texts) {
        Boolean wanted = accepted(ctx);
        return List.of(
                new ChoiceView("", texts.get("deliveries.all"), wanted == null),
                new ChoiceView("accepted", texts.get("launch.accepted"), Boolean.TRUE.equals(wanted)),
                new ChoiceView("refused", texts.get("launch.refused"), Boolean.FALSE.equals(wanted)));
    }

    private static LaunchesView.Row row(Trace row, String base) {
        return new LaunchesView.Row(
                row.at().toString(),
                platform(row),
                row.deployment(),
                row.accepted(),
                row.reason(),
                row.binding(),
                row.reference().length() > 8 ? row.reference().substring(0, 8) : row.reference(),
                base + "/" + row.id());
    }

    private static String platform(Trace row) {
        return row.issuer() == null ? "—" : row.issuer();
    }

    private Future<Void> one(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        String id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) {
            throw Problem.notFound();
        }
        return store.one(pool, Long.parseLong(id)).compose(found -> {
            Trace trace = found.orElseThrow(Problem::notFound);
            LaunchView view = new LaunchView(
                    pages.page(ctx, Place.LAUNCHES),
                    base(ctx),
                    trace.at().toString(),
                    platform(trace),
                    trace.accepted(),
                    trace.reference(),
                    checks(trace),
                    said(trace));
            return pages.send(ctx, "admin/launch.jte", view);
        });
    }

    private static List<LaunchView.Check> checks(Trace trace) {
        List<LaunchView.Check> checks = new ArrayList<>();
        for (JsonNode check : trace.checks()) {
            boolean passed = check.path("passed").asBoolean(true);
            String section = check.path("section").asText(null);
            checks.add(new LaunchView.Check(
                    check.path("name").asText(),
                    passed ? LaunchView.Outcome.PASSED : LaunchView.Outcome.FAILED,
                    null,
                    section,
                    url(section)));
        }
        if (checks.isEmpty() && trace.reason() != null) {
            checks.add(new LaunchView.Check(
                    trace.reason(), LaunchView.Outcome.FAILED, null, trace.section(), url(trace.section())));
        }
        return checks;
    }

    private static @Nullable String url(@Nullable String section) {
        return Arrays.stream(Spec.values())
                .filter(spec -> spec.title().equals(section))
                .map(Spec::url)
                .findFirst()
                .orElse(null);
    }

    /** Nothing personal is recorded, so there is nothing to leave out here. */
    private static Map<String, String> said(Trace trace) {
        Map<String, String> said = new LinkedHashMap<>();
        put(said, "iss", trace.issuer());
        put(said, "aud", trace.clientId());
        put(said, "deployment_id", trace.deployment());
        put(said, "message_type", trace.message());
        return said;
    }

    private static void put(Map<String, String> said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
