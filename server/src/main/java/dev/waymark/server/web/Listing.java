package dev.waymark.server.web;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page of a long list was asked for: {@code q} to search by, {@code skip} rows to leave out.
 *
 * @param query empty finds everything
 */
public record Listing(String query, int skipped) {
    private static final int LONGEST_QUERY = 200;

    public static Listing of(RoutingContext ctx) {
        return new Listing(words("q", ctx.request().getParam("q")), skipped(ctx));
    }

    /** What somebody searches by, without the blanks around it. */
    public static String words(String field, @Nullable String given) {
        if (given == null) {
            return "";
        }
        if (given.length() > LONGEST_QUERY || given.indexOf('\0') >= 0) {
            throw Problem.badField(
                    field, "The field " + field + " must be text of at most " + LONGEST_QUERY + " characters.");
        }
        return given.strip();
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
        return escaped(query);
    }

    public static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** @param page how many rows a page has */
    public PagingView paging(String action, int shown, int total, int page) {
        return paging(action, Map.of("q", query), shown, total, page);
    }

    /** @param kept the fields that the neighbouring pages are asked for as well, the query among them */
    public PagingView paging(String action, Map<String, String> kept, int shown, int total, int page) {
        String fields = kept.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
        String base = action + "?" + fields + "skip=";
        return new PagingView(
                shown == 0 ? 0 : skipped + 1,
                skipped + shown,
                total,
                skipped == 0 ? null : base + Math.max(0, skipped - page),
                skipped + shown < total ? base + (skipped + shown) : null);
    }
}
