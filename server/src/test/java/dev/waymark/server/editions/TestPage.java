package dev.waymark.server.editions;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small page: environments of a one-column matrix, each with a table of trainings. */
final class TestPage {
    private final String name;
    private final Map<String, StringBuilder> environments = new LinkedHashMap<>();
    private String prose = "";

    private TestPage(String name) {
        this.name = name;
    }

    static TestPage of(String name) {
        return new TestPage(name);
    }

    TestPage prose(String text) {
        prose = text;
        return this;
    }

    /** Adds a training; its link is {@code https://example.org/} and the path. */
    TestPage asset(String environment, int level, String title, String path) {
        environments
                .computeIfAbsent(environment, key -> new StringBuilder())
                .append("| Tool | %d | [%s](https://example.org/%s) |\n".formatted(level, title, path));
        return this;
    }

    byte[] bytes() {
        StringBuilder page = new StringBuilder(
                "---\ntitle: %s\npermalink: /training/%s\n---\n\n# %s\n\n%s\n\n".formatted(name, name, name, prose));
        page.append("| Stage | Here |\n|---|---|\n");
        int[] row = {0};
        environments.keySet().forEach(key -> page.append("| Step %d | %s Environment |\n".formatted(++row[0], key)));
        environments.forEach((key, rows) -> page.append(
                "\n## %s Environment\n\n1. Tool\n\n| Resource | Level | Training Assets URL |\n|---|---|---|\n%s"
                        .formatted(key, rows)));
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
