package dev.waymark.server.progress;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Until when a team shall have a module, or an environment of it, done. */
public final class DueDates {
    private final Pool pool;
    private final AuditStore audit;
    private final DueStore store = new DueStore();

    public DueDates(Pool pool, AuditStore audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** Of a context and module; none without a context. */
    public Future<Due> of(@Nullable UUID context, Edition edition) {
        return context == null ? Future.succeededFuture(Due.NONE) : store.of(pool, context, edition.moduleId());
    }

    /**
     * Sets all of a module's dates in a context.
     *
     * @param days by environment of the edition, "" for the whole module; what is missing is not due. A day ends at midnight there.
     */
    public Future<Void> set(UUID context, Edition edition, Map<String, LocalDate> days, ZoneId zone, UUID actor) {
        return pool.withTransaction(connection -> store.clear(connection, context, edition.moduleId())
                .compose(done -> each(connection, context, edition, days, zone, actor))
                .compose(done -> audit.note(
                        connection,
                        actor.toString(),
                        "due.changed",
                        context.toString(),
                        Map.of("module", edition.slug(), "days", days.toString()))));
    }

    private Future<Void> each(
            SqlClient client, UUID context, Edition edition, Map<String, LocalDate> days, ZoneId zone, UUID actor) {
        List<Future<Void>> all = days.entrySet().stream()
                .map(day -> store.put(
                        client,
                        new DueStore.Set(
                                context, edition.moduleId(), day.getKey(), Due.end(day.getValue(), zone), zone, actor)))
                .toList();
        return Future.all(all).mapEmpty();
    }
}
