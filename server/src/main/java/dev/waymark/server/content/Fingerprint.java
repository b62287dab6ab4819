package dev.waymark.server.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two hashes of an edition, SHA-256 in hexadecimal.
 *
 * <p>The content hash covers what a learner is asked to do and where it stands: permalink, axes, environments (key,
 * name, position), services, resources, assets (level, title, canonical URL) and paths, all in page order. It leaves
 * out prose, summaries, the other front matter, the spelling of a URL that its canonical form ignores, and which
 * resource trains for which service, which an admin may correct. So a retitled asset is a new version whose ticks
 * carry, and a change to anything left out is a cosmetic revision of the same version.
 */
public final class Fingerprint {
    private Fingerprint() {}

    public static String contentHash(Module module) {
        var content = new Content(
                module.permalink(),
                module.rows(),
                module.columns(),
                module.environments().stream().map(Fingerprint::place).toList(),
                module.paths());
        return sha256(ModuleJson.canonical(content).getBytes(StandardCharsets.UTF_8));
    }

    public static String sourceHash(byte[] page) {
        return sha256(page);
    }

    private static Place place(Environment environment) {
        return new Place(
                environment.key(),
                environment.name(),
                environment.row(),
                environment.column(),
                environment.services().stream().map(Service::name).toList(),
                environment.resources().stream().map(Fingerprint::training).toList());
    }

    private static Training training(Resource resource) {
        return new Training(
                resource.name(),
                resource.assets().stream()
                        .map(asset -> new Link(asset.level(), asset.title(), asset.canonicalUrl()))
                        .toList());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Content(String permalink, Axis rows, Axis columns, List<Place> environments, List<Path> paths) {}

    private record Place(
            String key,
            String name,
            @Nullable String row,
            @Nullable String column,
            List<String> services,
            List<Training> resources) {}

    private record Training(String name, List<Link> assets) {}

    private record Link(int level, String title, String canonicalUrl) {}
}
