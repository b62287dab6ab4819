package dev.waymark.server.editions.drafts;

import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.diff.PermanentIds;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a draft is compared with: the version that is current, as its page stated it.
 *
 * @param version null before a module's first version
 * @param assets the permanent ids of its assets, in page order
 * @param carried by asset, why earlier ticks of it count
 * @param known everything that the module's assets were ever recognised by, the latest first
 */
public record Predecessor(
        @Nullable UUID version,
        int number,
        int revision,
        String sourceHash,
        Module page,
        List<UUID> assets,
        Map<UUID, String> carried,
        List<PermanentIds.Retired> known) {

    static Predecessor none(Module first) {
        Axis nothing = new Axis("", List.of());
        Module empty = new Module(first.permalink(), "", "", "", nothing, nothing, List.of(), List.of());
        return new Predecessor(null, 0, 0, "", empty, List.of(), Map.of(), List.of());
    }
}
