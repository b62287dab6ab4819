package dev.waymark.server.team;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.content.Environment;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.progress.Due;
import dev.waymark.server.progress.DueDates;
import dev.waymark.server.web.Days;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Until when a team shall be done, for API clients: what was read can be written back. */
public final class DueRoutes {
    private static final String PATH = "/api/v1/contexts/:context/due-dates";
    private final Asking asking;
    private final DueDates dueDates;

    public DueRoutes(Asking asking, DueDates dueDates) {
        this.asking = asking;
        this.dueDates = dueDates;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(this::show);
        routes.put(PATH).respond(this::set);
    }

    private Future<Void> show(RoutingContext ctx) {
        return asking.api(ctx).map(Asking::whole).compose(asked -> answer(ctx, asked));
    }

    private Future<Void> set(RoutingContext ctx) {
        return asking.api(ctx).map(Asking::whole).compose(asked -> {
            JsonNode body = Json.body(ctx);
            ZoneId zone = Days.zone(text(body, "zone"));
            Map<String, LocalDate> days = days(body, asked.edition());
            return dueDates.set(
                            asked.team().context(),
                            asked.edition(),
                            days,
                            zone,
                            asked.session().learner())
                    .compose(done -> answer(ctx, asked));
        });
    }

    private static Map<String, LocalDate> days(JsonNode body, Edition edition) {
        Set<String> known =
                edition.module().environments().stream().map(Environment::key).collect(Collectors.toSet());
        JsonNode environments = body.path("environments");
        if (!environments.isArray() && !environments.isMissingNode()) {
            throw Problem.badField("environments", "The field environments must be a list of {key, day}.");
        }
        Map<String, LocalDate> days = new LinkedHashMap<>();
        day(body).ifPresent(day -> days.put("", day));
        for (JsonNode environment : environments) {
            String key = environment.path("key").asText();
            if (!known.remove(key)) {
                throw Problem.badField(
                        "environments", "The field environments must name environments of the module, each once.");
            }
            day(environment).ifPresent(day -> days.put(key, day));
        }
        return days;
    }

    private static Optional<LocalDate> day(JsonNode node) {
        return Days.day("day", text(node, "day"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isNull() || value.isMissingNode() || value.isTextual()) {
            return value.textValue();
        }
        throw Problem.badField(field, "The field " + field + " must be a text or null.");
    }

    private Future<Void> answer(RoutingContext ctx, Asking.Asked asked) {
        return dueDates.of(asked.team().context(), asked.edition())
                .compose(due -> Json.send(ctx, 200, json(asked.edition(), due)));
    }

    private static ObjectNode json(Edition edition, Due due) {
        ObjectNode json = Json.object()
                .put("module", edition.slug())
                .put("zone", due.zone().getId());
        date(json, due, due.module());
        ArrayNode environments = json.putArray("environments");
        edition.module()
                .environments()
                .forEach(environment -> date(
                        environments.addObject().put("key", environment.key()).put("name", environment.name()),
                        due,
                        due.environments().get(environment.key())));
        return json;
    }

    private static void date(ObjectNode json, Due due, @Nullable Instant at) {
        json.put("day", at == null ? null : due.day(at).toString()).put("dueAt", at == null ? null : at.toString());
    }
}
