package dev.waymark.lti.launch;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a web address, as browsers compare and print them.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-cs-pm/v0p1">Client Side postMessages 0.1</a>
 */
public record WebOrigin(String scheme, String host, int port) {

    /** @throws IllegalArgumentException when the address has no http(s) scheme, no host, or a user name in it */
    public static WebOrigin of(URI address) {
        if (address.getScheme() == null || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("Not a plain web address");
        }
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int usual = switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> throw new IllegalArgumentException("Not a web address");
        };
        int port = address.getPort() == -1 ? usual : address.getPort();
        return new WebOrigin(scheme, address.getHost().toLowerCase(Locale.ROOT), port);
    }

    @Override
    public String toString() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
