package dev.waymark.server.admin;

import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Long lists, a page at a time. */
record Paging(int page) {
    static final int SIZE = 50;
    private static final int LAST = 10_000;

    /** @param given the parameter {@code page} of the request */
    static Paging of(String given) {
        if (!given.matches("[1-9]\\d{0,4}") || Integer.parseInt(given) > LAST) {
            throw Problem.badField("page", "A page is a number from 1 to " + LAST + ".");
        }
        return new Paging(Integer.parseInt(given));
    }

    int offset() {
        return (page - 1) * SIZE;
    }

    /** @param query what every page's address repeats, empty or ending in {@code &} */
    PagingView view(List<?> rows, int total, String path, String query) {
        int from = rows.isEmpty() ? 0 : offset() + 1;
        return new PagingView(
                from,
                offset() + rows.size(),
                total,
                page > 1 ? url(path, query, page - 1) : null,
                offset() + rows.size() < total ? url(path, query, page + 1) : null);
    }

    /** The number of the next page, null on the last. */
    @Nullable
    Integer next(int rows, int total) {
        return offset() + rows < total ? page + 1 : null;
    }

    private static String url(String path, String query, int page) {
        return path + "?" + query + "page=" + page;
    }
}
