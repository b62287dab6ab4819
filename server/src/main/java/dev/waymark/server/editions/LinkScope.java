package dev.waymark.server.editions;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    /** Says {@code no} on a link that was chosen without a grade book column. */
    public static final String GRADED = "waymark_graded";
    /** What our line items are tagged with, together with {@link #resourceId} their identity in a grade book. */
    public static final String TAG = "waymark";

    public static final LinkScope NONE = new LinkScope(null, null, null);

    /** @param custom a custom parameter's value by its name, null where there is none */
    public static LinkScope of(UnaryOperator<@Nullable String> custom) {
        String level = custom.apply(LEVEL);
        return new LinkScope(
                custom.apply(MODULE),
                custom.apply(ENVIRONMENT),
                level != null && level.matches("\\d{1,4}") ? Integer.valueOf(level) : null);
    }

    /** Names a scope in a grade book: {@code slug}, {@code slug/environment} or {@code slug/environment/200}. */
    public static String resourceId(String module, @Nullable String environment, @Nullable Integer level) {
        return module
                + (environment == null ? "" : "/" + environment)
                + (environment == null || level == null ? "" : "/" + level);
    }

    /** The edition it opens: the one it names, or the only one. */
    public Optional<Edition> edition(List<Edition> editions) {
        if (module == null) {
            return editions.size() == 1 ? Optional.of(editions.get(0)) : Optional.empty();
        }
        return editions.stream()
                .filter(edition -> edition.slug().equals(module))
                .findFirst();
    }
}
