package dev.waymark.lti.launch;

import dev.waymark.lti.claims.Claims;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course or other place that the launch happened in. Types are full or short names, as received.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#context-claim">LTI Core 1.3 §5.4.1</a>
 */
public record Context(
        String id, @Nullable String label, @Nullable String title, List<String> types) {

    /** A context without a usable id is no context: nothing could be filed under it. */
    public static @Nullable Context parse(@Nullable Claims claim) {
        var id = claim == null ? null : claim.identifier("id");
        return claim == null || id == null
                ? null
                : new Context(id, claim.title("label"), claim.title("title"), claim.texts("type"));
    }
}
