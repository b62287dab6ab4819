package dev.waymark.server.content.sharing;

import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.content.reading.PageReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page with what a machine may safely repair repaired, and the way there as a unified diff. What the page says
 * never changes: names, titles, links and prose stay the author's.
 */
public record PagePatch(String repairedPage, String unifiedDiff) {

    /** Empty for a page that needs no repair, and for one that is not UTF-8, which a patch cannot express. */
    public static Optional<PagePatch> of(String name, byte[] page) {
        return text(page).flatMap(text -> of(name, text, PageReader.read(page).findings()));
    }

    private static Optional<PagePatch> of(String name, String text, List<Finding> findings) {
        var old = UnifiedDiff.lines(text);
        var byLine = findings.stream().collect(Collectors.groupingBy(Finding::line));
        var edits = new ArrayList<List<String>>();
        for (int i = 0; i < old.size(); i++) {
            edits.add(LineRepair.of(old.get(i), byLine.getOrDefault(i + 1, List.of())));
        }
        Headers.raise(old, edits, findings);
        finish(edits);
        var repaired = edits.stream().flatMap(List::stream).collect(Collectors.joining());
        return repaired.equals(text)
                ? Optional.empty()
                : Optional.of(new PagePatch(repaired, UnifiedDiff.of(name, old, edits)));
    }

    private static void finish(List<List<String>> edits) {
        int last = edits.size() - 1;
        if (last >= 0 && !edits.get(last).isEmpty()) {
            var lines = new ArrayList<>(edits.get(last));
            var line = lines.get(lines.size() - 1);
            if (!line.endsWith("\n")) {
                lines.set(lines.size() - 1, line + "\n");
                edits.set(last, lines);
            }
        }
    }

    private static Optional<String> text(byte[] page) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(page))
                    .toString();
            boolean loneReturn = text.replace("\r\n", "").indexOf('\r') >= 0;
            return loneReturn ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
