package dev.waymark.server.content.reading;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The definitions of reference links, wherever on the page they stand. */
final class References {
    private static final Pattern DEFINITION =
            Pattern.compile(" {0,3}\\[([^\\[\\]]{1,200})]:[ \\t]*<?([^\\s<>]{1,2000})>?.*");
    private static final int MOST = 1_000;

    private References() {}

    static Map<String, String> in(Page page) {
        var references = new HashMap<String, String>();
        for (var line : page.spoken()) {
            var definition = DEFINITION.matcher(line);
            if (references.size() < MOST && definition.matches()) {
                references.putIfAbsent(
                        definition.group(1).toLowerCase(Locale.ROOT).strip(), definition.group(2));
            }
        }
        return references;
    }
}
