package dev.waymark.server.web;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a page of a long list was asked for: {@code q} to search by, {@code skip} rows to leave out.
 *
 * @param query empty finds everything
 */
public record Listing(String query, int skipped) {
    private static final int LONGEST_QUERY = 200;

    public static Listing of(RoutingContext ctx) {
        return new Listing(query(ctx), skipped(ctx));
    }

    private static String query(RoutingContext ctx) {
        @Nullable String query = ctx.request().getParam("q");
        if (query == null) {
            return "";
        }
        if (query.length() > LONGEST_QUERY || query.indexOf('\0') >= 0) {
            throw Problem.badField("q", "The field q must be text of at most " + LONGEST_QUERY + " characters.");
        }
        return query.strip();
    }

    private static int skipped(RoutingContext ctx) {
        @Nullable String skip = ctx.request().getParam("skip");
        if (skip == null || skip.isEmpty()) {
            return 0;
        }
        if (!skip.matches("\\d{1,8}")) {
            throw Problem.badField("skip", "The field skip must be a number.");
        }
        return Integer.parseInt(skip);
    }

    /** The query for {@code like}, in which no character of it means anything else. */
    public String escaped() {
        return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** @param page how many rows a page has */
    public PagingView paging(String action, int shown, int total, int page) {
        String base = action + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&skip=";
        return new PagingView(
                shown == 0 ? 0 : skipped + 1,
                skipped + shown,
                total,
                skipped == 0 ? null : base + Math.max(0, skipped - page),
                skipped + shown < total ? base + (skipped + shown) : null);
    }
}
