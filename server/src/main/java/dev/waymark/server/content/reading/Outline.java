package dev.waymark.server.content.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The headings of a page and the sections below them. */
final class Outline {
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-{2,})[ \\t]*");
    private static final Pattern NO_PARAGRAPH =
            Pattern.compile("[ \\t]*(?:[|>#]|[-*+][ \\t]|\\d+[.)][ \\t]|[-*_=]{3,}[ \\t]*$| {4}).*");
    private static final Pattern HTML = Pattern.compile("(?i)[ \\t]*<h([1-6])[^<>]{0,200}>(.*)</h[1-6]>[ \\t]*");

    private final Page page;
    private final List<Heading> headings;
    private final Map<Heading, Section> sections = new HashMap<>();
    private final TreeMap<Integer, Heading> byLine = new TreeMap<>();

    private Outline(Page page, List<Heading> headings) {
        this.page = page;
        this.headings = headings;
        measure();
    }

    List<Heading> headings() {
        return headings;
    }

    /** From the last heading up, so that each finds the next of its rank at once. */
    private void measure() {
        var nextOfRank = new int[7];
        Arrays.fill(nextOfRank, page.size() + 1);
        for (int i = headings.size() - 1; i >= 0; i--) {
            var heading = headings.get(i);
            sections.put(heading, new Section(heading, heading.bodyStart(), nextOfRank[heading.level()] - 1));
            byLine.put(heading.line(), heading);
            Arrays.fill(nextOfRank, heading.level(), 7, heading.line());
        }
    }

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
        int rank = rank(text);
        if (rank > 0) {
            return Optional.of(
                    new Heading(line, line + 1, rank, Inline.text(title(text.strip(), rank, line, findings))));
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

    /** How many number signs the line starts with, or 0 where they make no heading. */
    private static int rank(String text) {
        var start = text.stripLeading();
        int rank = 0;
        while (rank < start.length() && start.charAt(rank) == '#') {
            rank++;
        }
        return text.length() - start.length() > 3 || rank > 6 ? 0 : rank;
    }

    private static String title(String heading, int rank, int line, Findings findings) {
        var title = heading.substring(rank);
        if (!title.isEmpty() && !Character.isWhitespace(title.charAt(0))) {
            findings.info(
                    line,
                    "heading-without-space",
                    "A space is missing after the number signs of the heading.",
                    heading.substring(0, rank) + " " + title);
        }
        int end = title.length();
        while (end > 0 && title.charAt(end - 1) == '#') {
            end--;
        }
        boolean closed = end < title.length() && (end == 0 || Character.isWhitespace(title.charAt(end - 1)));
        return closed ? title.substring(0, end) : title;
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
        return Objects.requireNonNull(sections.get(heading), "a heading of another page");
    }

    Section whole(int start) {
        return new Section(null, Math.min(start, page.size()), page.size());
    }

    /** The heading that a line stands directly under. */
    Optional<Heading> above(int line) {
        return Optional.ofNullable(byLine.floorEntry(line)).map(Map.Entry::getValue);
    }

    /**
     * The sections of the highest rank at which the lines that matter are shared out among several; where they never
     * are, the one section of the lowest rank that has them all.
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
            boolean narrower = rank <= 2
                    && holding.stream().anyMatch(section -> IntStream.of(hits).allMatch(section::holds));
            single = narrower || single.isEmpty() ? holding : single;
        }
        return single.isEmpty() && hits.length > 0 ? List.of(whole(1)) : single;
    }

    /** What stands directly under one heading, of the lines that matter and lie in none of the sections. */
    List<Section> beside(List<Section> sections, IntPredicate matters) {
        return IntStream.rangeClosed(1, page.size())
                .filter(matters)
                .filter(line -> sections.stream().noneMatch(section -> section.holds(line) || section.line() == line))
                .mapToObj(this::directly)
                .distinct()
                .toList();
    }

    private Section directly(int line) {
        var heading = above(line);
        var next = byLine.higherKey(line);
        return new Section(
                heading.orElse(null), heading.map(Heading::bodyStart).orElse(1), next == null ? page.size() : next - 1);
    }

    private static boolean holdsAny(Section section, int[] lines) {
        int at = Arrays.binarySearch(lines, section.start());
        int first = at < 0 ? -at - 1 : at;
        return first < lines.length && lines[first] <= section.end();
    }
}
