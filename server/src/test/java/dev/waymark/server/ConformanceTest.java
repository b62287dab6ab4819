package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test proves which rule names only tests that there are. */
class ConformanceTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");

    @Test
    void everyProofIsATestThatExists() throws IOException {
        List<String> sources = Stream.of("../lti/src/test/java", "src/test/java")
                .flatMap(ConformanceTest::sources)
                .toList();
        List<String> named = NAMED.matcher(Files.readString(Path.of("../docs/conformance.md")))
                .results()
                .map(found -> found.group(1) + "#" + found.group(2))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(80)
                .allSatisfy(test -> assertThat(sources).as(test).anyMatch(source -> holds(source, test)));
    }

    private static boolean holds(String source, String test) {
        String[] parts = test.split("#");
        return source.contains("class " + parts[0] + " ") && source.contains(" void " + parts[1] + "(");
    }

    private static Stream<String> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .map(ConformanceTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
