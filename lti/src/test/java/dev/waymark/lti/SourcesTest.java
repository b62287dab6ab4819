package dev.waymark.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What this library must not know. */
class SourcesTest {
    private static final Path MAIN = Path.of("src/main/java/dev/waymark/lti");
    private static final List<String> FORBIDDEN = List.of(
            "io.vertx",
            "java.io.File",
            "java.nio.file",
            "java.net.http",
            "java.net.Socket",
            "java.net.URLConnection",
            "java.net.InetAddress",
            "java.sql",
            "System.getenv",
            "System.out",
            "Thread.",
            "Instant.now",
            "Clock.system");

    @Test
    void doesNoInputOrOutputAndReadsNoClock() {
        assertThat(sources())
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        source -> assertThat(FORBIDDEN).as(source.toString()).noneMatch(read(source)::contains));
    }

    @Test
    void linksSpecificationFromEveryPublicTypeOfProtocol() {
        var protocol =
                List.of("launch", "deeplinking", "grades", "members", "groups", "registration", "notices", "security");
        assertThat(sources().stream()
                        .filter(source -> protocol.contains(slice(source)))
                        .filter(source -> read(source).contains("\npublic "))
                        .filter(source -> !read(source).contains("@see <a href=\"https://"))
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .collect(Collectors.toSet()))
                .isSubsetOf("Secrets.java", "IssuerHost.java");
    }

    private static String slice(Path source) {
        return MAIN.relativize(source).getName(0).toString();
    }

    private static List<Path> sources() {
        try (var files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(MAIN.resolve("emulator")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
