package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each path the people who are strong at its beginning and have nothing at its end. */
public record BridgeView(Page page, String context, int strongFrom, List<Gap> gaps) {
    public record Gap(String from, String to, int line, int learners, List<Row> rows) {}

    public record Row(@Nullable String name, String url, int fromCompleted, int fromTotal, int toTotal) {}
}
