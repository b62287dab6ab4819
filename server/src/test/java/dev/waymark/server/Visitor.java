package dev.waymark.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.server.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person with a browser that keeps cookies and speaks plain HTTP: what a launch does, step by step. */
public final class Visitor {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final Pattern FIELD = Pattern.compile("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"session-token\" content=\"([^\"]+)\"");
    private static final Pattern GO_ON = Pattern.compile("<a class=\"button\" href=\"([^\"]+)\"");
    private static final Pattern FORM_TOKEN = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");
    private final URI tool;
    private final Platform lms;
    private final Map<String, String> cookies = new HashMap<>();
    private @Nullable HttpResponse<String> last;

    Visitor(URI tool, Platform lms) {
        this.tool = tool;
        this.lms = lms;
    }

    /** The same browser again, with the cookies it has now, for requests at the same time. */
    public Visitor copy() {
        Visitor copy = new Visitor(tool, lms);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** The whole launch, to the page it lands on. */
    public Visitor launch(Launch launch) {
        postToken(tokenFor(launch));
        return follow();
    }

    /** Login at the tool and sign-in at the LMS; answers the form that the LMS lets the browser post. */
    public Map<String, String> tokenFor(Launch launch) {
        LtiRequest start = lms.start(launch);
        HttpResponse<String> login = send(start.method(), start.uri(), start.body());
        return authenticate(URI.create(next(login)));
    }

    /** The redirect, or the way on from the page that keeps a value in the LMS's storage first. */
    private static String next(HttpResponse<String> login) {
        Matcher link = GO_ON.matcher(login.body());
        return login.headers()
                .firstValue("Location")
                .or(() -> link.find() ? Optional.of(link.group(1).replace("&amp;", "&")) : Optional.empty())
                .orElseThrow(() -> new AssertionError("Login answered " + login.statusCode() + " " + login.body()));
    }

    /** The LMS's answer to an authentication request. */
    public Map<String, String> authenticate(URI request) {
        LtiResponse page = lms.handle(new LtiRequest("GET", request, Map.of(), null), uri -> "")
                .response();
        return fields(page.body());
    }

    public HttpResponse<String> postToken(Map<String, String> form) {
        return send("POST", tool.resolve("/lti/launch"), FormBody.encode(form));
    }

    /** Follows redirects to the page at their end. */
    public Visitor follow() {
        while (response().statusCode() / 100 == 3) {
            get(response().headers().firstValue("Location").orElseThrow());
        }
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send("GET", tool.resolve(path), null);
    }

    /** Posts a form of the page that is open, with what proves that it came from there. */
    public HttpResponse<String> post(String path, Map<String, String> form) {
        Map<String, String> whole = new LinkedHashMap<>(form);
        whole.put("_token", formToken());
        return send("POST", tool.resolve(path), FormBody.encode(whole));
    }

    /** A request for a page of this person, to be sent in a way of one's own. */
    public HttpRequest.Builder request(String path) {
        URI uri = tool.resolve(path);
        return HttpRequest.newBuilder(uri).header("Cookie", cookieHeader(uri));
    }

    /** Posts a body of another kind, as a page of ours would. */
    public HttpResponse<String> submit(String path, String body, String contentType) {
        return send("POST", tool.resolve(path), body, contentType);
    }

    public HttpResponse<String> send(String method, URI uri, @Nullable String form) {
        return send(method, uri, form, FormBody.MEDIA_TYPE);
    }

    private HttpResponse<String> send(String method, URI uri, @Nullable String form, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        String sent = cookieHeader(uri);
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        if (form != null) {
            request.header("Content-Type", contentType);
            request.header("Sec-Fetch-Site", "same-origin");
        }
        HttpRequest.BodyPublisher body =
                form == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(form);
        HttpResponse<String> response = exchange(request.method(method, body).build());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        last = response;
        return response;
    }

    /** Posts a form as a browser says of it: {@code same-origin} or {@code cross-site}. */
    public HttpResponse<String> sendFrom(String site, URI uri, String form) {
        return exchange(HttpRequest.newBuilder(uri)
                .header("Content-Type", FormBody.MEDIA_TYPE)
                .header("Sec-Fetch-Site", site)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** Posts a form with this browser's cookies and forgets the page; answers the status. For many threads at once. */
    public int again(String path, String form) {
        URI uri = tool.resolve(path);
        return exchange(HttpRequest.newBuilder(uri)
                        .header("Content-Type", FormBody.MEDIA_TYPE)
                        .header("Cookie", cookieHeader(uri))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build())
                .statusCode();
    }

    private void keep(String cookie) {
        String[] parts = cookie.split(";", 2);
        Matcher path = Pattern.compile("(?i)path=([^;]+)").matcher(cookie);
        cookies.put((path.find() ? path.group(1) : "/") + " " + parts[0].split("=", 2)[0], parts[0]);
    }

    private String cookieHeader(URI uri) {
        return cookies.entrySet().stream()
                .filter(entry -> uri.getPath().startsWith(entry.getKey().split(" ")[0]))
                .map(Map.Entry::getValue)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }

    /** Calls the API with the bearer of the page that is open. */
    public Answer api(String method, String path, @Nullable String json) {
        return api(method, path, json, "application/json");
    }

    public Answer api(String method, String path, @Nullable String body, String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(tool.resolve("/api/v1" + path)).header("Authorization", "Bearer " + bearer());
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> response = exchange(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
        String type = response.headers().firstValue("Content-Type").orElse(null);
        ApiContract.requireKept(method, path, response.statusCode(), type, response.body());
        return new Answer(response.statusCode(), response.body());
    }

    /** How a request without a body is answered: with this bearer (none when empty), or with the cookies alone. */
    public int statusOf(String method, String path, @Nullable String bearer) {
        URI uri = tool.resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Sec-Fetch-Site", "same-origin");
        if (bearer != null && !bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        String sent = cookieHeader(uri);
        if (bearer == null && !sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        return exchange(request.method(method, HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    /** An answer of the API. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            return Json.parse(body);
        }
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> response() {
        if (last == null) {
            throw new IllegalStateException("Nothing was opened yet");
        }
        return last;
    }

    public String bearer() {
        return first(TOKEN);
    }

    public String formToken() {
        return first(FORM_TOKEN);
    }

    /** {@code /l/{launch}}, where this person's pages live. */
    public String base() {
        return response().request().uri().getPath().substring(0, 39);
    }

    private String first(Pattern pattern) {
        Matcher found = pattern.matcher(response().body());
        if (!found.find()) {
            throw new AssertionError(
                    "The page " + response().uri() + " (" + response().statusCode() + ") has no " + pattern + ": "
                            + response().body());
        }
        return found.group(1);
    }

    private static Map<String, String> fields(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher matcher = FIELD.matcher(html);
        while (matcher.find()) {
            fields.put(
                    matcher.group(1),
                    matcher.group(2)
                            .replace("&amp;", "&")
                            .replace("&quot;", "\"")
                            .replace("&#39;", "'"));
        }
        return fields;
    }
}
