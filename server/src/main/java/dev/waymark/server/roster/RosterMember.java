package dev.waymark.server.roster;

import dev.waymark.lti.members.Member;
import dev.waymark.server.platforms.DerivedIds;
import dev.waymark.server.web.Access;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member of a roster as we keep it. */
record RosterMember(
        UUID id,
        String sub,
        @Nullable String name,
        @Nullable String email,
        int roles,
        String status,
        List<String> groups) {

    /** Those of a page, each once, without test users. */
    static List<RosterMember> of(UUID platform, Collection<Member> members) {
        Map<UUID, RosterMember> all = new LinkedHashMap<>();
        for (Member member : members) {
            if (!member.roles().isTestUser()) {
                RosterMember kept = of(platform, member);
                all.put(kept.id(), kept);
            }
        }
        return List.copyOf(all.values());
    }

    private static RosterMember of(UUID platform, Member member) {
        return new RosterMember(
                DerivedIds.learner(platform, member.userId()),
                member.userId(),
                name(member),
                member.email(),
                Access.of(member.roles()),
                switch (member.status()) {
                    case ACTIVE -> "active";
                    case INACTIVE -> "inactive";
                    case DELETED -> "left";
                },
                member.groups());
    }

    private static @Nullable String name(Member member) {
        if (member.name() != null) {
            return member.name();
        }
        String joined = Stream.of(member.givenName(), member.familyName())
                .filter(part -> part != null && !part.isBlank())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return joined.isEmpty() ? null : joined;
    }
}
