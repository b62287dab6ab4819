package dev.waymark.server.records.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a record rests on, and what came of it. */
final class ProofStore {

    private static final String CHAIN = """
            select p.step, p.subject, p.hash, p.at, case
              when p.step = 'score' then p.hash = digest_of('score', split_part(p.subject, ' ', 1), '100',
                split_part(p.subject, ' ', 2), (select hash from record_proofs(r.id) where step = 'completion'))
              else coalesce(p.hash = n.hash, p.step in ('launch', 'credential')) end as holds
            from record r join proof p on p.learner_id = r.learner_id and p.record_id = r.id
            left join lateral (select * from launch_proofs(r.id) union all select * from record_proofs(r.id)) n
              on n.step = p.step and n.subject = p.subject
            where r.id = $1
            order by array_position(array['launch', 'evidence', 'completion', 'credential', 'score'], p.step), p.at, p.subject
            """;

    /**
     * One step of the chain.
     *
     * @param subject the id of the launch, of the record, or of the link with the time of its score
     * @param hash SHA-256 over the step and the hashes that it rests on, lower-case hex
     * @param holds whether what is stored now still comes to that hash; of a launch that was
     *     forgotten, or a credential that was replaced, nothing else is
     */
    record Step(String step, String subject, String hash, Instant at, boolean holds) {}

    /** From the launches to the scores; empty for an unknown record. */
    Future<List<Step>> chain(SqlClient client, UUID record) {
        return client.preparedQuery(CHAIN)
                .execute(Tuple.of(record))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Step(
                                row.getString("step"),
                                row.getString("subject"),
                                row.getString("hash"),
                                row.getOffsetDateTime("at").toInstant(),
                                row.getBoolean("holds")))
                        .toList());
    }
}
