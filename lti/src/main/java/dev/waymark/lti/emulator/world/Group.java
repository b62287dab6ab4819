package dev.waymark.lti.emulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of a course's people; {@code set} names the division it belongs to. */
public record Group(String id, String name, @Nullable String set, List<String> members) {
    public Group {
        members = List.copyOf(members);
    }
}
