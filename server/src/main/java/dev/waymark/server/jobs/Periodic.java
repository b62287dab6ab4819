package dev.waymark.server.jobs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes round by the clock, on every node: it must not matter that several do it. */
public final class Periodic {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);
    private final Vertx vertx;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final Set<Task> running = ConcurrentHashMap.newKeySet();

    private record Task(String name, Duration every, Supplier<Future<?>> work) {}

    public Periodic(Vertx vertx) {
        this.vertx = vertx;
    }

    public Periodic every(Duration interval, String name, Supplier<Future<?>> work) {
        tasks.add(new Task(name, interval, work));
        return this;
    }

    public synchronized void start() {
        tasks.forEach(task -> timers.add(vertx.setPeriodic(task.every().toMillis(), id -> run(task))));
    }

    public synchronized void stop() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }

    /** Not again while the last round is still at work. */
    private void run(Task task) {
        if (!running.add(task)) {
            return;
        }
        task.work()
                .get()
                .onFailure(failure -> LOG.warn("{} did not work this time; it comes round again", task.name(), failure))
                .onComplete(done -> running.remove(task));
    }
}
