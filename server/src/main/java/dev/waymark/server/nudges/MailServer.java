package dev.waymark.server.nudges;

import dev.waymark.server.outbound.Loopback;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Through which server mail is sent.
 *
 * @param tls encrypted from the first byte; else by STARTTLS, without which only a server on this machine is spoken to
 * @param user null = no sign-in
 * @param from the sender's address
 * @param trust a PEM file with the certificates that vouch for the server; null = those that the JVM trusts
 */
public record MailServer(
        String host,
        int port,
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        String from,
        @Nullable Path trust) {
    private static final int TLS_PORT = 465;
    private static final int SUBMISSION_PORT = 587;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>\",;:\\\\()\\[\\]\\p{Cntrl}]{1,64}@[^\\s@<>\",;:\\\\()\\[\\]\\p{Cntrl}]{1,255}");

    /** @param url {@code smtp(s)://[user:password@]host[:port]}, user and password percent-encoded */
    public static MailServer parse(URI url, String from, @Nullable Path trust) {
        boolean tls = url.getScheme().equals("smtps");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? TLS_PORT : SUBMISSION_PORT;
        String given = url.getRawUserInfo();
        int colon = given == null ? -1 : given.indexOf(':');
        return new MailServer(
                url.getHost(),
                port,
                tls,
                given == null ? null : decoded(given.substring(0, colon)),
                given == null ? null : decoded(given.substring(colon + 1)),
                from,
                trust);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What is said of a URL that names no mail server; null when it does. */
    public static @Nullable String mistake(URI url) {
        boolean mail = "smtp".equals(url.getScheme()) || "smtps".equals(url.getScheme());
        boolean bare = url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath() == null || url.getRawPath().isEmpty());
        boolean signsIn = url.getRawUserInfo() == null || url.getRawUserInfo().indexOf(':') > 0;
        return mail && bare && signsIn && url.getHost() != null && url.getPort() <= 65535
                ? null
                : "must be smtp://user:password@host:port (STARTTLS) or smtps://user:password@host:port (TLS).";
    }

    /** Whether mail can go to (or come from) this address. */
    public static boolean address(@Nullable String text) {
        return text != null && ADDRESS.matcher(text).matches();
    }

    boolean local() {
        return Loopback.names(host);
    }
}
