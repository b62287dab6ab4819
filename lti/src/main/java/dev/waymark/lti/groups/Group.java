package dev.waymark.lti.groups;

import dev.waymark.lti.claims.Claims;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a context, such as a tutorial group.
 *
 * @param setIds the group sets it belongs to
 * @see <a href="https://www.imsglobal.org/spec/lti-gs/v1p0">Course Groups 1.0</a>
 */
public record Group(String id, String name, @Nullable String tag, List<String> setIds) {

    static @Nullable Group parse(Claims entry) {
        var id = entry.identifier("id");
        return id == null
                ? null
                : new Group(
                        id,
                        Objects.requireNonNullElse(entry.title("name"), id),
                        entry.title("tag"),
                        entry.texts("set_ids"));
    }
}
