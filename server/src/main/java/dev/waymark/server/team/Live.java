package dev.waymark.server.team;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open team pages of this node, and the one connection that hears of changes on any node. */
public final class Live {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final int MOST = 2_000;
    private static final long BEAT_MILLIS = 20_000;
    private static final long AGAIN_MILLIS = 1_000;
    private final Vertx vertx;
    private final Pool pool;
    private final ChangeStore store = new ChangeStore();
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private volatile @Nullable PgConnection connection;
    private volatile boolean stopped;

    public Live(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    public void start() {
        listen();
        vertx.setPeriodic(BEAT_MILLIS, timer -> streams.forEach(LiveStream::beat));
    }

    private void listen() {
        if (stopped) {
            return;
        }
        store.listen(pool, this::received)
                .onSuccess(listening -> {
                    connection = listening;
                    listening.closeHandler(closed -> again("closed"));
                    streams.forEach(LiveStream::changedPerhaps);
                })
                .onFailure(failure -> again(String.valueOf(failure.getMessage())));
    }

    private void again(String reason) {
        if (!stopped) {
            LOG.warn("Not listening for changes: {}", reason);
            vertx.setTimer(AGAIN_MILLIS, timer -> listen());
        }
    }

    private void received(ChangeStore.News news) {
        for (LiveStream stream : streams) {
            if (stream.context().equals(news.context())) {
                stream.changed(news.learners());
            }
        }
    }

    boolean full() {
        return stopped || streams.size() >= MOST;
    }

    void add(LiveStream stream) {
        streams.add(stream);
    }

    void remove(LiveStream stream) {
        streams.remove(stream);
    }

    /** Lets the pages go; they ask another node. */
    public void stop() {
        stopped = true;
        streams.forEach(LiveStream::close);
        PgConnection listening = connection;
        if (listening != null) {
            listening.close();
        }
    }
}
