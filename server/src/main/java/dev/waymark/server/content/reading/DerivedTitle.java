package dev.waymark.server.content.reading;

import dev.waymark.server.content.CanonicalUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** A title for a link that has none, made from its address. */
final class DerivedTitle {
    private static final Pattern VIDEO =
            Pattern.compile("https://www\\.youtube\\.com/(watch|playlist)\\?(?:v|list)=(.+)");
    private static final Pattern EXTENSION = Pattern.compile("(?i)\\.(?:html?|md|aspx|php|ipynb|pdf|pptx?|docx?)$");
    private static final Pattern NUMBER = Pattern.compile("[\\d.]*");

    private DerivedTitle() {}

    static String of(String canonicalUrl) {
        var video = VIDEO.matcher(canonicalUrl);
        if (video.matches()) {
            return (video.group(1).equals("watch") ? "YouTube video " : "YouTube playlist ") + video.group(2);
        }
        var host = CanonicalUrl.host(canonicalUrl).orElse(canonicalUrl);
        var words = words(canonicalUrl.replaceFirst("https://[^/?#]*", "").replaceFirst("[?#].*", ""));
        return words.isEmpty() ? host : words + " (" + host + ")";
    }

    /** The last part of the path that says something. */
    private static String words(String path) {
        var segments = path.split("/");
        for (int i = segments.length - 1; i >= 0; i--) {
            var words = EXTENSION
                    .matcher(decoded(segments[i]))
                    .replaceFirst("")
                    .replaceAll("[-_+\\s]+", " ")
                    .strip();
            if (!NUMBER.matcher(words).matches()) {
                return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
            }
        }
        return "";
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
