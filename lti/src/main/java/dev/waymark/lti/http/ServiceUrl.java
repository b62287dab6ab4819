package dev.waymark.lti.http;

import java.net.URI;
import java.util.Map;

/**
 * Addresses of platform services are opaque: only their path grows and only their query gets longer.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-service-scope-and-allowed-http-methods">AGS 2.0
 *     §3.4</a>
 */
public final class ServiceUrl {
    private ServiceUrl() {}

    /** {@code https://lms/item/7?type=1} becomes {@code https://lms/item/7/scores?type=1}. */
    public static URI below(URI url, String segment) {
        var text = url.toString();
        int pathEnd = firstOf(text, "?#");
        var path = text.substring(0, pathEnd);
        var joint = path.endsWith("/") ? "" : "/";
        return URI.create(path + joint + segment + text.substring(pathEnd));
    }

    /** Adds parameters behind whatever query the address has. */
    public static URI with(URI url, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return url;
        }
        var text = url.toString();
        var address = text.substring(0, firstOf(text, "#"));
        var joint = address.indexOf('?') < 0 ? "?" : address.endsWith("?") || address.endsWith("&") ? "" : "&";
        return URI.create(address + joint + FormBody.encode(parameters));
    }

    private static int firstOf(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            if (marks.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
