package dev.waymark.server.content.reading;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The YAML on top of a page. Every value stays the text it is; what YAML cannot read is read line by line. */
record FrontMatter(Map<String, String> values, int lastLine) {
    private static final Pattern FENCE = Pattern.compile("---[ \\t]*");
    private static final Pattern END = Pattern.compile("(?:---|\\.\\.\\.)[ \\t]*");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z][\\w-]{0,60})[ \\t]*:(?:[ \\t]+(.*))?");
    private static final Pattern NESTING =
            Pattern.compile("[\\[{]|^[ \\t]{40}|^(?:[ \\t]*[-?:][ \\t]+){10}|[&*]\\w", Pattern.MULTILINE);
    private static final Pattern LOOSE_DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(5)
            .build();

    static FrontMatter read(List<String> lines, Findings findings) {
        int first = 0;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        if (first == lines.size() || !FENCE.matcher(lines.get(first)).matches()) {
            findings.warning(
                    1,
                    "front-matter-missing",
                    "The page has no front matter; its title and permalink are made up from its text.");
            return new FrontMatter(Map.of(), 0);
        }
        int end = first + 1;
        while (end < lines.size() && !END.matcher(lines.get(end)).matches()) {
            end++;
        }
        if (end == lines.size() || end > Limits.FRONT_MATTER_LINES) {
            findings.warning(
                    first + 1, "front-matter-open", "The front matter is not closed by a line of three hyphens.");
            end = first + 1;
            while (end < lines.size() && ENTRY.matcher(lines.get(end)).matches()) {
                end++;
            }
            end--;
        }
        return of(lines.subList(first + 1, Math.max(first + 1, end)), first + 2, end + 1, findings);
    }

    private static FrontMatter of(List<String> lines, int firstLine, int lastLine, Findings findings) {
        var values = yaml(lines, firstLine, findings);
        inspect(lines, firstLine, findings);
        return new FrontMatter(values, lastLine);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> yaml(List<String> lines, int firstLine, Findings findings) {
        var text = String.join("\n", lines);
        if (NESTING.matcher(text).results().limit(51).count() > 50) {
            findings.warning(
                    firstLine, "front-matter-yaml", "The front matter is too deeply nested and was read line by line.");
            return byLine(lines);
        }
        try {
            return texts(new Compose(SETTINGS).composeString(text));
        } catch (MarkedYamlEngineException e) {
            int line = firstLine + e.getProblemMark().map(Mark::getLine).orElse(0);
            findings.warning(
                    Math.min(line, firstLine + lines.size()),
                    "front-matter-yaml",
                    "The front matter is not valid YAML and was read line by line.");
        } catch (YamlEngineException e) {
            findings.warning(
                    firstLine, "front-matter-yaml", "The front matter is not valid YAML and was read line by line.");
        }
        return byLine(lines);
    }

    /** The tree as composed: nothing is constructed from it, whatever tags it bears. */
    private static Map<String, String> texts(Optional<Node> root) {
        var values = new LinkedHashMap<String, String>();
        if (root.orElse(null) instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && entry.getValueNode() instanceof ScalarNode value) {
                    values.put(key.getValue(), value.getValue());
                }
            }
        }
        return values;
    }

    private static Map<String, String> byLine(List<String> lines) {
        var values = new LinkedHashMap<String, String>();
        for (var line : lines) {
            var entry = ENTRY.matcher(line);
            if (entry.matches() && entry.group(2) != null) {
                values.put(entry.group(1), entry.group(2).strip().replaceAll("^([\"'])(.*)\\1$", "$2"));
            }
        }
        return values;
    }

    private static void inspect(List<String> lines, int firstLine, Findings findings) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            int number = firstLine + i;
            if (!line.equals(line.stripTrailing())) {
                findings.info(
                        number, "front-matter-trailing-space", "The line ends with spaces.", line.stripTrailing());
            }
            if (line.strip().startsWith("- ") && line.indexOf(',') > 0) {
                findings.info(
                        number,
                        "tag-with-commas",
                        "%s is one tag with commas in it."
                                .formatted(Findings.quote(line.strip().substring(2))));
            }
            var entry = ENTRY.matcher(line);
            if (entry.matches() && entry.group(2) != null) {
                inspectValue(entry.group(1), entry.group(2).strip(), line, number, findings);
            }
        }
    }

    private static void inspectValue(String key, String value, String line, int number, Findings findings) {
        if (value.matches("0\\d+")) {
            findings.info(
                    number,
                    "leading-zero",
                    "%s: %s stays the text it is; YAML may read it as a number.".formatted(key, value),
                    line.replace(value, "\"" + value + "\""));
        }
        var date = LOOSE_DATE.matcher(value);
        boolean dated = key.equals("updated") || key.equals("date");
        if (dated && !isDate(value)) {
            var message = "%s is not a date as in 2024-05-01.".formatted(Findings.quote(value));
            if (date.matches()) {
                findings.warning(
                        number,
                        "date-invalid",
                        message,
                        line.replace(
                                value,
                                "%s-%02d-%02d"
                                        .formatted(
                                                date.group(1),
                                                Integer.valueOf(date.group(2)),
                                                Integer.valueOf(date.group(3)))));
            } else {
                findings.warning(number, "date-invalid", message);
            }
        }
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value.replaceFirst("[ T]\\d\\d:.*", "")).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
