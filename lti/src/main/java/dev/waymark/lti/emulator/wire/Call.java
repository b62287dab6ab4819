package dev.waymark.lti.emulator.wire;

import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request taken apart: its path below the platform's base and its parameters, none of them repeated. */
public record Call(
        LtiRequest request,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> form,
        @Nullable String document) {

    public static Call of(LtiRequest request, URI base, @Nullable String document) {
        try {
            return new Call(
                    request,
                    segments(request.uri().getRawPath(), base.getRawPath()),
                    single(request.uri().getRawQuery()),
                    isForm(request) ? single(request.body()) : Map.of(),
                    document);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("The request's parameters cannot be decoded.");
        }
    }

    /** One segment, or empty when the path is shorter. */
    public String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    public boolean is(String method) {
        return request.method().equals(method);
    }

    public String header(String name) {
        var value = request.header(name);
        return value == null ? "" : value;
    }

    public String parameter(String name) {
        return query.getOrDefault(name, form.getOrDefault(name, ""));
    }

    @Nullable
    public String bearer() {
        var authorization = header("Authorization");
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : null;
    }

    public Refusal methodRefused() {
        return new Refusal(405, "method_not_allowed", request.method() + " is not served here.");
    }

    private static boolean isForm(LtiRequest request) {
        var type = request.header("Content-Type");
        return type != null && type.startsWith(FormBody.MEDIA_TYPE);
    }

    private static List<String> segments(@Nullable String path, @Nullable String base) {
        var prefix = base == null ? "" : base;
        if (path == null || !path.startsWith(prefix + "/")) {
            throw Refusal.unknown("address");
        }
        return Arrays.stream(path.substring(prefix.length() + 1).split("/", -1))
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, String> single(@Nullable String encoded) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : FormBody.decode(encoded == null ? "" : encoded)) {
            if (parameters.put(pair.getKey(), pair.getValue()) != null) {
                throw Refusal.malformed("The parameter " + pair.getKey() + " is repeated.");
            }
        }
        return parameters;
    }
}
