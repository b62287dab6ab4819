package dev.waymark.server.launch;

import dev.waymark.lti.launch.LaunchClaims;
import dev.waymark.server.editions.Edition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resource link opens, from the custom parameters that deep linking gave it: a module, an
 * environment or one cell. They survive course copies; ids of links do not.
 */
public record LinkScope(
        @Nullable String module,
        @Nullable String environment,
        @Nullable Integer level) {
    public static final String MODULE = "waymark_module";
    public static final String ENVIRONMENT = "waymark_environment";
    public static final String LEVEL = "waymark_level";

    static LinkScope of(LaunchClaims claims) {
        String level = claims.customValue(LEVEL);
        return new LinkScope(
                claims.customValue(MODULE),
                claims.customValue(ENVIRONMENT),
                level != null && level.matches("\\d{1,4}") ? Integer.valueOf(level) : null);
    }

    /** The edition it opens: the one it names, or the only one. */
    Optional<Edition> edition(List<Edition> editions) {
        if (module == null) {
            return editions.size() == 1 ? Optional.of(editions.get(0)) : Optional.empty();
        }
        return editions.stream()
                .filter(edition -> edition.slug().equals(module))
                .findFirst();
    }
}
