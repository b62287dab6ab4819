package dev.waymark.server.web;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** A text that no spreadsheet takes for a formula. */
    public static String text(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String line(List<Object> values) {
        return values.stream().map(value -> quoted(value.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
