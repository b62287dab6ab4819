package dev.waymark.server.content;

import java.net.IDN;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a URL by which an asset is known: however its address is spelled, the same page has the same one. Hosts
 * with habits of their own have their rules in {@link YouTubeUrl} and {@link MicrosoftUrl}.
 */
public final class CanonicalUrl {
    private static final int LONGEST = 2_000;
    private static final Pattern PARTS =
            Pattern.compile("(?is)(https?)://([^/?#\\\\]*)([^?#\\\\]*)(?:\\?([^#]*))?(?:#(.*))?");
    private static final Pattern AUTHORITY = Pattern.compile("([^:@\\[\\]]+|\\[[0-9a-fA-F:.]+])(?::([0-9]{0,5}))?");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*");

    private CanonicalUrl() {}

    /** Empty for whatever is not the plain http or https address of a page; never throws. */
    public static Optional<String> of(String url) {
        return parse(url).map(CanonicalUrl::canonical).map(Object::toString);
    }

    /** The host as canonical, or empty where {@link #of} would be. */
    public static Optional<String> host(String url) {
        return parse(url).map(WebAddress::host);
    }

    private static WebAddress canonical(WebAddress address) {
        if (YouTubeUrl.covers(address.host())) {
            return YouTubeUrl.canonical(address);
        }
        return MicrosoftUrl.covers(address.host()) ? MicrosoftUrl.canonical(address) : address;
    }

    static Optional<WebAddress> parse(String url) {
        var parts = PARTS.matcher(url.strip());
        if (url.length() > LONGEST || !parts.matches() || hasUnwritable(url.strip())) {
            return Optional.empty();
        }
        var authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            return Optional.empty();
        }
        var port = port(authority.group(2));
        return host(authority.group(1), port)
                .map(host -> new WebAddress(
                        host, path(parts.group(3)), query(parts.group(4)), PercentEncoding.normal(parts.group(5))));
    }

    private static boolean hasUnwritable(String url) {
        return url.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** Null-free: an empty text is the default port, "-" an impossible one. */
    private static String port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return "";
        }
        int port = Integer.parseInt(digits);
        if (port == 80 || port == 443) {
            return "";
        }
        return port == 0 || port > 65_535 ? "-" : ":" + port;
    }

    private static Optional<String> host(String text, String port) {
        if (port.equals("-")) {
            return Optional.empty();
        }
        if (text.startsWith("[")) {
            return Optional.of(text.toLowerCase(Locale.ROOT) + port);
        }
        return ascii(text)
                .filter(host -> host.length() <= 253 && HOST.matcher(host).matches())
                .map(host -> host + port);
    }

    private static Optional<String> ascii(String host) {
        try {
            var ascii = IDN.toASCII(host).toLowerCase(Locale.ROOT);
            return Optional.of(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String path(String raw) {
        var segments = new ArrayDeque<String>();
        for (var segment : PercentEncoding.normal(raw).split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".") && !(segment.isEmpty() && segments.isEmpty())) {
                segments.addLast(segment);
            }
        }
        while (!segments.isEmpty() && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    private static List<String> query(@Nullable String raw) {
        var kept = new ArrayList<String>();
        for (var parameter : PercentEncoding.normal(raw).split("&")) {
            var name = WebAddress.name(parameter);
            if (!parameter.isEmpty() && !name.startsWith("utm_") && !name.equals("wt.mc_id")) {
                kept.add(parameter);
            }
        }
        return List.copyOf(kept);
    }
}
