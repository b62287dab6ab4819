package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The headings of a page and the sections below them. */
record Outline(Page page, List<Heading> headings) {
    private static final Pattern ATX = Pattern.compile(" {0,3}(#{1,6})(?!#)([ \\t]*)(.*?)[ \\t]*");
    private static final Pattern CLOSING = Pattern.compile("(?:^|[ \\t]+)#+$");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-{2,})[ \\t]*");
    private static final Pattern NO_PARAGRAPH =
            Pattern.compile("[ \\t]*(?:[|>#]|[-*+][ \\t]|\\d+[.)][ \\t]|[-*_=]{3,}[ \\t]*$| {4}).*");
    private static final Pattern HTML = Pattern.compile("(?i)[ \\t]*<h([1-6])[^<>]{0,200}>(.*)</h[1-6]>[ \\t]*");

    static Outline of(Page page, Findings findings) {
        var headings = new ArrayList<Heading>();
        for (int line = 1; line <= page.size(); line++) {
            var heading = heading(page, line, findings);
            if (heading.isPresent()) {
                headings.add(heading.get());
                blankAfter(page, heading.get(), findings);
            }
        }
        return new Outline(page, List.copyOf(headings));
    }

    private static Optional<Heading> heading(Page page, int line, Findings findings) {
        var text = page.spoken(line);
        var atx = ATX.matcher(text);
        if (atx.matches()) {
            if (atx.group(2).isEmpty() && !atx.group(3).isEmpty()) {
                findings.info(
                        line,
                        "heading-without-space",
                        "A space is missing after the number signs of the heading.",
                        atx.group(1) + " " + atx.group(3));
            }
            var title = CLOSING.matcher(atx.group(3)).replaceFirst("");
            return Optional.of(new Heading(line, line + 1, atx.group(1).length(), Inline.text(title)));
        }
        var html = HTML.matcher(text);
        if (html.matches()) {
            return Optional.of(
                    new Heading(line, line + 1, Integer.parseInt(html.group(1)), Inline.text(html.group(2))));
        }
        boolean paragraph = !text.isBlank() && !NO_PARAGRAPH.matcher(text).matches();
        if (paragraph && line < page.size()) {
            var underline = UNDERLINE.matcher(page.spoken(line + 1));
            if (underline.matches()) {
                int level = underline.group(1).startsWith("=") ? 1 : 2;
                return Optional.of(new Heading(line, line + 2, level, Inline.text(text)));
            }
        }
        return Optional.empty();
    }

    private static void blankAfter(Page page, Heading heading, Findings findings) {
        int next = heading.bodyStart();
        if (next <= page.size()
                && !page.line(next).isBlank()
                && !page.line(next).strip().startsWith("#")) {
            findings.info(
                    next,
                    "heading-no-blank",
                    "A blank line is missing after the heading %s.".formatted(Findings.quote(heading.title())),
                    "\n" + page.line(next));
        }
    }

    /** The heading's text with everything of lower rank below it. */
    Section section(Heading heading) {
        int end = headings.stream()
                .filter(next -> next.line() > heading.line() && next.level() <= heading.level())
                .mapToInt(next -> next.line() - 1)
                .findFirst()
                .orElse(page.size());
        return new Section(heading, heading.bodyStart(), end);
    }

    Section whole(int start) {
        return new Section(null, Math.min(start, page.size()), page.size());
    }

    /** The heading that a line stands directly under. */
    Optional<Heading> above(int line) {
        Heading nearest = null;
        for (var heading : headings) {
            if (heading.line() <= line) {
                nearest = heading;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * The sections of the highest rank at which the lines that matter are shared out among several; where they never
     * are, the one section that has them all.
     */
    List<Section> sharing(IntPredicate matters) {
        var hits = IntStream.rangeClosed(1, page.size()).filter(matters).toArray();
        List<Section> single = List.of();
        for (int level = 1; level <= 6; level++) {
            int rank = level;
            var holding = headings.stream()
                    .filter(heading -> heading.level() == rank)
                    .map(this::section)
                    .filter(section -> holdsAny(section, hits))
                    .toList();
            if (holding.size() > 1) {
                return holding;
            }
            single = rank <= 2 && !holding.isEmpty() ? holding : single.isEmpty() ? holding : single;
        }
        return single.isEmpty() && hits.length > 0 ? List.of(whole(1)) : single;
    }

    private static boolean holdsAny(Section section, int[] lines) {
        int at = Arrays.binarySearch(lines, section.start());
        int first = at < 0 ? -at - 1 : at;
        return first < lines.length && lines[first] <= section.end();
    }
}
