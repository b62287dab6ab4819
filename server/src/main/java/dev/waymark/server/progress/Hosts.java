package dev.waymark.server.progress;

import java.net.URI;
import java.net.URISyntaxException;

/** The part of a link that tells people where it leads. */
public final class Hosts {
    private Hosts() {}

    public static String of(String url) {
        try {
            String host = new URI(url.replaceAll("[ |]", "%20")).getHost();
            return host == null ? "" : host.replaceFirst("^www\\.", "");
        } catch (URISyntaxException unreadable) {
            return "";
        }
    }
}
