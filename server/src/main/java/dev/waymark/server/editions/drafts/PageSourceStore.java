package dev.waymark.server.editions.drafts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a page's server said the last time, and which draft came of it. */
public final class PageSourceStore {

    record Known(@Nullable String etag, @Nullable String lastModified, UUID draft) {}

    private static final String KNOWN = """
            select s.etag, s.last_modified, s.version_id from page_source s join module_version v on v.id = s.version_id
            where s.url = $1 and v.state <> 'cancelled'
            """;

    Future<Optional<Known>> known(SqlClient client, URI url) {
        return client.preparedQuery(KNOWN)
                .execute(Tuple.of(url.toString()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Known(
                                row.getString("etag"), row.getString("last_modified"), row.getUUID("version_id")))
                        .findFirst());
    }

    private static final String REMEMBER = """
            insert into page_source (url, etag, last_modified, version_id) values ($1, $2, $3, $4)
            on conflict (url) do update set etag = excluded.etag, last_modified = excluded.last_modified,
              version_id = excluded.version_id, fetched_at = now()
            """;

    Future<Void> remember(SqlClient client, URI url, RemotePages.Fetched page, UUID draft) {
        return client.preparedQuery(REMEMBER)
                .execute(Tuple.of(url.toString(), page.etag(), page.lastModified(), draft))
                .mapEmpty();
    }
}
