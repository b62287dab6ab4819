package dev.waymark.server.content;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.content.reading.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real editions of a page, where they lie beside the project. */
public final class RealPages {
    public static final String OCTOBER_2022 = "aml-plat.2022-10-18.md";
    public static final String MAY_2 = "aml-plat.2024-05-02.md";
    public static final String MAY_3 = "aml-plat.2024-05-03.md";

    private RealPages() {}

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Reading reading(String name) {
        return PageReader.read(bytes(name));
    }

    public static Module module(String name) {
        return reading(name).usable().orElseThrow();
    }

    public static Path folder() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/content"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "skipped: the real pages (shared/content) are not here");
        return folder == null ? Path.of("") : folder.resolve("shared/content");
    }
}
