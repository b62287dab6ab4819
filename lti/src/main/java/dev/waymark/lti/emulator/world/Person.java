package dev.waymark.lti.emulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody with an account; {@code roles} are those held outside any course. */
public record Person(
        String id,
        String givenName,
        String familyName,
        @Nullable String email,
        List<String> roles) {
    public Person {
        roles = List.copyOf(roles);
    }

    public static Person of(String id, String givenName, String familyName) {
        return new Person(id, givenName, familyName, id + "@school.example", List.of());
    }

    public static Person administrator(String id, String givenName, String familyName) {
        return of(id, givenName, familyName)
                .holding(List.of(Role.INSTITUTION_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR));
    }

    public Person holding(List<String> roles) {
        return new Person(id, givenName, familyName, email, roles);
    }

    public String name() {
        return givenName + " " + familyName;
    }
}
