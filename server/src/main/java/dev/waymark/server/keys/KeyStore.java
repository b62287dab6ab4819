package dev.waymark.server.keys;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Our keys at rest: private halves are sealed with the server's secret. */
public final class KeyStore {
    private final Vault vault;

    public KeyStore(Vault vault) {
        this.vault = vault;
    }

    private static final String OF_PURPOSE = """
            select kid, purpose, algorithm, state, public_key, private_key, created_at, compromised_since
            from tool_key where purpose = $1 order by created_at desc, kid
            """;

    /** Newest first. */
    public Future<List<StoredKey>> all(SqlClient client, StoredKey.Purpose purpose) {
        return client.preparedQuery(OF_PURPOSE)
                .execute(Tuple.of(text(purpose)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::key)
                        .toList());
    }

    private StoredKey key(Row row) {
        Buffer sealed = row.getBuffer("private_key");
        OffsetDateTime compromised = row.getOffsetDateTime("compromised_since");
        String kid = row.getString("kid");
        return new StoredKey(
                kid,
                StoredKey.Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getString("algorithm"),
                StoredKey.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBuffer("public_key").getBytes(),
                sealed == null ? null : vault.open(kid, sealed.getBytes()),
                row.getOffsetDateTime("created_at").toInstant(),
                compromised == null ? null : compromised.toInstant());
    }

    private static final String ADD = """
            insert into tool_key (kid, purpose, algorithm, state, public_key, private_key)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing
            """;

    /** Adds a key unless its place (the one current, the one next) was taken meanwhile. */
    public Future<Void> add(
            SqlClient client,
            String kid,
            StoredKey.Purpose purpose,
            String algorithm,
            StoredKey.State state,
            byte[] publicKey,
            byte[] privateKey) {
        return client.preparedQuery(ADD)
                .execute(Tuple.of(kid, text(purpose), algorithm, text(state))
                        .addValue(Buffer.buffer(publicKey))
                        .addValue(Buffer.buffer(vault.seal(kid, privateKey))))
                .mapEmpty();
    }

    private static final String LOCK = "lock table tool_key in share row exclusive mode";

    /** Until the transaction ends nobody else moves keys: two rotations at once are two rotations in turn. */
    public Future<Void> lock(SqlClient client) {
        return client.query(LOCK).execute().mapEmpty();
    }

    private static final String RETIRE = """
            update tool_key set state = 'retired', retired_at = now()
            where purpose = $1 and algorithm = $2 and state = 'previous' and retired_at < now() - interval '1 hour'
            """;

    /** Previous keys stay published for an hour at least: other nodes may sign with them for another half a minute. */
    public Future<Void> retire(SqlClient client, StoredKey.Purpose purpose, String algorithm) {
        return client.preparedQuery(RETIRE)
                .execute(Tuple.of(text(purpose), algorithm))
                .mapEmpty();
    }

    private static final String MOVE = """
            update tool_key set state = $4, retired_at = case when $4 in ('previous', 'retired') then now() end
            where purpose = $1 and algorithm = $2 and state = $3
            """;

    /** Moves the keys of one state to another: how a rotation is made, from the oldest state on. */
    public Future<Void> move(
            SqlClient client, StoredKey.Purpose purpose, String algorithm, StoredKey.State from, StoredKey.State to) {
        return client.preparedQuery(MOVE)
                .execute(Tuple.of(text(purpose), algorithm, text(from), text(to)))
                .mapEmpty();
    }

    private static final String COMPROMISE = """
            update tool_key set compromised_since = least(compromised_since, $2), state = 'retired', retired_at = now(),
              private_key = null
            where purpose = 'record' and kid = $1
            """;

    /** A lost key signs no more, and its private half is destroyed; an earlier date than before stands, a later one not. */
    public Future<Boolean> compromise(SqlClient client, String kid, Instant since) {
        return client.preparedQuery(COMPROMISE)
                .execute(Tuple.of(kid, since.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
