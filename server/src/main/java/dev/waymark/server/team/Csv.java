package dev.waymark.server.team;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class Csv {
    private Csv() {}

    public static Buffer lines(List<List<Object>> rows) {
        return Buffer.buffer(rows.stream().map(Csv::line).collect(Collectors.joining()));
    }

    private static String line(List<Object> values) {
        return values.stream().map(value -> quoted(value.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
