package dev.waymark.server.records.export;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.records.export.Export.Form;
import dev.waymark.server.records.export.Export.State;
import dev.waymark.server.web.Csv;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Exports of records: asked for, looked at, downloaded, deleted. The audit log says who did what. */
public final class RecordExports {
    private static final int MOST_DOWNLOADS = 4;
    private static final String UNIQUE_VIOLATION = "23505";
    private final Vertx vertx;
    private final Pool pool;
    private final AuditStore audit;
    private final ExportStore store = new ExportStore();
    private final AtomicInteger downloads = new AtomicInteger();

    public RecordExports(Vertx vertx, Pool pool, AuditStore audit) {
        this.vertx = vertx;
        this.pool = pool;
        this.audit = audit;
    }

    /** Plans an export of the records that there are now and queues it, or says why not. */
    Future<Export> start(Export.Wish wish, UUID by) {
        UUID id = Ids.timeOrdered();
        return pool.withTransaction(connection -> store.add(connection, id, by, wish)
                        .compose(records -> {
                            requireSome(records, wish.most());
                            return store.queue(connection, id)
                                    .compose(done -> note(connection, by, "started", id, detail(wish, records)));
                        }))
                .recover(RecordExports::oneAtATime)
                .compose(done -> one(id));
    }

    private static void requireSome(int records, int most) {
        if (records == 0) {
            throw Problem.of(400, "nothing-to-export", "No record fits the search.");
        }
        if (records > most) {
            throw Problem.of(
                    400,
                    "export-too-large",
                    "An export of this kind takes at most " + most + " records. Narrow the search.");
        }
    }

    private static <T> Future<T> oneAtATime(Throwable failure) {
        return Future.failedFuture(
                failure instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState())
                        ? Problem.of(
                                409,
                                "export-at-work",
                                "You have an export at work already. Wait until it is ready, or delete it.")
                        : failure);
    }

    private static Map<String, Object> detail(Export.Wish wish, int records) {
        Map<String, Object> detail = new LinkedHashMap<>(wish.filter().fields());
        detail.put("form", ExportStore.word(wish.form()));
        detail.put("certificates", wish.certificates());
        detail.put("records", records);
        return detail;
    }

    private Future<Void> note(SqlClient client, UUID by, String what, UUID export, Map<String, ?> detail) {
        return audit.note(client, by.toString(), "export." + what, export.toString(), detail);
    }

    Future<List<Export>> all() {
        return store.all(pool);
    }

    /** Or 404. */
    Future<Export> one(UUID id) {
        return store.one(pool, id).map(found -> found.orElseThrow(Problem::notFound));
    }

    /** Goes on with what could not be written, after the last part that could. */
    Future<Export> resume(UUID id, UUID by) {
        return one(id).compose(export -> pool.withTransaction(connection -> store.resume(connection, id)
                                .compose(resumed -> {
                                    if (!resumed) {
                                        throw Problem.of(
                                                409, "export-not-failed", "This export has nothing to go on with.");
                                    }
                                    return store.queue(connection, id)
                                            .compose(done -> note(connection, by, "resumed", id, Map.of()));
                                }))
                        .recover(RecordExports::oneAtATime))
                .compose(done -> one(id));
    }

    /** With all its parts, whether it was ready or not. */
    Future<Void> delete(UUID id, UUID by) {
        return pool.withTransaction(connection -> store.delete(connection, id).compose(deleted -> {
            if (!deleted) {
                throw Problem.notFound();
            }
            return note(connection, by, "deleted", id, Map.of());
        }));
    }

    public Future<Void> purge() {
        return store.purge(pool);
    }

    /** An export whose file can be had; a 409 says that there is none yet. */
    Future<Export> ready(UUID id) {
        return one(id).map(export -> {
            if (export.state() != State.READY) {
                throw Problem.of(409, "export-not-ready", "This export has no file: look at its state.");
            }
            return export;
        });
    }

    /** Sends the file, part by part, each as soon as the one before has left. */
    Future<Void> send(Export export, UUID by, Function<Buffer, Future<Void>> sink) {
        if (downloads.incrementAndGet() > MOST_DOWNLOADS) {
            downloads.decrementAndGet();
            throw Problem.of(429, "busy", "Other exports are being downloaded. Try again in a few seconds.");
        }
        return note(pool, by, "downloaded", export.id(), Map.of("records", export.records()))
                .compose(noted -> export.wish().form() == Form.CSV ? csv(export, sink) : zip(export, sink))
                .onComplete(done -> downloads.decrementAndGet());
    }

    private Future<Void> csv(Export export, Function<Buffer, Future<Void>> sink) {
        return sink.apply(Csv.lines(List.of(RecordSheet.header()))).compose(done -> sheets(export, 0, sink));
    }

    private Future<Void> sheets(Export export, int part, Function<Buffer, Future<Void>> sink) {
        return part == export.parts()
                ? Future.succeededFuture()
                : store.sheet(pool, export.id(), part)
                        .map(RecordExports::there)
                        .compose(sink)
                        .compose(sent -> sheets(export, part + 1, sink));
    }

    private Future<Void> zip(Export export, Function<Buffer, Future<Void>> sink) {
        Zip zip = new Zip();
        zip.file("records.csv", export.createdAt());
        return csv(
                        export,
                        sheet -> packed(zip, () -> zip.write(sheet.getBytes())).compose(sink))
                .compose(done -> files(export, 0, zip, sink))
                .compose(done -> sink.apply(zip.end()));
    }

    private Future<Void> files(Export export, int part, Zip zip, Function<Buffer, Future<Void>> sink) {
        return part == export.parts()
                ? Future.succeededFuture()
                : store.files(pool, export.id(), part)
                        .map(RecordExports::there)
                        .compose(files -> packed(zip, () -> zip.addAll(files)))
                        .compose(sink)
                        .compose(sent -> files(export, part + 1, zip, sink));
    }

    /** Packing takes its time, so it is not done where requests are served. */
    private Future<Buffer> packed(Zip zip, Runnable packing) {
        return vertx.executeBlocking(
                () -> {
                    packing.run();
                    return zip.taken();
                },
                false);
    }

    private static Buffer there(Optional<Buffer> part) {
        return part.orElseThrow(Problem::notFound);
    }
}
