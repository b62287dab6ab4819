package dev.waymark.lti.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course or other place that the launch happened in. Types are full or short names, as received.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#context-claim">LTI Core 1.3 §5.4.1</a>
 */
public record Context(
        String id, @Nullable String label, @Nullable String title, List<String> types) {}
