package dev.waymark.server.keys;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys as they were last read from the database, where other nodes may have rotated them since. */
public final class Held<T> {
    private final Supplier<Future<T>> reading;
    private final Clock clock;
    private volatile @Nullable Reading<T> last;

    private record Reading<T>(T keys, Instant at) {}

    public Held(Supplier<Future<T>> reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /** What was read, unless that was longer ago than {@code time}; then it is read again. */
    public Future<T> within(Duration time) {
        Reading<T> known = last;
        return known != null && known.at().plus(time).isAfter(clock.instant())
                ? Future.succeededFuture(known.keys())
                : again();
    }

    public Future<T> again() {
        return reading.get().onSuccess(keys -> last = new Reading<>(keys, clock.instant()));
    }
}
