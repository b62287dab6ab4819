package dev.waymark.server.commands;

import java.util.concurrent.CountDownLatch;

/** Keeps a command alive until Ctrl-C or SIGTERM, then lets it stop in order. */
final class UntilStopped {
    private UntilStopped() {}

    /** An ordered stop is a success, whatever a JVM reports by itself after a signal. */
    static int hold(Runnable stop) {
        Runtime runtime = Runtime.getRuntime();
        runtime.addShutdownHook(new Thread(
                () -> {
                    stop.run();
                    runtime.halt(0);
                },
                "stop"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
