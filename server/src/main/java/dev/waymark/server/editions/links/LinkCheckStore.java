package dev.waymark.server.editions.links;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The results of link checks, by URL. */
public final class LinkCheckStore {

    private static final String KEEP = """
            insert into link_check as c (url, status, reason, failures) values ($1, $2, $3, $4)
            on conflict (url) do update set status = excluded.status, reason = excluded.reason, checked_at = now(),
              failures = case when excluded.failures = 0 then 0 else c.failures + 1 end
            """;

    /** @param failed one of several in a row; else the link leads somewhere, or could not be asked for the reason */
    Future<Void> keep(SqlClient client, String url, @Nullable Integer status, @Nullable String reason, boolean failed) {
        return client.preparedQuery(KEEP)
                .execute(Tuple.of(url, status, reason, failed ? 1 : 0))
                .mapEmpty();
    }

    private static final String CHECKS =
            "select url, checked_at, status, reason, failures from link_check where url = any($1)";

    public Future<Map<String, LinkCheck>> checks(SqlClient client, List<String> urls) {
        return client.preparedQuery(CHECKS)
                .execute(Tuple.tuple().addArrayOfString(urls.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LinkCheck(
                                row.getString("url"),
                                row.getOffsetDateTime("checked_at").toInstant(),
                                row.getInteger("status"),
                                row.getString("reason"),
                                row.getInteger("failures")))
                        .collect(Collectors.toMap(LinkCheck::url, Function.identity())));
    }
}
