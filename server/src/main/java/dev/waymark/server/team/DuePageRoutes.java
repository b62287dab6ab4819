package dev.waymark.server.team;

import dev.waymark.server.content.Environment;
import dev.waymark.server.progress.Due;
import dev.waymark.server.progress.DueDates;
import dev.waymark.server.web.Days;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Until when a team shall be done: shown and set, for the module and its environments. */
public final class DuePageRoutes {
    private static final String FIELD = "due";
    private final Asking asking;
    private final DueDates dueDates;
    private final Pages pages;

    public DuePageRoutes(Asking asking, DueDates dueDates, Pages pages) {
        this.asking = asking;
        this.dueDates = dueDates;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/team/due").respond(this::show);
        routes.post("/l/:launch/team/due").respond(this::set);
    }

    private Future<Void> show(RoutingContext ctx) {
        return asking.page(ctx)
                .map(Asking::whole)
                .compose(asked -> dueDates.of(asked.team().context(), asked.edition())
                        .compose(due -> pages.send(ctx, "team/due.jte", view(ctx, asked, due))));
    }

    private DueView view(RoutingContext ctx, Asking.Asked asked, Due due) {
        TeamLinks links = Asking.links(ctx, asked);
        Page page = pages.page(ctx, Place.TEAM).keeping(links.query());
        List<DueView.Row> rows = new ArrayList<>();
        rows.add(new DueView.Row(FIELD, null, day(due, due.module())));
        for (Environment environment : asked.edition().module().environments()) {
            rows.add(new DueView.Row(
                    field(environment.key()),
                    environment.name(),
                    day(due, due.environments().get(environment.key()))));
        }
        return new DueView(
                page,
                asked.team().name(),
                asked.edition().module().title(),
                links.to("/due"),
                links.to(""),
                due.zone().getId(),
                rows);
    }

    private static String field(String environment) {
        return environment.isEmpty() ? FIELD : FIELD + "." + environment;
    }

    private static String day(Due due, @Nullable Instant at) {
        return at == null ? "" : due.day(at).toString();
    }

    private Future<Void> set(RoutingContext ctx) {
        MultiMap form = ctx.request().formAttributes();
        return asking.page(ctx).map(Asking::whole).compose(asked -> {
            Map<String, LocalDate> days = new LinkedHashMap<>();
            day(form, "").ifPresent(day -> days.put("", day));
            for (Environment environment : asked.edition().module().environments()) {
                day(form, environment.key()).ifPresent(day -> days.put(environment.key(), day));
            }
            return dueDates.set(
                            asked.team().context(),
                            asked.edition(),
                            days,
                            Days.zone(form.get("zone")),
                            asked.session().learner())
                    .compose(done -> Redirect.to(ctx, Asking.links(ctx, asked).to("")));
        });
    }

    private static Optional<LocalDate> day(MultiMap form, String environment) {
        String field = field(environment);
        return Days.day(field, form.get(field));
    }
}
