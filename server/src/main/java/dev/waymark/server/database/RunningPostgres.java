package dev.waymark.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL that runs on a data folder already, as its own pid file says. */
record RunningPostgres(ProcessHandle process, int port) {
    private static final int PORT_LINE = 3;
    private static final int STOP_SECONDS = 30;

    /** Clears the pid file away when it is all that a crash left. */
    static Optional<RunningPostgres> on(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> process =
                lines.isEmpty() ? Optional.empty() : alive(lines.get(0).strip(), "postgres");
        if (process.isPresent() && lines.size() > PORT_LINE) {
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return Optional.of(new RunningPostgres(process.get(), port));
        }
        Files.delete(pidFile);
        return Optional.empty();
    }

    /** The process of this id, unless its id went to some other program since. */
    static Optional<ProcessHandle> alive(String pid, String program) {
        return pid.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> process.info()
                                .command()
                                .filter(command -> command.contains(program))
                                .isPresent())
                : Optional.empty();
    }

    void stop() throws IOException {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stuck) {
            throw new IOException("PostgreSQL (process " + process.pid() + ") does not stop", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
