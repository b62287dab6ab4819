package dev.waymark.server.launch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource link opens, from the custom parameters that deep linking gave it: a module, an
 * environment or one cell. They survive course copies, ids of links do not.
 */
public record LinkScope(@Nullable String module, @Nullable String environment, @Nullable Integer level) {

    static LinkScope of(Map<String, String> custom) {
        String level = custom.get("waymark_level");
        return new LinkScope(
                plain(custom.get("waymark_module")),
                plain(custom.get("waymark_environment")),
                level != null && level.matches("\\d{1,4}") ? Integer.valueOf(level) : null);
    }

    /** Unresolved variables arrive verbatim on some platforms, and some values empty. */
    private static @Nullable String plain(@Nullable String value) {
        boolean usable = value != null && !value.isBlank() && !value.startsWith("$") && value.length() <= 200;
        return usable ? value : null;
    }
}
