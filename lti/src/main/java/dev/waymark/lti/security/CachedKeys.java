package dev.waymark.lti.security;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.http.LtiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * When to fetch a platform's key set again. Immutable: every event makes the next state, and the caller swaps it in.
 *
 * <p>Fetch when not {@link #fresh} or when a key id is unknown, but only if {@link #mayFetch}: the pause after each
 * attempt keeps made-up key ids from hammering the platform. While the platform is out, the old keys stay in use.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#h_key-set-url">Security Framework 1.0 §6.3</a>
 */
public record CachedKeys(PlatformKeys keys, Instant freshUntil, Instant pauseUntil) {
    public static final CachedKeys EMPTY = new CachedKeys(PlatformKeys.NONE, Instant.MIN, Instant.MIN);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration USUAL = Duration.ofHours(1);
    private static final long SHORTEST = 60;
    private static final long LONGEST = 86_400;
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})");

    public boolean fresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    public boolean mayFetch(Instant now) {
        return !now.isBefore(pauseUntil);
    }

    /** The platform answered: its keys, or the old ones when the answer is of no use. */
    public CachedKeys fetched(LtiResponse response, Instant now) {
        if (response.status() != 200) {
            return failed(now);
        }
        try {
            var keys = PlatformKeys.parse(response.body());
            return keys.isEmpty() ? failed(now) : new CachedKeys(keys, now.plus(lifetime(response)), now.plus(PAUSE));
        } catch (LtiException e) {
            return failed(now);
        }
    }

    /** The platform could not be reached. */
    public CachedKeys failed(Instant now) {
        return new CachedKeys(keys, freshUntil, now.plus(PAUSE));
    }

    private static Duration lifetime(LtiResponse response) {
        var header = response.header("Cache-Control");
        var match = MAX_AGE.matcher(header == null ? "" : header);
        return match.find()
                ? Duration.ofSeconds(Math.max(SHORTEST, Math.min(LONGEST, Long.parseLong(match.group(1)))))
                : USUAL;
    }
}
