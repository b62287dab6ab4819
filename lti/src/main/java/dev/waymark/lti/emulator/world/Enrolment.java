package dev.waymark.lti.emulator.world;

import java.util.List;

/**
 * A person's place in a course.
 *
 * @param status Active, Inactive or Deleted
 * @param mentees the people a mentor looks after
 * @param revision the course's revision that last changed this enrolment
 */
public record Enrolment(String person, List<String> roles, String status, List<String> mentees, int revision) {
    public static final String ACTIVE = "Active";
    public static final String INACTIVE = "Inactive";
    public static final String DELETED = "Deleted";

    public Enrolment {
        roles = List.copyOf(roles);
        mentees = List.copyOf(mentees);
    }

    public static Enrolment of(String person, String... roles) {
        return new Enrolment(person, List.of(roles), ACTIVE, List.of(), 0);
    }

    public Enrolment mentoring(List<String> people) {
        return new Enrolment(person, roles, status, people, revision);
    }

    public Enrolment with(String newStatus) {
        return new Enrolment(person, roles, newStatus, mentees, revision);
    }

    Enrolment at(int newRevision) {
        return new Enrolment(person, roles, status, mentees, newRevision);
    }

    public boolean learner() {
        return roles.stream().anyMatch(role -> Role.shortName(role).equals("Learner"));
    }
}
