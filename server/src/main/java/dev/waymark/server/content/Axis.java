package dev.waymark.server.content;

import java.util.List;

/** One axis of the decision matrix. A page without a matrix has axes without values. */
public record Axis(String name, List<String> values) {
    public static final Axis NONE = new Axis("", List.of());

    public Axis {
        values = List.copyOf(values);
    }
}
