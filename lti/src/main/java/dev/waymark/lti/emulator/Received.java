package dev.waymark.lti.emulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tool's server has sent, in order of arrival, the latest few thousand of each kind. */
public final class Received {
    private static final int KEPT = 20_000;

    private final Deque<Request> requests = new ArrayDeque<>();
    private final Deque<Score> scores = new ArrayDeque<>();

    /** A call and the status it got; {@code dropped} when that answer was lost on its way. */
    public record Request(Instant at, String method, String path, int status, boolean dropped) {}

    /** A score that reached the grade service, stored or not. */
    public record Score(
            Instant at,
            String lineItem,
            String person,
            @Nullable BigDecimal given,
            @Nullable BigDecimal maximum,
            String activityProgress,
            String gradingProgress,
            String timestamp,
            int status) {
        public boolean stored() {
            return status < 300;
        }
    }

    public synchronized void add(Request request) {
        keep(requests, request);
    }

    public synchronized void add(Score score) {
        keep(scores, score);
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<Score> scores() {
        return List.copyOf(scores);
    }

    public synchronized void clear() {
        requests.clear();
        scores.clear();
    }

    private static <T> void keep(Deque<T> kept, T latest) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(latest);
    }
}
