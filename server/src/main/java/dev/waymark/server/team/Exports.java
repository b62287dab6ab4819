package dev.waymark.server.team;

import dev.waymark.server.progress.DueDates;
import dev.waymark.server.web.Csv;
import dev.waymark.server.web.Days;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A team as a file, sent as the rows come from the database. Few at once, and none for longer than its reader
 * reads: each holds a database connection.
 */
public final class Exports {
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 30;
    private final Teams teams;
    private final DueDates dueDates;
    private final AtomicInteger running = new AtomicInteger();

    public Exports(Teams teams, DueDates dueDates) {
        this.teams = teams;
        this.dueDates = dueDates;
    }

    Future<Void> csv(RoutingContext ctx, Asking.Asked asked) {
        Form form = new Form("text/csv; charset=utf-8", "csv", Csv::lines, Buffer::buffer);
        return send(ctx, asked, form);
    }

    Future<Void> xlsx(RoutingContext ctx, Asking.Asked asked) {
        Xlsx workbook = new Xlsx();
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return send(ctx, asked, new Form(type, "xlsx", workbook::rows, workbook::end));
    }

    private record Form(String type, String suffix, Function<List<List<Object>>, Buffer> rows, Supplier<Buffer> end) {}

    private Future<Void> send(RoutingContext ctx, Asking.Asked asked, Form form) {
        TeamFilter filter = TeamFilter.read(ctx.request()::getParam, asked.edition());
        ZoneId zone = Days.zone(Asking.parameter(ctx, "zone"));
        if (running.incrementAndGet() > AT_ONCE) {
            running.decrementAndGet();
            throw Problem.of(429, "busy", "Other exports are running. Try again in a few seconds.");
        }
        HttpServerResponse response = ctx.response();
        return dueDates.of(asked.team().context(), asked.edition())
                .compose(due -> teams.export(
                        asked.team(),
                        asked.edition(),
                        filter,
                        page -> begin(response, form, Sheet.of(page, due, zone.normalized()))))
                .compose(done -> response.end(form.end().get()))
                .onComplete(done -> running.decrementAndGet());
    }

    private static Function<List<Member>, Future<Void>> begin(HttpServerResponse response, Form form, Sheet sheet) {
        String name = "waymark-" + sheet.edition().slug() + "." + form.suffix();
        response.setChunked(true)
                .putHeader("Content-Type", form.type())
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        Future<Void> header = response.write(form.rows().apply(List.of(sheet.header())));
        return members -> header.compose(written -> response.write(
                        form.rows().apply(members.stream().map(sheet::row).toList())))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
