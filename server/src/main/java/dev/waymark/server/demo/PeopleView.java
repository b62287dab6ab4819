package dev.waymark.server.demo;

import java.util.List;

/** Who is in a course, and in which group. */
public record PeopleView(Shell shell, List<Member> members) {
    public record Member(Shell.Face face, String email, String groups, String status) {}
}
