package dev.waymark.lti.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pairs of a query string or of an {@code application/x-www-form-urlencoded} body. */
public final class FormBody {
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private FormBody() {}

    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> escape(field.getKey()) + "=" + escape(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * Reads pairs in order and keeps repeated names, so that the caller can refuse them.
     *
     * @throws IllegalArgumentException when an escape is broken
     */
    public static List<Map.Entry<String, String>> decode(String encoded) {
        var pairs = new ArrayList<Map.Entry<String, String>>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(Map.entry(unescape(name), unescape(value)));
            }
        }
        return List.copyOf(pairs);
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String unescape(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
