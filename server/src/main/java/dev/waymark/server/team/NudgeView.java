package dev.waymark.server.team;

import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the weekly digest would reach, and what one of them would read.
 *
 * @param hindrance why none can be sent; null when they can
 * @param more whether more people would be reached than are listed
 */
public record NudgeView(
        Page page,
        String context,
        String module,
        boolean on,
        @Nullable Hindrance hindrance,
        String action,
        String backUrl,
        List<Row> rows,
        boolean more,
        @Nullable Mail mail) {

    /** {@code wanted} false for who stopped the digest and gets none. */
    public record Row(@Nullable String name, String url, String why, boolean wanted) {}

    public record Mail(String language, String direction, String subject, String text) {}
}
