package dev.waymark.server.demo;

import java.util.List;

/** Who is in a course, and in which group. */
record PeopleView(Shell shell, List<Member> members) {
    record Member(Shell.Face face, String email, String groups, String status) {}
}
