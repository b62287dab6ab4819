package dev.waymark.server.content;

import java.util.Set;
import java.util.regex.Pattern;

/** Which language and which tab of a page was open when its address was copied does not make another page. */
final class MicrosoftUrl {
    private static final Pattern HOSTS =
            Pattern.compile("(?:[a-z0-9-]+\\.)*(?:microsoft|azure|visualstudio|windows|office)\\.com");
    private static final Pattern LOCALE =
            Pattern.compile("(?i)^/[a-z]{2,3}-(?:[a-z]{4}-)?(?:[a-z]{2}|[0-9]{3})(?=/|$)");
    private static final Set<String> VIEW = Set.of("view", "viewfallbackfrom", "tabs", "context", "source", "wt.mc_id");

    private MicrosoftUrl() {}

    static boolean covers(String host) {
        return HOSTS.matcher(host).matches();
    }

    static WebAddress canonical(WebAddress address) {
        var host = address.host().equals("docs.microsoft.com") ? "learn.microsoft.com" : address.host();
        var path = LOCALE.matcher(address.path()).replaceFirst("");
        return address.at(host, path).without(VIEW);
    }
}
