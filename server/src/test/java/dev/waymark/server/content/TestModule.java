package dev.waymark.server.content;

import java.util.Arrays;
import java.util.List;

/** Small modules in one line: {@code asset("alpha", "R", 100, "Title", "url")}. */
public final class TestModule {
    private TestModule() {}

    public record Line(String environment, String resource, int level, String title, String url) {}

    public static Line asset(String environment, String resource, int level, String title, String url) {
        return new Line(environment, resource, level, title, "https://example.org/" + url);
    }

    public static Module of(Line... lines) {
        var environments = Arrays.stream(lines)
                .map(Line::environment)
                .distinct()
                .map(key -> environment(key, lines))
                .toList();
        return new Module("/test", "Test", "", "", Axis.NONE, Axis.NONE, environments, List.of());
    }

    private static Environment environment(String key, Line... lines) {
        var own = Arrays.stream(lines)
                .filter(line -> line.environment().equals(key))
                .toList();
        var resources = own.stream()
                .map(Line::resource)
                .distinct()
                .map(name -> new Resource(
                        name,
                        own.stream()
                                .filter(line -> line.resource().equals(name))
                                .map(line -> new Asset(
                                        line.level(),
                                        line.title(),
                                        line.url(),
                                        CanonicalUrl.of(line.url()).orElseThrow()))
                                .toList()))
                .toList();
        return new Environment(key, key, null, null, "", "", List.of(), resources);
    }
}
