package dev.waymark.server.demo;

import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a page of the LMS.
 *
 * @param tab the place in the course that is shown
 * @param here the path to come back to after a switch
 */
public record Shell(
        String title,
        Face me,
        List<Face> people,
        List<Course> courses,
        @Nullable Course course,
        String tab,
        String here,
        Switches switches) {

    /** Somebody as the pages show them. */
    public record Face(String id, String name, String initials, String part, int hue) {
        static Face of(Person person, String part) {
            var initials =
                    person.givenName().substring(0, 1) + person.familyName().substring(0, 1);
            return new Face(
                    person.id(),
                    person.name(),
                    initials,
                    part,
                    Math.floorMod(person.id().hashCode(), 6));
        }
    }

    public boolean administers() {
        return me.part().equals(Parts.ADMINISTRATOR);
    }

    public boolean teaches() {
        return me.part().equals(Parts.INSTRUCTOR) || administers();
    }

    public String school() {
        return Cast.SCHOOL;
    }
}
