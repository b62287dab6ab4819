package dev.waymark.server.editions.publishing;

import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second for drafts whose time has come. */
public final class PublishJob {
    private static final Logger LOG = LoggerFactory.getLogger(PublishJob.class);
    private static final long EVERY_MILLIS = 1_000;
    private final Vertx vertx;
    private final Publishing publishing;
    private long timer = -1;
    private boolean running;

    public PublishJob(Vertx vertx, Publishing publishing) {
        this.vertx = vertx;
        this.publishing = publishing;
    }

    public void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, id -> run());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void run() {
        if (running) {
            return;
        }
        running = true;
        publishing
                .publishDue()
                .onFailure(failure -> LOG.warn("What is due cannot be published; trying again", failure))
                .onComplete(done -> running = false);
    }
}
