package dev.waymark.server.commands;

import dev.waymark.server.editions.publishing.ImportCommand;
import dev.waymark.server.editions.publishing.ReplayCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark replay DIR}: the history of a page against a learner who had finished each edition. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Reads a folder of a page's editions in the order of their file names, and prints what each"
                + " would have done to a learner at 100 %%.")
public final class ReplayFolderCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder with the editions.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ImportCommand.Result result = ReplayCommand.run(folder, json);
        System.out.print(result.output());
        return result.exitCode();
    }
}
