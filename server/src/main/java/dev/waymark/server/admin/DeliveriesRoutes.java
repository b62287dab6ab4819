package dev.waymark.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.admin.DeliveriesView.Status;
import dev.waymark.server.admin.DeliveryStore.Delivery;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The ledger of everything sent outside, with a way to send it again. */
public final class DeliveriesRoutes {
    private static final String PAGE = "/l/:launch/admin/deliveries";
    private static final String API = "/api/v1/admin/deliveries";
    private final Pool pool;
    private final DeliveryStore store;
    private final AuditStore audit;
    private final Pages pages;

    public DeliveriesRoutes(Pool pool, DeliveryStore store, AuditStore audit, Pages pages) {
        this.pool = pool;
        this.store = store;
        this.audit = audit;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get(PAGE).respond(this::page);
        routes.post(PAGE + "/:id/replay").respond(this::replayFromPage);
        routes.get(API).respond(this::list);
        routes.post(API + "/:id/replay").respond(this::replay);
    }

    private Future<Void> list(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        Paging paging = Paging.of(ctx.request().getParam("page", "1"));
        return store.list(pool, states(ctx), Paging.SIZE, paging.offset()).compose(rows -> {
            ObjectNode json = Json.object();
            json.set(
                    "deliveries",
                    Json.MAPPER.valueToTree(
                            rows.stream().map(DeliveriesRoutes::json).toList()));
            json.set("next", Json.MAPPER.valueToTree(paging.next(rows.size(), total(rows))));
            return Json.send(ctx, 200, json);
        });
    }

    private static int total(List<Delivery> rows) {
        return rows.isEmpty() ? 0 : rows.get(0).total();
    }

    private static ObjectNode json(Delivery row) {
        ObjectNode json = Json.object()
                .put("id", row.id().toString())
                .put("kind", row.kind())
                .put("status", status(row).name().toLowerCase(Locale.ROOT))
                .put("attempts", row.attempts())
                .put("causes", row.causes())
                .put("reason", row.reason())
                .put("platform", row.issuer())
                .put("subject", row.subject())
                .put("createdAt", row.createdAt().toInstant().toString())
                .put("updatedAt", row.updatedAt().toInstant().toString());
        json.put("learner", row.learner() == null ? null : row.learner().toString());
        json.put(
                "nextAt",
                status(row) == Status.WAITING ? row.dueAt().toInstant().toString() : null);
        json.put("shown", row.shown());
        return json.put("shownBy", row.shownBy());
    }

    private static Status status(Delivery row) {
        return switch (row.state()) {
            case "failed" -> Status.FAILED;
            case "waiting", "sending" -> Status.WAITING;
            default -> Status.SENT;
        };
    }

    private static List<String> states(RoutingContext ctx) {
        return switch (ctx.request().getParam("status", "")) {
            case "" -> List.of("waiting", "sending", "delivered", "failed");
            case "waiting" -> List.of("waiting", "sending");
            case "sent", "delivered" -> List.of("delivered");
            case "failed" -> List.of("failed");
            default -> throw Problem.badField("status", "A status is waiting, sent or failed.");
        };
    }

    private Future<Void> replay(RoutingContext ctx) {
        return again(ctx).compose(waiting -> Json.send(ctx, 202, Json.object().put("id", waiting.toString())));
    }

    private Future<Void> replayFromPage(RoutingContext ctx) {
        return again(ctx).compose(waiting -> Redirect.to(ctx, base(ctx)));
    }

    private Future<UUID> again(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        UUID id = Ids.parse(ctx.pathParam("id")).orElseThrow(Problem::notFound);
        return pool.withTransaction(connection -> store.replay(connection, id).compose(waiting -> {
            if (waiting.isEmpty()) {
                throw Problem.notFound();
            }
            return audit.note(connection, session.learner().toString(), "delivery.replayed", id.toString(), Map.of())
                    .map(waiting.get(0));
        }));
    }

    private Future<Void> page(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        Paging paging = Paging.of(ctx.request().getParam("page", "1"));
        String wanted = ctx.request().getParam("status", "");
        return store.list(pool, states(ctx), Paging.SIZE, paging.offset()).compose(rows -> {
            Page page = pages.page(ctx, Place.DELIVERIES);
            String query = wanted.isEmpty() ? "" : "status=" + wanted + "&";
            DeliveriesView view = new DeliveriesView(
                    page,
                    base(ctx),
                    choices(page.texts(), wanted),
                    rows.stream().map(row -> row(row, base(ctx), page.texts())).toList(),
                    paging.view(rows, total(rows), base(ctx), query));
            return pages.send(ctx, "admin/deliveries.jte", view);
        });
    }

    private static String base(RoutingContext ctx) {
        return "/l/" + SessionGate.of(ctx).launch() + "/admin/deliveries";
    }

    private static List<ChoiceView> choices(Texts texts, String wanted) {
        List<ChoiceView> choices = new ArrayList<>();
        choices.add(new ChoiceView("", texts.get("deliveries.all"), wanted.isEmpty()));
        for (Status status : Status.values()) {
            String value = status.name().toLowerCase(Locale.ROOT);
            choices.add(new ChoiceView(value, texts.of("delivery", status), value.equals(wanted)));
        }
        return choices;
    }

    private static DeliveriesView.Row row(Delivery row, String base, Texts texts) {
        String who = row.learnerName() == null ? "" : row.learnerName();
        String what = row.subject() == null ? "" : row.subject();
        String shown = row.shownBy() == null ? "" : " · " + texts.get("delivery.shown." + row.shownBy());
        String reason = (row.reason() == null ? "" : row.reason()) + shown;
        return new DeliveriesView.Row(
                row.id().toString(),
                texts.has("delivery.kind." + row.kind()) ? texts.get("delivery.kind." + row.kind()) : row.kind(),
                row.issuer() == null ? "—" : row.issuer(),
                who.isEmpty() || what.isEmpty() ? who + what : who + " · " + what,
                status(row),
                row.attempts(),
                row.updatedAt().toInstant().toString(),
                status(row) == Status.WAITING ? row.dueAt().toInstant().toString() : null,
                reason.isBlank() ? null : reason.strip(),
                row.state().equals("sending") ? null : base + "/" + row.id() + "/replay");
    }
}
