package dev.waymark.server.progress;

import org.jspecify.annotations.Nullable;

/**
 * A training asset in its place, with the learner's own state.
 *
 * @param state one of OPEN, OPENED, DONE, VERIFIED, RENEW
 * @param url where the training is; opens in a new tab
 * @param actionUrl takes {@code state=completed|none}, {@code note}, {@code share} and {@code evidence} by POST
 * @param openedUrl takes an empty POST when the learner follows the link
 * @param carried why a tick survived an edit of the page
 * @param waived why this asset counts as satisfied although its link is dead
 */
public record AssetView(
        String id,
        int level,
        String title,
        String url,
        String host,
        MarkView state,
        boolean next,
        String actionUrl,
        @Nullable String openedUrl,
        @Nullable String completedAt,
        @Nullable Note note,
        @Nullable Evidence evidence,
        @Nullable Verification verification,
        @Nullable String carried,
        @Nullable String waived,
        @Nullable Twin twin) {

    /** {@code shared}: the learner's managers read it too. */
    public record Note(String text, boolean shared) {}

    public record Evidence(String url, String host) {}

    public record Verification(String by, String context, String at) {}

    /** The same link in another environment, offered once this one is done. */
    public record Twin(String environment, int level, String actionUrl) {}

    public boolean done() {
        return state == MarkView.DONE || state == MarkView.VERIFIED;
    }
}
