package dev.waymark.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or server will do. */
public final class Eventually {
    private Eventually() {}

    /** Looks every 50 ms, and fails when the time is over. */
    public static void holds(String what, Duration within, BooleanSupplier condition) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + within + ": " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }
}
