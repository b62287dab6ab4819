package dev.waymark.server.demo;

import java.util.List;

/** The gradebook; a learner sees one row. */
public record GradesView(Shell shell, List<Column> columns, List<Row> rows) {
    public record Column(String title, String maximum) {}

    public record Row(Shell.Face face, List<Mark> marks) {}

    /** {@code text} as people read it; {@code share} in twentieths, for the bar; {@code when} in UTC. */
    public record Mark(String text, int share, String when) {}
}
