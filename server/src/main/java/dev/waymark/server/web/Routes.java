package dev.waymark.server.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the server answers, by area: the first and third segment of a path, as in {@code /api/v1/me} and {@code
 * /l/:launch/team}. Each area has a router of its own, so that a request is compared with the routes of its area instead of
 * with all there are. What names no area goes to that of its first segment alone.
 */
public final class Routes implements Handler<HttpServerRequest> {
    private static final String ELSEWHERE = "";
    private final Vertx vertx;
    private final Map<String, Router> areas = new HashMap<>();
    private final Map<String, Consumer<Router>> gates = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private Consumer<Router> beginning = router -> {};

    public Routes(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What every area begins with; before any route. */
    public void begin(Consumer<Router> common) {
        if (!areas.isEmpty()) {
            throw new IllegalStateException("Some areas have begun: " + areas.keySet());
        }
        beginning = common;
        area(ELSEWHERE);
    }

    /**
     * Lets every request of a first segment through a gate, except in areas that have routes by now: those are open, and take
     * no more.
     *
     * @param template {@code /api/v1/*}, say
     */
    public void gate(String template, Handler<RoutingContext> gate) {
        String root = segment(template, 0);
        if (areas.containsKey(root)) {
            throw new IllegalStateException("/" + root + " has open routes already");
        }
        areas.keySet().stream().filter(area -> area.startsWith(root + "/")).forEach(open::add);
        gates.put(root, router -> router.route(template).handler(gate));
        area(root);
    }

    public Route get(String template) {
        return at(template).get(template);
    }

    public Route post(String template) {
        return at(template).post(template);
    }

    public Route put(String template) {
        return at(template).put(template);
    }

    public Route patch(String template) {
        return at(template).patch(template);
    }

    public Route delete(String template) {
        return at(template).delete(template);
    }

    /** Every route, and with each area what it begins with. */
    public List<Route> all() {
        return areas.values().stream()
                .flatMap(router -> router.getRoutes().stream())
                .toList();
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path() == null ? ELSEWHERE : request.path();
        String root = segment(path, 0);
        Router router = areas.get(name(root, segment(path, 2)));
        router = router == null ? areas.get(root) : router;
        (router == null ? area(ELSEWHERE) : router).handle(request);
    }

    private Router at(String template) {
        String third = segment(template, 2);
        String area = name(segment(template, 0), third.startsWith(":") ? "" : third);
        if (open.contains(area)) {
            throw new IllegalStateException(template + " would be open to everybody, as its area is");
        }
        return area(area);
    }

    private Router area(String name) {
        Router known = areas.get(name);
        if (known != null) {
            return known;
        }
        Router router = Router.router(vertx);
        beginning.accept(router);
        gates.getOrDefault(segment(name, 0), none -> {}).accept(router);
        areas.put(name, router);
        return router;
    }

    private static String name(String root, String third) {
        return third.isEmpty() ? root : root + "/" + third;
    }

    /** Segments count without empty ones: some platforms double a slash. */
    private static String segment(String path, int index) {
        int left = index;
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start && left-- == 0) {
                return path.substring(start, end);
            }
            start = end + 1;
        }
        return "";
    }
}
