package dev.waymark.server.grades;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** LMSs that asked to be left alone for a while: newer causes wait as long as the older ones do. */
final class Pauses {
    private final Clock clock;
    private final Cache<UUID, Instant> until = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(6))
            .build();

    Pauses(Clock clock) {
        this.clock = clock;
    }

    void until(UUID registration, Duration delay) {
        until.put(registration, clock.instant().plus(delay));
    }

    Optional<Duration> remaining(UUID registration) {
        Instant end = until.getIfPresent(registration);
        Instant now = clock.instant();
        return end == null || !end.isAfter(now) ? Optional.empty() : Optional.of(Duration.between(now, end));
    }
}
