package dev.waymark.server.content;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A video is its id however it is addressed, a playlist is its id where no video is named. */
final class YouTubeUrl {
    private static final String HOST = "www.youtube.com";
    private static final Pattern HOSTS =
            Pattern.compile("youtu\\.be|(?:[a-z0-9-]+\\.)*(?:youtube|youtube-nocookie)\\.com");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<String> BEFORE_ID = Set.of("embed", "shorts", "live", "v", "e", "vi", "watch");
    private static final Set<String> NO_ID = Set.of("videoseries", "live_stream", "playlist");

    private YouTubeUrl() {}

    static boolean covers(String host) {
        return HOSTS.matcher(host).matches();
    }

    static WebAddress canonical(WebAddress address) {
        var named = attributed(address).orElse(address);
        return video(named)
                .map(id -> new WebAddress(HOST, "/watch", List.of("v=" + id), ""))
                .or(() -> id(named.parameter("list"))
                        .map(id -> new WebAddress(HOST, "/playlist", List.of("list=" + id), "")))
                .orElseGet(() -> named.host().equals("youtu.be") ? named : named.at(HOST, named.path()));
    }

    /** An attribution link wraps the path of the video in a parameter. */
    private static Optional<WebAddress> attributed(WebAddress address) {
        if (!address.path().equals("/attribution_link")) {
            return Optional.empty();
        }
        return address.parameter("u")
                .map(PercentEncoding::decode)
                .flatMap(target -> CanonicalUrl.parse(target.startsWith("/") ? "https://" + HOST + target : target))
                .filter(target -> covers(target.host()));
    }

    private static Optional<String> video(WebAddress address) {
        var segments = address.segments();
        if (address.host().equals("youtu.be") && !segments.isEmpty()) {
            return id(Optional.of(segments.get(0)));
        }
        var byParameter = id(address.parameter("v").or(() -> address.parameter("vi")));
        if (byParameter.isPresent()) {
            return byParameter;
        }
        return segments.size() >= 2 && BEFORE_ID.contains(segments.get(0))
                ? id(Optional.of(segments.get(1)))
                : Optional.empty();
    }

    private static Optional<String> id(Optional<String> candidate) {
        return candidate.filter(id -> ID.matcher(id).matches() && !NO_ID.contains(id));
    }
}
