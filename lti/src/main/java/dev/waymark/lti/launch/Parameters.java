package dev.waymark.lti.launch;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a query or form; a name given twice is refused, because two readers could disagree about it. */
record Parameters(Map<String, String> values, Reason malformed) {

    static Parameters read(Iterable<? extends Map.Entry<String, String>> pairs, Reason malformed) {
        var values = new HashMap<String, String>();
        for (var pair : pairs) {
            if (values.put(pair.getKey(), pair.getValue()) != null) {
                throw new LtiException(malformed, "A parameter is given twice.");
            }
        }
        return new Parameters(values, malformed);
    }

    /** The value, or null when absent or empty. */
    @Nullable
    String optional(String name, int maxLength) {
        var value = values.get(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > maxLength) {
            throw new LtiException(malformed, "The parameter " + name + " is too long.");
        }
        return value;
    }

    String required(String name, int maxLength, Reason missing) {
        var value = optional(name, maxLength);
        if (value == null) {
            throw new LtiException(missing, "The parameter " + name + " is missing.");
        }
        return value;
    }
}
