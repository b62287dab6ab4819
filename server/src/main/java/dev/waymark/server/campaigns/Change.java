package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Appeal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with a campaign; null = as it is. The zone is that of the deadline's day. */
record Change(
        @Nullable Instant deadline,
        ZoneId zone,
        @Nullable String title,
        @Nullable String message,
        @Nullable List<Integer> days) {

    Appeal appeal(Appeal now) {
        return Plan.appeal(title == null ? now.title() : title, message == null ? now.message() : message);
    }
}
