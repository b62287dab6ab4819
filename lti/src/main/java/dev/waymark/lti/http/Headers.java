package dev.waymark.lti.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

final class Headers {
    private Headers() {}

    /** An unmodifiable copy whose look-ups ignore case, as HTTP asks. */
    static Map<String, String> copy(Map<String, String> headers) {
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return Collections.unmodifiableMap(copy);
    }
}
