package dev.waymark.server.editions.publishing;

import dev.waymark.server.content.diff.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code waymark replay DIR}: a page's editions, in the order of their file names, against a learner at 100 %. */
public final class ReplayCommand {
    private static final int NOTHING_TO_REPLAY = 2;
    private static final int MOST_FILES = 1_000;
    private static final long LARGEST_FILE = 4L * 1024 * 1024;

    private ReplayCommand() {}

    public static ImportCommand.Result run(Path folder, boolean json) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ImportCommand.Result(NOTHING_TO_REPLAY, "There is no folder " + folder + ".\n");
        }
        List<Replay.Source> sources = new ArrayList<>();
        for (Path file : pages(folder)) {
            sources.add(new Replay.Source(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        if (sources.isEmpty()) {
            return new ImportCommand.Result(NOTHING_TO_REPLAY, "The folder " + folder + " has no Markdown files.\n");
        }
        Replay replay = Replay.of(sources);
        return new ImportCommand.Result(0, json ? replay.toJson() + "\n" : replay.toText());
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches("(?i).*\\.(md|markdown)"))
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() <= LARGEST_FILE)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }
}
