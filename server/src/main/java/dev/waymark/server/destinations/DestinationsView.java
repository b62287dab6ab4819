package dev.waymark.server.destinations;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what.
 *
 * @param secret a webhook's new secret, shown this once
 * @param said what a form or a test led to
 */
public record DestinationsView(
        Page page,
        List<Row> rows,
        String action,
        @Nullable String secret,
        @Nullable String said,
        boolean bad) {

    public record Row(
            String name,
            boolean store,
            String url,
            boolean enabled,
            boolean pseudonym,
            List<Event> events,
            int failures,
            @Nullable String restsUntil,
            @Nullable String formerUntil,
            String action) {}

    public record Event(String word, String label, boolean chosen) {}
}
