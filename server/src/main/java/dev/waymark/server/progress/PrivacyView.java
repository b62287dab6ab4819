package dev.waymark.server.progress;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held about the learner and who sees it.
 *
 * @param sentTo systems outside that receive something, such as the LMS's gradebook
 */
public record PrivacyView(
        Page page,
        @Nullable String name,
        List<Held> held,
        List<Reader> readers,
        List<String> sentTo,
        String exportUrl,
        @Nullable String eraseUrl,
        @Nullable Mail mail) {

    /** {@code code} names the texts {@code held.code} and {@code held.code.what}. */
    public record Held(String code, int count) {}

    /** People of a course who see this learner's progress. */
    public record Reader(String context, List<String> names) {}

    /** The weekly digest: whether it comes, and the form that changes it. */
    public record Mail(boolean wanted, String action) {}
}
