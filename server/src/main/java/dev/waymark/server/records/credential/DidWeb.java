package dev.waymark.server.records.credential;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's name on the web, <a href="https://w3c-ccg.github.io/did-method-web/">did:web</a>: a host, perhaps a port,
 * perhaps a path. Its document is fetched over HTTPS; over plain HTTP only from this machine.
 */
public record DidWeb(String did) {
    private static final Pattern FORM =
            Pattern.compile("did:web:([A-Za-z0-9.-]{1,253})(?:%3[Aa]([0-9]{1,5}))?((?::[A-Za-z0-9._~-]{1,100}){0,8})");
    private static final Pattern NUMERIC_HOST = Pattern.compile("[0-9.]+|.*\\.[0-9]+|0[xX].*");

    public DidWeb {
        if (!FORM.matcher(did).matches() || NUMERIC_HOST.matcher(host(did)).matches()) {
            throw new IllegalArgumentException("not a did:web name of a host: " + did);
        }
    }

    /** The issuer of a server at this public URL; an IP address has no such name, and the world needs HTTPS. */
    public static DidWeb of(URI publicUrl) {
        @Nullable String host = publicUrl.getHost();
        if (host == null || host.startsWith("[") || NUMERIC_HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("records need a host name, not an IP address: " + publicUrl);
        }
        if (!"https".equals(publicUrl.getScheme()) && !(isLoopback(host) && "http".equals(publicUrl.getScheme()))) {
            throw new IllegalArgumentException("records need an https public URL: " + publicUrl);
        }
        return new DidWeb("did:web:" + host + (publicUrl.getPort() < 0 ? "" : "%3A" + publicUrl.getPort()));
    }

    public URI documentUrl() {
        var form = FORM.matcher(did);
        if (!form.matches()) {
            throw new IllegalStateException(did);
        }
        String path = form.group(3).isEmpty() ? "/.well-known" : form.group(3).replace(':', '/');
        String port = form.group(2) == null ? "" : ":" + form.group(2);
        String scheme = isLoopback(form.group(1)) ? "http" : "https";
        return URI.create(scheme + "://" + form.group(1) + port + path + "/did.json");
    }

    String keyId(IssuerKey key) {
        return did + "#" + key.kid();
    }

    private static String host(String did) {
        return did.substring("did:web:".length()).split("[%:]", 2)[0];
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }
}
