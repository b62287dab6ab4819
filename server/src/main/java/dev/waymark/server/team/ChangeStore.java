package dev.waymark.server.team;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** News of changed learners between server nodes. */
final class ChangeStore {

    private static final String TELL = """
            select pg_notify('waymark_progress', context_id || ' ' || string_agg(learner_id::text, ' '))
            from membership where learner_id = any($1) and status = 'active' group by context_id
            """;

    /** How many learners' ids fit into one notification of 8,000 bytes. */
    static final int MOST = 200;

    Future<Void> tell(SqlClient client, List<UUID> learners) {
        return client.preparedQuery(TELL)
                .execute(Tuple.of(learners.toArray(UUID[]::new)))
                .mapEmpty();
    }

    /** Learners of a context whose progress changed. */
    record News(UUID context, List<UUID> learners) {

        static News read(String text) {
            List<UUID> ids =
                    Arrays.stream(text.split(" ")).map(UUID::fromString).toList();
            return new News(ids.get(0), ids.subList(1, ids.size()));
        }
    }

    private static final String LISTEN = "listen waymark_progress";

    /** Keeps one connection for listening, until it is closed or breaks. */
    Future<PgConnection> listen(Pool pool, Consumer<News> listener) {
        return pool.getConnection().compose(connection -> {
            PgConnection postgres = PgConnection.cast(connection);
            postgres.notificationHandler(news -> listener.accept(News.read(news.getPayload())));
            return postgres.query(LISTEN).execute().map(postgres).onFailure(failure -> postgres.close());
        });
    }
}
