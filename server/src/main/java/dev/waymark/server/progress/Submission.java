package dev.waymark.server.progress;

import dev.waymark.server.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What learners may write beside a tick. */
final class Submission {
    static final int LONGEST_NOTE = 2_000;
    static final int LONGEST_LINK = 2_000;

    private Submission() {}

    static String text(String field, String value, int longest) {
        if (value.length() > longest || value.indexOf('\0') >= 0) {
            throw Problem.badField(
                    field, "The field " + field + " must be text of at most " + longest + " characters.");
        }
        return value;
    }

    /** An http(s) link; empty takes back what was there. */
    static @Nullable String link(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return text == null ? null : "";
        }
        try {
            URI link = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
            if (web && link.getHost() != null && link.getRawUserInfo() == null) {
                return link.toString();
            }
            throw notALink();
        } catch (URISyntaxException e) {
            throw notALink();
        }
    }

    private static Problem notALink() {
        return Problem.badField("evidence", "The field evidence must be a link that starts with http:// or https://.");
    }
}
