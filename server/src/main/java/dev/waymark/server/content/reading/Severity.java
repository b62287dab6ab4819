package dev.waymark.server.content.reading;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** ERROR: something was refused. WARNING: something was understood that the author should look at. INFO: an irregularity. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
