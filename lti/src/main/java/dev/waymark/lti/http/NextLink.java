package dev.waymark.lti.http;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's answer continues. The address is taken verbatim, because platforms keep their place in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288#section-3">RFC 8288 §3</a>
 */
public final class NextLink {
    private static final int MAX_HEADER = 16_384;
    private static final Pattern LINK = Pattern.compile("<([^<>]*)>([^<]*)");
    private static final Pattern RELATION = Pattern.compile(
            "(?i);\\s*rel\\s*=\\s*[\"'\u201C\u201D\u201E\u2018\u2019]?([^\"'\u201C\u201D\u2018\u2019;,]+)");

    private NextLink() {}

    /** The link with this relation; quotes may be straight, curly or missing. Null when there is none. */
    public static @Nullable URI find(LtiResponse response, String relation, URI requested) {
        var header = response.header("Link");
        if (header == null || header.length() > MAX_HEADER) {
            return null;
        }
        var links = LINK.matcher(header);
        while (links.find()) {
            if (named(links.group(2), relation)) {
                return resolve(requested, links.group(1).strip());
            }
        }
        return null;
    }

    private static boolean named(String attributes, String relation) {
        var match = RELATION.matcher(attributes);
        if (!match.find()) {
            return false;
        }
        for (var name : match.group(1).strip().split("\\s+")) {
            if (name.equalsIgnoreCase(relation)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable URI resolve(URI requested, String target) {
        try {
            return requested.resolve(URI.create(target));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
