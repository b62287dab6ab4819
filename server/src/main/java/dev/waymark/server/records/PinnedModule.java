package dev.waymark.server.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The module exactly as it was when the record was issued.
 *
 * @param contentHash SHA-256 of the module's canonical JSON, lower-case hex
 * @param sourceHash SHA-256 of the page's bytes, lower-case hex
 * @param part what the record is for, when that is not the whole: the name of an environment, or of the first and the last
 *     of a path
 */
public record PinnedModule(
        String permalink,
        String slug,
        String title,
        int version,
        String contentHash,
        String sourceHash,
        @Nullable List<String> part) {
    public PinnedModule {
        part = part == null ? null : List.copyOf(part);
        requireSha256(contentHash);
        requireSha256(sourceHash);
    }

    private static void requireSha256(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + hash);
        }
    }
}
