package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.team.HolderStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A published version that asks everybody who holds a record of the module to renew it.
 *
 * @param id of the version
 * @param cycle whoever holds a record of it, or of a later one, has renewed
 * @param startedBy a person's name, or what is no person; null where the name is not known
 * @param imported whether it came with a page instead of for its own sake
 * @param deadline when records expire that were not renewed; null = never
 * @param zone in which the deadline's day was chosen
 */
public record Campaign(
        UUID id,
        UUID module,
        int version,
        int cycle,
        Instant startedAt,
        @Nullable String startedBy,
        boolean imported,
        Appeal appeal,
        @Nullable Instant deadline,
        ZoneId zone,
        State state) {

    public enum State {
        /** Records can be renewed before any expires. */
        RUNNING,
        /** The deadline has passed. */
        OVER,
        /** A later campaign asks the same people. */
        FOLLOWED,
        /** Its version was taken back. */
        CANCELLED
    }

    HolderStore.Question question() {
        return new HolderStore.Question(module, cycle, startedAt, deadline);
    }
}
