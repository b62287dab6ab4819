package dev.waymark.server.demo;

import java.util.List;

/** A course's front page. */
public record CourseView(Shell shell, List<Activity> activities) {

    /** An activity and what the gradebook says of it to the person who looks. */
    public record Activity(String url, String title, String text, String score, boolean graded) {}
}
