package dev.waymark.server.content.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reports what the links of a page have to do with each other. */
final class Repetitions {
    private static final Pattern OFFSET = Pattern.compile(".*[?&#](?:t|start|time_continue)=\\d+.*");
    private static final Pattern VIDEO = Pattern.compile("https://www\\.youtube\\.com/watch\\?.*");

    private Repetitions() {}

    static void find(List<Assets.Located> located, Findings findings) {
        var byUrl = new HashMap<String, Assets.Located>();
        var byPage = new HashMap<String, Assets.Located>();
        for (var one : located) {
            var url = one.asset().canonicalUrl();
            var same = byUrl.putIfAbsent(url, one);
            if (same != null) {
                repeated(same, one, findings);
            } else {
                fragments(byPage, one, findings);
            }
            if (VIDEO.matcher(url).matches()
                    && OFFSET.matcher(one.asset().url()).matches()) {
                findings.info(
                        one.line(), "video-offset", "The link starts within the video; the whole video is the asset.");
            }
        }
    }

    private static void repeated(Assets.Located first, Assets.Located again, Findings findings) {
        var title = Findings.quote(again.asset().title());
        if (first.environment().equals(again.environment())) {
            findings.warning(
                    again.line(),
                    "link-duplicate",
                    "%s is linked in line %d too, in the same environment.".formatted(title, first.line()));
        } else {
            findings.info(
                    again.line(),
                    "link-shared",
                    "%s is linked in line %d too, in another environment; watching once counts in both."
                            .formatted(title, first.line()));
        }
        if (!first.asset().title().equals(again.asset().title())) {
            findings.info(
                    again.line(),
                    "link-two-titles",
                    "The same link is called %s here and %s in line %d."
                            .formatted(title, Findings.quote(first.asset().title()), first.line()));
        }
    }

    private static void fragments(Map<String, Assets.Located> byPage, Assets.Located one, Findings findings) {
        var url = one.asset().canonicalUrl();
        int hash = url.indexOf('#');
        var other = byPage.putIfAbsent(hash < 0 ? url : url.substring(0, hash), one);
        if (other != null) {
            findings.info(
                    one.line(),
                    "link-fragments",
                    "Another place of the same page is linked in line %d; they are two assets."
                            .formatted(other.line()));
        }
    }
}
