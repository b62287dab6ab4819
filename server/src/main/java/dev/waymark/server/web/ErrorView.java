package dev.waymark.server.web;

import org.jspecify.annotations.Nullable;

/** A failure told to a person: what happened, what to do, and a reference for support. */
public record ErrorView(
        Page page,
        int status,
        String title,
        String happened,
        String todo,
        String reference,
        @Nullable Action action) {

    /** A way out. It opens in the whole window, because a login page refuses to stand in a frame. */
    public record Action(String label, String url) {}

    /** The page of a problem that has texts of its own ({@code problem.slug.*}), else of its status. */
    public static ErrorView of(Page page, String slug, int status, String reference) {
        Texts texts = page.texts();
        String key = "problem." + (texts.has("problem." + slug + ".title") ? slug : byStatus(status));
        return new ErrorView(
                page,
                status,
                texts.get(key + ".title"),
                texts.get(key + ".happened"),
                texts.get(key + ".todo"),
                reference,
                null);
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 401 -> "session-expired";
            case 404 -> "not-found";
            case 413 -> "too-large";
            case 429 -> "too-many";
            case 503 -> "unavailable";
            default -> status < 500 ? "bad-request" : "internal";
        };
    }
}
