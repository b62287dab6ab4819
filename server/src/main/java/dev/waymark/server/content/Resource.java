package dev.waymark.server.content;

import java.util.List;

public record Resource(String name, List<Asset> assets) {
    public Resource {
        assets = List.copyOf(assets);
    }
}
