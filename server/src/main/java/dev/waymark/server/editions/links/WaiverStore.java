package dev.waymark.server.editions.links;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Waivers, each with its beginning and its end. */
public final class WaiverStore {

    private static final String START = """
            with started as (
              insert into waiver (asset_id, actor, reason) values ($2, $3, $4)
              on conflict (asset_id) where ended_at is null do nothing returning asset_id
            )
            update module set basis = basis + 1 where id = $1 and exists (select from started)
            """;

    /** Whether it did not stand already. */
    Future<Boolean> start(SqlClient client, UUID module, UUID asset, String actor, String reason) {
        return client.preparedQuery(START)
                .execute(Tuple.of(module, asset, actor, reason))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String END = """
            with ended as (
              update waiver set ended_at = now() where asset_id = $2 and ended_at is null returning asset_id
            )
            update module set basis = basis + 1 where id = $1 and exists (select from ended)
            """;

    Future<Boolean> end(SqlClient client, UUID module, UUID asset) {
        return client.preparedQuery(END).execute(Tuple.of(module, asset)).map(rows -> rows.rowCount() == 1);
    }

    private static final String STANDING = """
            select w.asset_id, w.started_at from waiver w join asset a on a.id = w.asset_id
            where a.module_id = $1 and w.ended_at is null
            """;

    /** Since when each asset is waived. */
    public Future<Map<UUID, Instant>> standing(SqlClient client, UUID module) {
        return client.preparedQuery(STANDING).execute(Tuple.of(module)).map(rows -> {
            Map<UUID, Instant> standing = new HashMap<>();
            rows.forEach(row -> standing.put(
                    row.getUUID("asset_id"), row.getOffsetDateTime("started_at").toInstant()));
            return standing;
        });
    }
}
