package dev.waymark.server.progress;

import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds training assets of all published modules by words, environment, level and the learner's own state. */
public final class SearchRoutes {
    private static final int PAGE = 50;
    private static final int LONGEST_QUERY = 200;
    private final Progress progress;
    private final Editions editions;
    private final Pages pages;

    public SearchRoutes(Progress progress, Editions editions, Pages pages) {
        this.progress = progress;
        this.editions = editions;
        this.pages = pages;
    }

    /** Before the routes of modules, whose slugs would take this path. */
    public void mount(Routes routes) {
        routes.get("/l/:launch/learn/search").respond(this::search);
    }

    private Future<Void> search(RoutingContext ctx) {
        return editions.all().compose(all -> {
            List<Future<Overview>> overviews = all.stream()
                    .map(edition -> progress.overview(SessionGate.of(ctx).learner(), edition))
                    .toList();
            return Future.all(overviews)
                    .compose(done -> pages.send(
                            ctx,
                            "progress/search.jte",
                            view(ctx, overviews.stream().map(Future::result).toList())));
        });
    }

    /** What was asked; an empty value asks for everything. */
    private record Question(String query, String environment, String level, String state, int from) {

        static Question of(MultiMap asked) {
            String query = asked.contains("q") ? asked.get("q").strip() : "";
            String from = asked.contains("from") ? asked.get("from") : "0";
            return new Question(
                    query.substring(0, Math.min(query.length(), LONGEST_QUERY)),
                    value(asked, "environment"),
                    value(asked, "level"),
                    value(asked, "state"),
                    from.matches("\\d{1,6}") ? Integer.parseInt(from) : 0);
        }

        private static String value(MultiMap asked, String name) {
            return asked.contains(name) ? asked.get(name) : "";
        }

        boolean fits(Overview overview, PlacedAsset asset) {
            String text = String.join(" ", asset.title(), asset.resource(), asset.url())
                    .toLowerCase(Locale.ROOT);
            return Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains)
                    && (environment.isEmpty() || environment.equals(asset.environment()))
                    && (level.isEmpty() || level.equals(Integer.toString(asset.level())))
                    && (state.isEmpty() || state.equals(mark(overview, asset).name()));
        }

        String url(String action, int start) {
            return action + "?q=" + encode(query) + "&environment=" + encode(environment) + "&level=" + encode(level)
                    + "&state=" + encode(state) + "&from=" + start;
        }

        private static String encode(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    private SearchView view(RoutingContext ctx, List<Overview> overviews) {
        Page page = pages.page(ctx, Place.SEARCH);
        Question question = Question.of(ctx.queryParams());
        String base = "/l/" + SessionGate.of(ctx).launch() + "/learn";
        List<SearchView.Result> found = overviews.stream()
                .flatMap(overview -> overview.edition().assets().stream()
                        .filter(asset -> question.fits(overview, asset))
                        .map(asset -> result(base, overview, asset)))
                .toList();
        int from = Math.min(question.from(), found.size());
        int to = Math.min(from + PAGE, found.size());
        String action = base + "/search";
        PagingView paging = new PagingView(
                found.isEmpty() ? 0 : from + 1,
                to,
                found.size(),
                from == 0 ? null : question.url(action, Math.max(0, from - PAGE)),
                to == found.size() ? null : question.url(action, to));
        return new SearchView(
                page,
                action,
                question.query(),
                environments(page.texts(), overviews, question.environment()),
                levels(page.texts(), overviews, question.level()),
                states(page.texts(), question.state()),
                found.subList(from, to),
                paging);
    }

    private static SearchView.Result result(String base, Overview overview, PlacedAsset asset) {
        Edition edition = overview.edition();
        Lines lines = Lines.of(edition);
        return new SearchView.Result(
                asset.title(),
                asset.url(),
                Hosts.of(asset.url()),
                asset.resource(),
                lines.name(asset.environment()),
                lines.number(asset.environment()),
                asset.level(),
                mark(overview, asset),
                base + "/" + edition.slug() + "/" + asset.environment() + "#asset-" + asset.id());
    }

    private static MarkView mark(Overview overview, PlacedAsset asset) {
        return MarkView.of(overview.of(asset).state());
    }

    private static List<ChoiceView> environments(Texts texts, List<Overview> overviews, String chosen) {
        Stream<ChoiceView> all = overviews.stream()
                .flatMap(overview -> overview.edition().module().environments().stream())
                .map(environment -> new ChoiceView(
                        environment.key(), environment.name(), environment.key().equals(chosen)))
                .distinct();
        return withAll(texts, chosen, all);
    }

    private static List<ChoiceView> levels(Texts texts, List<Overview> overviews, String chosen) {
        Stream<ChoiceView> all = overviews.stream()
                .flatMap(overview -> overview.edition().cells().stream())
                .map(Cell::level)
                .distinct()
                .sorted()
                .map(level -> new ChoiceView(
                        level.toString(), texts.level(level), level.toString().equals(chosen)));
        return withAll(texts, chosen, all);
    }

    private static List<ChoiceView> states(Texts texts, String chosen) {
        Stream<ChoiceView> all = Stream.of(MarkView.OPEN, MarkView.OPENED, MarkView.DONE, MarkView.VERIFIED)
                .map(state -> new ChoiceView(
                        state.name(), texts.of("state", state), state.name().equals(chosen)));
        return withAll(texts, chosen, all);
    }

    private static List<ChoiceView> withAll(Texts texts, String chosen, Stream<ChoiceView> choices) {
        List<ChoiceView> all = new ArrayList<>();
        all.add(new ChoiceView("", texts.get("all"), chosen.isEmpty()));
        choices.forEach(all::add);
        return all;
    }
}
