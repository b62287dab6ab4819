package dev.waymark.server.commands;

import dev.waymark.server.Config;
import dev.waymark.server.Server;
import dev.waymark.server.database.EmbeddedDatabase;
import dev.waymark.server.demo.Demo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waymark demo}: the whole product on one machine, with an LMS, people and some history. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts the tool, a database and a demonstration LMS, all on this machine. What happens is kept"
                + " for the next time. Ctrl-C stops everything.")
public final class DemoCommand implements Callable<Integer> {
    private static final String LMS_HOST = "127.0.0.1";
    private final Map<String, String> environment;

    @Option(names = "--port", defaultValue = "8080", description = "Port of the tool (${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(names = "--lms-port", defaultValue = "8081", description = "Port of the LMS (${DEFAULT-VALUE}).")
    private int lmsPort = 8081;

    @Option(names = "--fresh", description = "Forgets what an earlier demo kept.")
    private boolean fresh;

    public DemoCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        requireFree(port, "--port");
        requireFree(lmsPort, "--lms-port");
        Config config = config();
        if (fresh) {
            EmbeddedDatabase.erase(config.dataDir());
        }
        Server server = Server.start(config);
        Demo lms = open(server, config);
        System.out.println("Ready: " + lms.url() + "/");
        return UntilStopped.hold(() -> {
            Server.wait(lms.close());
            server.close();
        });
    }

    private Demo open(Server server, Config config) throws IOException {
        try {
            Server.wait(new SampleModule(server.vertx(), server.pool()).publishIfEmpty());
            return Server.wait(Demo.start(server.vertx(), config.publicUrl(), LMS_HOST, lmsPort, config.dataDir()));
        } catch (RuntimeException | IOException failure) {
            server.close();
            throw failure;
        }
    }

    private Config config() {
        Path folder = Config.from(withoutDatabase()).dataDir().resolve("demo");
        return Config.from(Map.of(
                "WAYMARK_PUBLIC_URL",
                "http://localhost:" + port,
                "WAYMARK_DATA_DIR",
                folder.toString(),
                "WAYMARK_REGISTRATION",
                "open",
                "WAYMARK_OUTBOUND_ALLOW",
                "127.0.0.0/8, ::1"));
    }

    /** The demo lives in a folder of its own and leaves any other database alone. */
    private Map<String, String> withoutDatabase() {
        Map<String, String> rest = new HashMap<>(environment);
        rest.keySet().retainAll(java.util.Set.of("WAYMARK_DATA_DIR"));
        return rest;
    }

    private static void requireFree(int port, String option) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(LMS_HOST, port));
        } catch (IOException taken) {
            throw new Refusal("Port " + port + " is taken. Stop what listens there, perhaps another demo, or choose"
                    + " another port with " + option + ".");
        }
    }
}
