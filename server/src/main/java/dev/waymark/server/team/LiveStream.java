package dev.waymark.server.team;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One open page of a team: which learners it shows, and the way to it. */
final class LiveStream {
    private final UUID context;
    private final Set<UUID> shown;
    private final HttpServerResponse response;
    private final Function<List<UUID>, Future<Buffer>> cells;
    private final Set<UUID> pending = new HashSet<>();
    private boolean asking;

    /** @param cells the present cells of some learners as they are put into the page */
    LiveStream(UUID context, Set<UUID> shown, HttpServerResponse response, Function<List<UUID>, Future<Buffer>> cells) {
        this.context = context;
        this.shown = shown;
        this.response = response;
        this.cells = cells;
    }

    UUID context() {
        return context;
    }

    void changed(List<UUID> learners) {
        List<UUID> mine = learners.stream().filter(shown::contains).toList();
        if (add(mine)) {
            ask();
        }
    }

    void changedPerhaps() {
        changed(List.copyOf(shown));
    }

    private synchronized boolean add(List<UUID> learners) {
        pending.addAll(learners);
        boolean start = !asking && !pending.isEmpty();
        asking = asking || start;
        return start;
    }

    private synchronized List<UUID> take() {
        List<UUID> taken = List.copyOf(pending);
        pending.clear();
        asking = !taken.isEmpty();
        return taken;
    }

    /** One question at a time; what changes meanwhile is in the next. A page that cannot follow starts anew. */
    private void ask() {
        List<UUID> learners = take();
        if (!learners.isEmpty()) {
            cells.apply(learners)
                    .compose(html -> response.writeQueueFull()
                            ? Future.failedFuture("The reader is too slow")
                            : response.write(event(html)))
                    .onSuccess(sent -> ask())
                    .onFailure(failure -> close());
        }
    }

    private static Buffer event(Buffer html) {
        return Buffer.buffer("event: cells\ndata: "
                + html.toString().strip().replace("\r", "").replace("\n", "\ndata: ") + "\n\n");
    }

    void beat() {
        if (!response.ended() && !response.closed()) {
            response.write(":\n\n");
        }
    }

    void close() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }
}
