package dev.waymark.server.demo;

import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Group;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.emulator.world.World;
import java.util.List;

/** The people and courses of the demonstration, all invented. */
final class Cast {
    static final String SCHOOL = "Lindenfeld Academy";
    static final String COURSE = "ml-201";
    static final String ONBOARDING = "onboarding";
    static final String TEACHER = "mara";
    static final String ADMIN = "noor";

    static final List<Person> LEARNERS = List.of(
            Person.of("ada", "Ada", "Quill"),
            Person.of("bram", "Bram", "Oakes"),
            Person.of("cleo", "Cleo", "Marsh"),
            Person.of("dario", "Dario", "Finch"),
            Person.of("edda", "Edda", "Storm"),
            Person.of("femi", "Femi", "Brook"),
            Person.of("greta", "Greta", "Vale"),
            Person.of("hugo", "Hugo", "Reed"),
            Person.of("ines", "Ines", "Holm"),
            Person.of("jonas", "Jonas", "Pike"),
            Person.of("kira", "Kira", "Lund"),
            Person.of("luca", "Luca", "Thorn"));

    private Cast() {}

    static World world() {
        var world = new World()
                .add(Person.of(TEACHER, "Mara", "Field"))
                .add(Person.of("otis", "Otis", "Wells"))
                .add(Person.administrator(ADMIN, "Noor", "Castle"));
        LEARNERS.forEach(world::add);
        world.add(Course.of(COURSE, "ML 201", "Applied machine learning"));
        world.enrol(COURSE, Enrolment.of(TEACHER, Role.INSTRUCTOR));
        world.enrol(COURSE, Enrolment.of("otis", Role.MENTOR).mentoring(List.of("ada", "bram", "cleo")));
        LEARNERS.forEach(learner -> world.enrol(COURSE, Enrolment.of(learner.id(), Role.LEARNER)));
        world.add(world.course(COURSE)
                .with(group("harbour", "Harbour team", LEARNERS.subList(0, 6)))
                .with(group("orchard", "Orchard team", LEARNERS.subList(6, 12))));
        world.add(Course.of(ONBOARDING, "PL 100", "Platform onboarding"));
        world.enrol(ONBOARDING, Enrolment.of(TEACHER, Role.INSTRUCTOR));
        LEARNERS.subList(3, 8).forEach(learner -> world.enrol(ONBOARDING, Enrolment.of(learner.id(), Role.LEARNER)));
        return world;
    }

    private static Group group(String id, String name, List<Person> people) {
        return new Group(
                id, name, "Project teams", people.stream().map(Person::id).toList());
    }
}
