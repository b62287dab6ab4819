package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Profile;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark emulator}: an LMS on this machine, for whoever makes an LTI tool. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        description = "Runs an emulated LMS on this machine to try any LTI 1.3 tool with. Register the tool on its"
                + " administration page, signed in as the administrator.")
public final class EmulatorCommand implements Callable<Integer> {
    private static final Map<String, Profile> PROFILES = Map.of(
            "plain", Profile.PLAIN,
            "moodle", Profile.MOODLE,
            "canvas", Profile.CANVAS,
            "brightspace", Profile.BRIGHTSPACE,
            "blackboard", Profile.BLACKBOARD,
            "sakai", Profile.SAKAI,
            "openedx", Profile.OPEN_EDX);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8081", description = "Port to listen on (${DEFAULT-VALUE}).")
    private int port = 8081;

    @Option(
            names = "--tool",
            defaultValue = "http://localhost:8080",
            description = "Where the tool runs; only the cookies-blocked switch needs it (${DEFAULT-VALUE}).")
    private URI tool = URI.create("http://localhost:8080");

    @Option(
            names = "--profile",
            defaultValue = "plain",
            description = "plain, moodle, canvas, brightspace, blackboard, sakai or openedx (${DEFAULT-VALUE}).")
    private String profile = "plain";

    @Option(names = "--data", description = "Folder to keep people, tools and grades in; without it all is forgotten.")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        var chosen = PROFILES.get(profile);
        if (chosen == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "There is no profile " + profile + ".");
        }
        var vertx = Vertx.vertx();
        var demo = Demo.open(vertx, chosen, tool, host, port, data).await(30, TimeUnit.SECONDS);
        System.out.println("Ready: " + demo.url() + "/ (platform configuration: "
                + demo.platform().configuration() + ")");
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, demo, stopped)));
        stopped.await();
        return 0;
    }

    private static void stop(Vertx vertx, Demo demo, CountDownLatch stopped) {
        demo.close().eventually(vertx::close).onComplete(closed -> stopped.countDown());
    }
}
