package dev.waymark.server.launch.notices;

import dev.waymark.lti.launch.Context;
import dev.waymark.lti.notices.Notice;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.DerivedIds;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notices that were taken, and copies they told of. */
public final class NoticeStore {
    private static final String COPIED = """
            with fresh as (
              insert into spent_nonce (nonce, expires_at) values ($1, now() + interval '30 days')
              on conflict do nothing returning nonce
            )
            insert into context as c (id, platform_id, registration_id, deployment_id, lti_id, title, label, copied_from)
            select $2, $3, $4, $5, $6, $7, $8, $9 from fresh
            on conflict (id) do update set copied_from = coalesce(c.copied_from, excluded.copied_from)
            """;

    /** Notes a copied context, once for each notice. */
    Future<Void> copied(SqlClient client, Connection connection, Notice notice, Context copy) {
        UUID platform = connection.platform();
        String deployment = notice.deploymentId();
        UUID origin = notice.originContexts().isEmpty()
                ? null
                : DerivedIds.context(
                        platform, deployment, notice.originContexts().get(0));
        return client.preparedQuery(COPIED)
                .execute(Tuple.of(
                                "notice " + connection.id() + " " + notice.id(),
                                DerivedIds.context(platform, deployment, copy.id()),
                                platform,
                                connection.id(),
                                deployment,
                                copy.id())
                        .addValue(copy.title())
                        .addValue(copy.label())
                        .addValue(origin))
                .mapEmpty();
    }

    private static final String SUBSCRIBED =
            "update deployment set notices_at = now() where registration_id = $1 and deployment_id = $2";

    /** The platform was asked; asking again can wait for some days, whatever it said. */
    Future<Void> asked(SqlClient client, @Nullable UUID registration, String deployment) {
        return client.preparedQuery(SUBSCRIBED)
                .execute(Tuple.of(registration, deployment))
                .mapEmpty();
    }
}
