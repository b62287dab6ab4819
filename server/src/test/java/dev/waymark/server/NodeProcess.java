package dev.waymark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node in a process of its own, for tests that kill it. */
public final class NodeProcess {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private NodeProcess() {}

    /**
     * Compiled no more than at first, since it does not live to gain from more.
     *
     * @param log takes what the node prints
     */
    public static Process start(Map<String, String> environment, Path log) {
        return start(environment, log, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }

    /** @param options of the virtual machine */
    public static Process start(Map<String, String> environment, Path log, List<String> options) {
        List<String> command = new ArrayList<>(options);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, once it answers. */
    public static Process startReady(Map<String, String> environment, Path log) {
        return ready(start(environment, log), environment, log);
    }

    /** A node that was started, once it answers. */
    public static Process ready(Process process, Map<String, String> environment, Path log) {
        URI ready = URI.create(environment.get("WAYMARK_PUBLIC_URL") + "/health/ready");
        try {
            Eventually.holds("the node answers", Duration.ofSeconds(90), () -> !process.isAlive() || answers(ready));
            if (!process.isAlive()) {
                throw new AssertionError("The node ended; see " + log);
            }
        } catch (AssertionError never) {
            kill(process);
            throw never;
        }
        return process;
    }

    /** SIGKILL: nothing is finished, nothing is said. */
    public static void kill(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean answers(URI url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
