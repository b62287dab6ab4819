package dev.waymark.server.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.web.Days;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A module's recertification campaigns: {@code /api/v1/admin/modules/{slug}/campaigns}. */
public final class CampaignRoutes {
    private static final String ALL = "/api/v1/admin/modules/:slug/campaigns";
    private static final String ONE = ALL + "/:id";
    private final Campaigns campaigns;
    private final Editions editions;

    public CampaignRoutes(Campaigns campaigns, Editions editions) {
        this.campaigns = campaigns;
        this.editions = editions;
    }

    public void mount(Routes routes) {
        routes.get(ALL).respond(this::list);
        routes.post(ALL).respond(this::start);
        routes.get(ONE).respond(this::show);
        routes.patch(ONE).respond(this::change);
        routes.delete(ONE).respond(this::cancel);
        routes.post(ONE + "/reminders").respond(this::remind);
    }

    /** With whom another one would concern. */
    private Future<Void> list(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return editions.of(slug(ctx))
                .compose(edition -> Future.all(campaigns.of(edition), campaigns.concerned(edition)))
                .compose(read -> {
                    ObjectNode json = Json.object().put("module", slug(ctx));
                    ArrayNode all = json.putArray("campaigns");
                    read.<List<Campaign>>resultAt(0).forEach(campaign -> all.add(CampaignJson.of(slug(ctx), campaign)));
                    CampaignJson.figures(json.putObject("next"), read.resultAt(1));
                    return Json.send(ctx, 200, json);
                });
    }

    private Future<Void> show(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return campaigns.find(slug(ctx), id(ctx)).compose(campaign -> answer(ctx, 200, campaign));
    }

    private Future<Void> answer(RoutingContext ctx, int status, Campaign campaign) {
        return Future.all(campaigns.figures(campaign), campaigns.reminders(campaign))
                .compose(read -> Json.send(
                        ctx, status, CampaignJson.of(slug(ctx), campaign, read.resultAt(0), read.resultAt(1))));
    }

    private Future<Void> start(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        JsonNode body = Json.body(ctx);
        List<Integer> days = days(body);
        Plan plan = new Plan(
                deadline(body),
                Days.zone(text(body, "zone")),
                Plan.appeal(orEmpty(text(body, "title")), orEmpty(text(body, "message"))),
                days == null ? Plan.USUAL_DAYS : days);
        return campaigns
                .start(slug(ctx), plan, session.learner().toString())
                .compose(campaign -> Editions.everywhere(ctx.vertx()).compose(done -> answer(ctx, 201, campaign)));
    }

    private Future<Void> change(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        JsonNode body = Json.body(ctx);
        Change change = new Change(
                deadline(body), Days.zone(text(body, "zone")), text(body, "title"), text(body, "message"), days(body));
        return campaigns
                .change(slug(ctx), id(ctx), change, session.learner().toString())
                .compose(campaign -> Editions.everywhere(ctx.vertx()).compose(done -> answer(ctx, 200, campaign)));
    }

    private Future<Void> cancel(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return campaigns
                .cancel(slug(ctx), id(ctx), session.learner().toString())
                .compose(done -> Editions.everywhere(ctx.vertx()))
                .compose(done -> ctx.response().setStatusCode(204).end());
    }

    private Future<Void> remind(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return campaigns
                .remind(slug(ctx), id(ctx), session.learner().toString())
                .compose(campaign -> answer(ctx, 202, campaign));
    }

    private static @Nullable List<Integer> days(JsonNode body) {
        JsonNode given = body.path("days");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        List<Integer> days = new ArrayList<>();
        given.forEach(day -> days.add(day.isInt() ? day.intValue() : 0));
        if (!given.isArray()) {
            throw Plan.badDays();
        }
        return Plan.days(days);
    }

    private static String slug(RoutingContext ctx) {
        return ctx.pathParam("slug");
    }

    private static UUID id(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("id")).orElseThrow(Problem::notFound);
    }

    private static @Nullable Instant deadline(JsonNode body) {
        String text = text(body, "deadline");
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badField("deadline", "The field deadline must be a time such as 2030-01-31T08:00:00Z.");
        }
    }

    private static @Nullable String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull() || value.isTextual()) {
            return value.textValue();
        }
        throw Problem.badField(field, "The field " + field + " must be text.");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
