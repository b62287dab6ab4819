package dev.waymark.server.commands;

import dev.waymark.server.Config;
import dev.waymark.server.Server;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code waymark serve}: the server, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the server. It is configured by environment variables; docs/operations.md lists them.")
public final class ServeCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    public ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Config config = Config.from(environment);
        Server server = Server.start(config);
        System.out.println("Ready: " + config.publicUrl());
        return UntilStopped.hold(server::close);
    }
}
