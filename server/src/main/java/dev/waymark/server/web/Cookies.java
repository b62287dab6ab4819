package dev.waymark.server.web;

/** Cookies that come back inside an LMS's frame while third-party cookies are blocked (CHIPS). */
public final class Cookies {
    private Cookies() {}

    public static String partitioned(String name, String value, String path, long seconds) {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + seconds
                + "; Secure; HttpOnly; SameSite=None; Partitioned";
    }
}
