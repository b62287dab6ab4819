package dev.waymark.server.people;

import dev.waymark.lti.grades.GradeScopes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads everything that is held about one person, whatever slice it belongs to. */
final class ExportStore {

    private static final String EXPORT = """
            select jsonb_build_object(
              'exportedAt', now(),
              'learner', to_jsonb(l),
              'platform', (select jsonb_build_object('issuer', issuer, 'name', name) from platform where id = l.platform_id),
              'memberships', (select jsonb_agg(to_jsonb(m) - 'learner_id' || jsonb_build_object('context', c.title))
                from membership m left join context c on c.id = m.context_id where m.learner_id = l.id),
              'links', (select jsonb_agg(to_jsonb(k) - 'learner_id') from learner_link k where k.learner_id = l.id),
              'launches', (select jsonb_agg(to_jsonb(x) - 'learner_id' order by x.created_at) from launch x where x.learner_id = l.id),
              'progress', (select jsonb_agg(to_jsonb(p) - 'learner_id' - 'prior'
                || coalesce((select jsonb_build_object('title', v.title, 'url', v.url) from version_asset v
                  join module_version w on w.id = v.version_id where v.asset_id = p.asset_id
                  order by w.published_at desc nulls last limit 1), '{}')) from progress p where p.learner_id = l.id),
              'changes', (select jsonb_agg(to_jsonb(e) - 'learner_id' order by e.id) from progress_event e where e.learner_id = l.id),
              'summaries', (select jsonb_agg(to_jsonb(s) - 'learner_id') from summary s where s.learner_id = l.id),
              'choices', (select jsonb_agg(to_jsonb(o) - 'learner_id') from learner_choice o where o.learner_id = l.id),
              'records', (select jsonb_agg(to_jsonb(r) - 'learner_id' || jsonb_build_object(
                'credential', (select s.jwt from credential s where s.record_id = r.id and s.replaced_at is null),
                'signings', (select jsonb_agg(to_jsonb(s) - 'record_id' - 'jwt' - 'jsonld' order by s.signed_at) from credential s
                  where s.record_id = r.id),
                'events', (select jsonb_agg(to_jsonb(e) - 'record_id' order by e.id) from record_event e where e.record_id = r.id)))
                from record r where r.learner_id = l.id),
              'proofs', (select jsonb_agg(to_jsonb(p) - 'learner_id') from proof p where p.learner_id = l.id),
              'mail', (select to_jsonb(g) - 'learner_id' from digest g where g.learner_id = l.id),
              'renewalMails', (select jsonb_agg(to_jsonb(n) - 'learner_id' order by n.sent_at) from renewal_mail n where n.learner_id = l.id),
              'scores', (select jsonb_agg(to_jsonb(s) - 'learner_id') from score_sent s where s.learner_id = l.id),
              'deliveries', (select jsonb_agg(to_jsonb(d) - 'learner_id' - 'claimed_until' order by d.created_at)
                from outbox d where d.learner_id = l.id)
            )::text as everything from learner l where l.id = $1
            """;

    /** One JSON document; empty for who is not known. */
    Future<Optional<String>> export(SqlClient client, UUID learner) {
        return client.preparedQuery(EXPORT)
                .execute(Tuple.of(learner))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("everything"))
                        .findFirst());
    }

    private static final String HELD = """
            select l.name, 1 as identity, (select count(*) from launch where learner_id = l.id)::int as launches,
              (select count(*) from progress where learner_id = l.id)::int as progress,
              (select count(nullif(note, '')) + count(nullif(evidence, '')) from progress where learner_id = l.id)::int as notes,
              (select count(*) from record where learner_id = l.id)::int as records,
              (select count(*) from score_sent where learner_id = l.id)::int as scores
            from learner l where l.id = $1
            """;

    Future<Optional<Held>> held(SqlClient client, UUID learner) {
        return client.preparedQuery(HELD)
                .execute(Tuple.of(learner))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ExportStore::held)
                        .findFirst());
    }

    /** @param counts how many entries of each kind */
    record Held(@Nullable String name, Map<String, Integer> counts) {}

    private static Held held(Row row) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String kind : PersonalData.KINDS) {
            counts.put(kind, row.getInteger(kind));
        }
        return new Held(row.getString("name"), counts);
    }

    private static final String GRADERS = """
            select distinct coalesce(p.name, p.issuer) as name, p.issuer from learner_link n
            join resource_link k on k.id = n.resource_link_id join platform p on p.id = k.platform_id
            where n.learner_id = $1 and $2 = any(k.ags_scopes) order by name, issuer
            """;

    /** The LMSs that take scores of what this learner opened there. */
    Future<List<Grader>> graders(SqlClient client, UUID learner) {
        return client.preparedQuery(GRADERS)
                .execute(Tuple.of(learner, GradeScopes.SCORE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Grader(row.getString("name"), row.getString("issuer")))
                        .toList());
    }

    record Grader(String name, String issuer) {}

    private static final String READERS = """
            select coalesce(c.title, c.label, '—') as context, coalesce(array_agg(l.name order by lower(l.name))
              filter (where l.name is not null and l.id <> $1), '{}') as names
            from membership m join context c on c.id = m.context_id
            left join membership s on s.context_id = m.context_id and s.status = 'active' and s.roles & 10 > 0
            left join learner l on l.id = s.learner_id
            where m.learner_id = $1 and m.status = 'active' group by c.id order by 1 limit 100
            """;

    /** Who teaches or administers the learner's contexts. */
    Future<List<Readers>> readers(SqlClient client, UUID learner) {
        return client.preparedQuery(READERS)
                .execute(Tuple.of(learner))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Readers(row.getString("context"), List.of(row.getArrayOfStrings("names"))))
                        .toList());
    }

    record Readers(String context, List<String> names) {}
}
