package dev.waymark.server.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The template of the route that a request took, such as {@code /verify/:code}: what may be logged of a path. */
public final class RouteTemplates {
    private final Routes routes;

    public RouteTemplates(Routes routes) {
        this.routes = routes;
    }

    public String of(RoutingContext ctx) {
        Route route = ctx.currentRoute();
        String path = route == null ? null : route.getPath();
        return path == null ? failed(ctx) : path;
    }

    /** A request that failed has left its route for the handler of failures. */
    private String failed(RoutingContext ctx) {
        String path = ctx.normalizedPath();
        return routes.all().stream()
                .filter(route -> route.methods() != null
                        && route.methods().contains(ctx.request().method()))
                .map(Route::getPath)
                .filter(template ->
                        template != null && pattern(template).matcher(path).matches())
                .max(Comparator.comparingInt(String::length))
                .orElse("unmatched");
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Arrays.stream(template.split("/", -1))
                .map(segment -> segment.startsWith(":") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }
}
