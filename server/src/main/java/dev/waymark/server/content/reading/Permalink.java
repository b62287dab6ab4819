package dev.waymark.server.content.reading;

import dev.waymark.server.content.Slug;
import java.util.Optional;
import java.util.regex.Pattern;

/** The key of a module. An unusable one is replaced by the page's title, which the author should know. */
final class Permalink {
    private static final Pattern USABLE = Pattern.compile("(?:/[\\p{L}\\p{N}._~%+-]{1,100}){1,20}");

    private Permalink() {}

    static String of(FrontMatter front, String title, Findings findings) {
        var given = front.value("permalink").map(Permalink::normal);
        if (given.isPresent()
                && USABLE.matcher(given.get()).matches()
                && !given.get().contains("..")) {
            return given.get();
        }
        var made = "/" + Slug.of(title);
        int line = Math.max(1, front.lastLine());
        findings.warning(
                line,
                "permalink-missing",
                "The page has no usable permalink, which is the key of a module; %s was made from its title."
                        .formatted(Findings.quote(made)),
                "permalink: " + made);
        return made;
    }

    private static String normal(String permalink) {
        var path = permalink.startsWith("/") ? permalink : "/" + permalink;
        return Optional.of(path.replaceAll("/+$", "")).filter(p -> !p.isEmpty()).orElse("/");
    }
}
