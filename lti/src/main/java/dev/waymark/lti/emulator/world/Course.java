package dev.waymark.lti.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A context with its roster.
 *
 * @param history the courses this one was copied from, nearest first
 * @param revision counts the roster's changes
 */
public record Course(
        String id,
        String label,
        String title,
        List<String> history,
        List<Enrolment> members,
        List<Group> groups,
        int revision) {
    public Course {
        history = List.copyOf(history);
        members = List.copyOf(members);
        groups = List.copyOf(groups);
    }

    public static Course of(String id, String label, String title) {
        return new Course(id, label, title, List.of(), List.of(), List.of(), 0);
    }

    public @Nullable Enrolment enrolment(String person) {
        return members.stream()
                .filter(member -> member.person().equals(person))
                .findFirst()
                .orElse(null);
    }

    /** The person's old place, if any, is replaced where it stood. */
    public Course enrolling(Enrolment enrolment) {
        var changed = new ArrayList<>(members);
        var placed = enrolment.at(revision + 1);
        var old = enrolment(enrolment.person());
        if (old == null) {
            changed.add(placed);
        } else {
            changed.set(members.indexOf(old), placed);
        }
        return new Course(id, label, title, history, changed, groups, revision + 1);
    }

    /** Removes somebody without a trace, so that differences will not tell. */
    public Course without(String person) {
        var left = members.stream()
                .filter(member -> !member.person().equals(person))
                .toList();
        return new Course(id, label, title, history, left, groups, revision + 1);
    }

    public Course with(Group group) {
        var changed = Stream.concat(groups.stream().filter(other -> !other.id().equals(group.id())), Stream.of(group))
                .toList();
        return new Course(id, label, title, history, members, changed, revision);
    }

    public List<Group> groupsOf(String person) {
        return groups.stream().filter(group -> group.members().contains(person)).toList();
    }

    /** Content goes along in a copy, people do not. */
    public Course copied(String newId, String newTitle) {
        var past = new ArrayList<>(List.of(id));
        past.addAll(history);
        return new Course(newId, label, newTitle, past, List.of(), List.of(), 0);
    }
}
