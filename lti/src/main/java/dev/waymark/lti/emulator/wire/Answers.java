package dev.waymark.lti.emulator.wire;

import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.Map;

public final class Answers {
    private static final String JSON = "application/json";
    private static final String SUBMIT = "<script>document.forms[0].submit()</script>";

    private Answers() {}

    public static LtiResponse json(int status, Object value) {
        return json(status, JSON, value);
    }

    public static LtiResponse json(int status, String mediaType, Object value) {
        return new LtiResponse(
                status, Map.of("Content-Type", mediaType, "Cache-Control", "no-store"), Json.write(value));
    }

    public static LtiResponse empty(int status) {
        return new LtiResponse(status, Map.of(), "");
    }

    public static LtiResponse refusal(Refusal refusal) {
        return json(refusal.status(), Map.of("error", refusal.error(), "error_description", refusal.sentence()));
    }

    public static LtiResponse page(int status, String title, String sentence) {
        var body = "<h1>" + escaped(title) + "</h1><p>" + escaped(sentence) + "</p>";
        return html(status, document(title, body));
    }

    /** A page that posts its fields as soon as it is shown; without scripts a button does. */
    public static LtiResponse formPost(URI action, Map<String, String> fields) {
        var form = new StringBuilder("<form method=\"post\" action=\"" + escaped(action.toString()) + "\">");
        fields.forEach((name, value) -> form.append(
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(escaped(name), escaped(value))));
        form.append("<noscript><button>Continue</button></noscript></form>").append(SUBMIT);
        return html(200, document("Opening the activity", form.toString()));
    }

    private static LtiResponse html(int status, String document) {
        return new LtiResponse(
                status, Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"), document);
    }

    private static String document(String title, String body) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + escaped(title) + "</title><body>"
                + body + "</body></html>";
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
