package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** The words and links of a piece of running text: Markdown, HTML anchors, bare addresses and broken links alike. */
final class Inline {
    /** Blocks are never recognised: the text starts with a full stop, which no block does. */
    private static final Parser PARSER =
            Parser.builder().enabledBlockTypes(Set.of()).maxInlineNesting(30).build();

    private static final Pattern HREF = Pattern.compile("(?i)\\bhref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");
    private static final Pattern ADDRESS = Pattern.compile(
            "\\[([^\\[\\]]{1,300})]\\s{0,3}\\(\\s{0,3}(https?://[^\\s)]+)\\)?|(?i:\\b(?:https?://|www\\.))[^\\s<>\"|]+");
    private static final Pattern ATTRIBUTES = Pattern.compile("\\{:[^{}]{0,200}}");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern LABEL = Pattern.compile("\\[([^\\[\\]]{1,200})]");
    private static final String MARKS = "*_`[<!&\\";
    private static final String SPECIAL = MARKS + "]>{\n";
    private static final String TRAILING = ".,;:!?'\"*_";

    private final List<Link> links = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private int line;
    private @Nullable Anchor anchor;

    private Inline() {}

    static String text(String markdown) {
        if (markdown.length() < Limits.TEXT && markdown.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            return squeezed(markdown);
        }
        var inline = new Inline();
        inline.read(markdown, Map.of());
        return squeezed(inline.words);
    }

    static List<Link> links(String markdown, Map<String, String> references) {
        var inline = new Inline();
        inline.read(markdown, references);
        inline.closeAnchor();
        return List.copyOf(inline.links);
    }

    private void read(String markdown, Map<String, String> references) {
        var text = tame(ATTRIBUTES.matcher(markdown).replaceAll(""));
        walk(PARSER.parse("." + text.strip() + used(text, references)));
        words.deleteCharAt(0);
    }

    /** What takes a parser long to make sense of makes none. */
    private static String tame(String text) {
        var start = text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT) : text;
        return start.chars()
                                .filter(c -> MARKS.indexOf(c) >= 0)
                                .limit(Limits.MARKS)
                                .count()
                        == Limits.MARKS
                ? start.replaceAll("[*_`!<]", " ")
                : start;
    }

    /** The definitions of the reference links in this text, and only those. */
    private static String used(String text, Map<String, String> references) {
        if (references.isEmpty() || text.indexOf('[') < 0) {
            return "";
        }
        var used = new HashMap<String, String>();
        LABEL.matcher(text).results().map(label -> label.group(1)).forEach(label -> {
            var url = references.get(label.toLowerCase(Locale.ROOT).strip());
            if (url != null) {
                used.put(label, url);
            }
        });
        var definitions = new StringBuilder("\n");
        used.forEach((label, url) -> definitions
                .append("\n[")
                .append(label)
                .append("]: <")
                .append(url)
                .append(">\n"));
        return definitions.toString();
    }

    private void walk(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                addresses(text.getLiteral());
            } else if (node instanceof Code code) {
                say(code.getLiteral());
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                line++;
                say(" ");
            } else if (node instanceof HtmlInline html) {
                tag(html.getLiteral());
            } else if (node instanceof org.commonmark.node.Link link) {
                link(link);
            } else {
                walk(node);
            }
        }
    }

    private void link(org.commonmark.node.Link node) {
        var outer = anchor;
        anchor = new Anchor(line, node.getDestination(), words.length());
        walk(node);
        var title = titleOf(anchor);
        links.add(new Link(
                anchor.line(), title, anchor.url(), title.equals(anchor.url()) ? Link.Form.BARE : Link.Form.MARKDOWN));
        anchor = outer;
    }

    private void tag(String html) {
        var name = html.toLowerCase(Locale.ROOT);
        if (name.startsWith("<a") && !name.startsWith("<ab") && !name.startsWith("<ar") && !name.startsWith("<as")) {
            closeAnchor();
            var href = HREF.matcher(html);
            if (href.find()) {
                anchor = new Anchor(
                        line, unescaped(firstOf(href.group(1), href.group(2), href.group(3))), words.length());
            }
        } else if (name.startsWith("</a>")) {
            closeAnchor();
        } else if (name.startsWith("<br") || name.startsWith("</")) {
            say(" ");
        }
        line += (int) html.chars().filter(c -> c == '\n').count();
    }

    private void closeAnchor() {
        if (anchor != null) {
            links.add(new Link(anchor.line(), titleOf(anchor), anchor.url().strip(), Link.Form.HTML));
            anchor = null;
        }
    }

    private String titleOf(Anchor open) {
        return squeezed(words.substring(open.from()));
    }

    private void addresses(String text) {
        if (anchor == null) {
            var address = ADDRESS.matcher(text);
            while (address.find()) {
                if (address.group(1) != null) {
                    links.add(new Link(line, squeezed(address.group(1)), address.group(2), Link.Form.BROKEN));
                } else {
                    links.add(new Link(line, "", trimmed(address.group()), Link.Form.BARE));
                }
            }
        }
        say(text);
    }

    private void say(String text) {
        words.append(text);
    }

    private static String trimmed(String url) {
        int end = url.length();
        boolean closes = url.indexOf('(') < 0;
        while (end > 0
                && (TRAILING.indexOf(url.charAt(end - 1)) >= 0 || closes && ")]}".indexOf(url.charAt(end - 1)) >= 0)) {
            end--;
        }
        return url.substring(0, end);
    }

    private static String firstOf(@Nullable String... candidates) {
        for (var candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return "";
    }

    private static String unescaped(String attribute) {
        return attribute
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    private static String squeezed(CharSequence text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    private record Anchor(int line, String url, int from) {}
}
