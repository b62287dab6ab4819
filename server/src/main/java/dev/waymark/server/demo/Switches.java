package dev.waymark.server.demo;

import java.util.List;

/**
 * What somebody has set for the whole LMS.
 *
 * @param cookiesBlocked whether the tool's frame keeps no cookie
 * @param down whether the services answer 503
 * @param slow whether the services answer late
 * @param language of the people, told to tools at each launch (BCP 47)
 */
public record Switches(boolean cookiesBlocked, boolean down, boolean slow, String language) {
    static final List<String> LANGUAGES = List.of("en", "de", "ar");
    static final Switches NONE = new Switches(false, false, false, "en");

    static Switches of(boolean cookiesBlocked, boolean down, boolean slow, String language) {
        return new Switches(cookiesBlocked, down, slow, LANGUAGES.contains(language) ? language : "en");
    }

    public boolean any() {
        return cookiesBlocked || down || slow;
    }
}
