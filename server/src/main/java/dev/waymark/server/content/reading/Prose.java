package dev.waymark.server.content.reading;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/** Markdown of a page as HTML that can do nothing in a reader's browser but be read. */
public final class Prose {
    private static final int LONGEST = 200_000;
    private static final Parser PARSER =
            Parser.builder().maxOpenBlockParsers(30).maxInlineNesting(30).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().build();
    private static final Pattern LIQUID = Pattern.compile("\\{%[^%{}]{0,300}%}|\\{\\{[^{}]{0,300}}}|\\{:[^{}]{0,300}}");
    private static final PolicyFactory POLICY = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a", "code", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td")
                    .allowUrlProtocols("http", "https")
                    .allowAttributes("href")
                    .matching((element, attribute, value) -> value.matches("(?is)https?://.*") ? value : null)
                    .onElements("a")
                    .allowElements(
                            (element, attributes) -> {
                                if (attributes.contains("href")) {
                                    attributes.addAll(List.of("target", "_blank"));
                                }
                                return element;
                            },
                            "a")
                    .requireRelsOnLinks("noopener", "noreferrer", "ugc")
                    .toFactory());

    private Prose() {}

    public static String html(String markdown) {
        var text = markdown.length() > LONGEST ? markdown.substring(0, LONGEST) : markdown;
        var plain = LIQUID.matcher(text).replaceAll("");
        return POLICY.sanitize(RENDERER.render(PARSER.parse(plain))).strip();
    }

    /** Lines as one piece of Markdown, without blank lines around it. */
    static String source(List<String> lines) {
        return String.join("\n", lines.stream().map(String::stripTrailing).toList())
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
