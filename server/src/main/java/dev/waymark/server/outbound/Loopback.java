package dev.waymark.server.outbound;

import java.util.Locale;
import java.util.Set;

/** The names by which a configuration means this very machine. */
public final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    /** @param host as it stands in a URL */
    public static boolean names(String host) {
        return NAMES.contains(host.toLowerCase(Locale.ROOT));
    }
}
