package dev.waymark.server.demo;

import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Role;
import org.jspecify.annotations.Nullable;

/** The one word that says what somebody is here. */
final class Parts {
    static final String ADMINISTRATOR = "Administrator";
    static final String INSTRUCTOR = "Instructor";

    private Parts() {}

    static String of(Person person, @Nullable Course course) {
        if (person.roles().contains(Role.INSTITUTION_ADMINISTRATOR)) {
            return ADMINISTRATOR;
        }
        var enrolment = course == null ? null : course.enrolment(person.id());
        return enrolment == null ? "Visitor" : Role.shortName(enrolment.roles().get(0));
    }
}
