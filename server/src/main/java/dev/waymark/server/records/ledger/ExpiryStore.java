package dev.waymark.server.records.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;

/** Records whose time to be renewed is over. */
final class ExpiryStore {

    private static final String EXPIRE = """
            insert into record_event (record_id, kind, actor, reason, detail)
            select r.id, 'expired', 'waymark', 'It was not renewed in time.', jsonb_build_object('deadline', max(c.deadline))
            from module_cycle c join record r on r.module_id = c.module_id and r.cycle < c.cycle
            where c.deadline <= now() and not exists (select from record_event e where e.record_id = r.id)
            group by r.id limit $1
            on conflict (record_id, kind) do nothing
            """;

    /** Answers how many expired now. */
    Future<Integer> expire(SqlClient client, int most) {
        return client.preparedQuery(EXPIRE).execute(Tuple.of(most)).map(SqlResult::rowCount);
    }
}
