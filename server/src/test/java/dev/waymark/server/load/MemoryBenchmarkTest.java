package dev.waymark.server.load;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how long a server in a process of its own takes to be ready, and its memory after many launches. */
@Tag("soak")
class MemoryBenchmarkTest {
    private static final int LAUNCHES = Integer.getInteger("waymark.launches", 30_000);

    @TempDir
    Path folder;

    @Test
    void launches() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "Only Linux says so how much memory is resident");
        try (TestServer world = TestServer.start();
                Load load = new Load(world.pool())) {
            world.publishSmallModule();
            // The process takes the place of the server that prepared the database, where the LMS looks for the tool.
            world.server().close();
            Instant started = Instant.now();
            Path log = folder.resolve("server.log");
            Process process = NodeProcess.ready(
                    NodeProcess.start(world.environment(), log, List.of("-Xmx512m")), world.environment(), log);
            try {
                System.out.printf(
                        "ready after %d ms, %d MB resident%n",
                        Duration.between(started, Instant.now()).toMillis(), resident(process));
                load.all(new Launches(world, load)::product, LAUNCHES);
                System.out.printf("%d MB resident after %d launches%n", resident(process), LAUNCHES);
            } finally {
                NodeProcess.kill(process);
            }
        }
    }

    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
