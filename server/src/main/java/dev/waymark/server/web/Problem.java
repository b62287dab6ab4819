package dev.waymark.server.web;

import org.jspecify.annotations.Nullable;

/**
 * Something that was expected to go wrong: what a person or an API client is told.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String slug;
    private final int status;
    private final @Nullable String field;

    private Problem(int status, String slug, String text, @Nullable String field) {
        super(text, null, false, false);
        this.status = status;
        this.slug = slug;
        this.field = field;
    }

    public static Problem of(int status, String slug, String text) {
        return new Problem(status, slug, text, null);
    }

    /** 400, naming the field and what is wrong with it. */
    public static Problem badField(String field, String text) {
        return new Problem(400, "bad-" + field.toLowerCase(java.util.Locale.ROOT), text, field);
    }

    /** 404, also for what exists and is not this person's to see. */
    public static Problem notFound() {
        return new Problem(404, "not-found", "There is nothing here that you can see.", null);
    }

    public static Problem signedOut() {
        return new Problem(
                401, "signed-out", "This session is over or belongs to another window. Open the activity again.", null);
    }

    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public @Nullable String field() {
        return field;
    }
}
