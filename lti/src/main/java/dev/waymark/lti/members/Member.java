package dev.waymark.lti.members;

import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.launch.Roles;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the roster, as the platform tells it.
 *
 * @param groups ids of the groups this member is enrolled in, when groups were asked for
 * @see <a href="https://www.imsglobal.org/spec/lti-nrps/v2p0#membership-container-media-type">NRPS 2.0 §2.1</a>
 */
public record Member(
        String userId,
        Status status,
        Roles roles,
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable String lisPersonSourcedId,
        List<String> groups) {

    /** Whether somebody belongs to the context now. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        DELETED;

        /** A missing status means active, and so does one that nobody has heard of. */
        static Status of(@Nullable String wire) {
            return switch (wire == null ? "Active" : wire) {
                case "Inactive" -> INACTIVE;
                case "Deleted" -> DELETED;
                default -> ACTIVE;
            };
        }
    }

    /** Null when the entry has no usable id. */
    static @Nullable Member parse(Claims entry) {
        var userId = entry.identifier("user_id");
        return userId == null
                ? null
                : new Member(
                        userId,
                        Status.of(entry.text("status")),
                        new Roles(entry.texts("roles")),
                        entry.title("name"),
                        entry.title("given_name"),
                        entry.title("family_name"),
                        entry.title("email"),
                        entry.text("lis_person_sourcedid"),
                        groups(entry));
    }

    private static List<String> groups(Claims entry) {
        return entry.objects("group_enrollments").stream()
                .map(group -> group.text("group_id"))
                .filter(Objects::nonNull)
                .toList();
    }
}
