package dev.waymark.server.records.export;

import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.export.Export.Form;
import dev.waymark.server.records.export.ExportStore.Aside;
import dev.waymark.server.records.export.ExportStore.Part;
import dev.waymark.server.records.ledger.Entry;
import dev.waymark.server.records.ledger.RecordStore;
import dev.waymark.server.web.Csv;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an export, one part after the other, for a turn; then another export may have its turn. Each part is stored by
 * one statement, so whoever takes the next turn, here or on another node, goes on after the last part that was stored.
 */
public final class ExportJob {
    public static final String KIND = "record-export";
    /** Far less than an attempt has, however long one part takes. */
    public static final Duration TURN = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ExportJob.class);
    private static final int MOST_ATTEMPTS = 8;
    private final Vertx vertx;
    private final Pool pool;
    private final ExportStore store = new ExportStore();
    private final RecordStore records;
    private final Issuer issuer;
    private final Clock clock;
    private final Duration turn;

    /** @param turn after which the next one is queued */
    public ExportJob(Vertx vertx, Pool pool, RecordStore records, Issuer issuer, Clock clock, Duration turn) {
        this.vertx = vertx;
        this.pool = pool;
        this.records = records;
        this.issuer = issuer;
        this.clock = clock;
        this.turn = turn;
    }

    public Future<Outcome> run(Job job) {
        UUID id = Optional.ofNullable(job.subject()).orElseThrow();
        return store.one(pool, id)
                .map(found -> found.filter(Export::atWork))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new Outcome.Delivered("The export has ended already"))
                        : work(found.get(), clock.instant().plus(turn)))
                .recover(
                        failure -> job.attempts() < MOST_ATTEMPTS ? Future.failedFuture(failure) : giveUp(id, failure));
    }

    private Future<Outcome> giveUp(UUID id, Throwable failure) {
        LOG.error("The export {} is given up", id, failure);
        return store.fail(pool, id, Export.Reason.BROKEN)
                .map(new Outcome.Failed("A part could not be written, see the server's log"));
    }

    private Future<Outcome> work(Export export, Instant end) {
        return store.next(pool, export.id()).compose(next -> {
            if (next.isEmpty()) {
                return store.finish(pool, export.id()).map(new Outcome.Delivered("Every part is written"));
            }
            return write(export, next.get())
                    .compose(done -> clock.instant().isBefore(end)
                            ? work(export, end)
                            : store.queue(pool, export.id()).map(new Outcome.Delivered("It goes on")));
        });
    }

    private Future<Void> write(Export export, Part part) {
        return records.all(pool, part.records())
                .compose(entries -> store.aside(pool, part.records()).compose(aside -> {
                    Buffer sheet = Csv.lines(
                            entries.stream().map(entry -> row(entry, aside)).toList());
                    return files(export, entries)
                            .compose(files -> store.keep(pool, export.id(), part.number(), entries, sheet, files));
                }));
    }

    private List<Object> row(Entry entry, Map<UUID, Aside> aside) {
        return RecordSheet.row(
                entry, aside.getOrDefault(entry.record().id(), new Aside(null, 0, 0)), issuer.publicUrl());
    }

    private Future<@Nullable Buffer> files(Export export, List<Entry> entries) {
        if (export.wish().form() == Form.CSV) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> new RecordFiles(issuer, export.wish()).of(entries), false);
    }
}
