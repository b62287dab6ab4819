package dev.waymark.server.demo;

import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import io.vertx.core.Future;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser without a window: keeps cookies, follows redirects, submits the first form of a page. */
final class Visitor {
    private static final int MOST_REDIRECTS = 8;
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)\\s*=\\s*\"([^\"]*)\"");

    private final ToolClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(ToolClient http) {
        this.http = http;
    }

    /** A page and where it was found. */
    record Visited(URI uri, LtiResponse response) {
        /** The content of a meta element. */
        String meta(String name) {
            var matcher = Pattern.compile("<meta name=\"" + name + "\" content=\"([^\"]*)\"")
                    .matcher(response.body());
            if (!matcher.find()) {
                throw new IllegalStateException("No " + name + " on the page at " + uri + ", " + response.status());
            }
            return unescaped(matcher.group(1));
        }
    }

    Future<Visited> get(URI uri) {
        return send(new LtiRequest("GET", uri, Map.of(), null), 0);
    }

    Future<Visited> send(LtiRequest request) {
        return send(request, 0);
    }

    /** With the fields that the page has filled in, and these. */
    Future<Visited> submit(Visited page, Map<String, String> more) {
        var form = FORM.matcher(page.response().body());
        if (!form.find()) {
            return Future.failedFuture(new IllegalStateException("No form on the page at " + page.uri() + ", "
                    + page.response().status()));
        }
        var fields = fields(form.group(2));
        fields.putAll(more);
        var action = page.uri().resolve(attributes(form.group(1)).getOrDefault("action", ""));
        return send(new LtiRequest("POST", action, formHeaders(page.uri(), action), FormBody.encode(fields)));
    }

    private Future<Visited> send(LtiRequest request, int redirects) {
        return http.send(withCookies(request)).compose(response -> {
            remember(response.header("Set-Cookie"));
            var location = response.header("Location");
            if (response.status() < 300 || response.status() >= 400 || location == null) {
                return Future.succeededFuture(new Visited(request.uri(), response));
            }
            if (redirects == MOST_REDIRECTS) {
                return Future.failedFuture(new IllegalStateException("Redirected in circles at " + request.uri()));
            }
            var next = request.uri().resolve(location);
            return send(new LtiRequest("GET", next, Map.of(), null), redirects + 1);
        });
    }

    private LtiRequest withCookies(LtiRequest request) {
        var headers = new LinkedHashMap<>(request.headers());
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return new LtiRequest(request.method(), request.uri(), headers, request.body());
    }

    private void remember(@Nullable String lines) {
        if (lines == null) {
            return;
        }
        for (var line : lines.split("\n", -1)) {
            var pair = line.split(";", 2)[0].split("=", 2);
            if (pair.length == 2) {
                cookies.put(pair[0].trim(), pair[1].trim());
            }
        }
    }

    private static Map<String, String> formHeaders(URI page, URI action) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", FormBody.MEDIA_TYPE);
        headers.put("Origin", page.getScheme() + "://" + page.getAuthority());
        headers.put("Sec-Fetch-Site", page.getAuthority().equals(action.getAuthority()) ? "same-origin" : "cross-site");
        return headers;
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        var inputs = INPUT.matcher(form);
        while (inputs.find()) {
            var attributes = attributes(inputs.group(1));
            var name = attributes.get("name");
            if (name != null) {
                fields.put(name, attributes.getOrDefault("value", ""));
            }
        }
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        var attributes = new LinkedHashMap<String, String>();
        Matcher matcher = ATTRIBUTE.matcher(tag);
        while (matcher.find()) {
            attributes.put(matcher.group(1), unescaped(matcher.group(2)));
        }
        return attributes;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
