package dev.waymark.server.editions;

import java.util.List;
import java.util.UUID;

/** A published version of a module, as its assets stood in it. */
public record Earlier(UUID version, int number, List<PlacedAsset> assets) {

    public boolean holds(PlacedAsset asset) {
        return assets.stream().anyMatch(each -> each.id().equals(asset.id()));
    }
}
