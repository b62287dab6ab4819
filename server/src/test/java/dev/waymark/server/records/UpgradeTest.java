package dev.waymark.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.database.Database;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.team.Reconcile;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database from before cycles asked for anything keeps its records, and learns what it lacks. */
class UpgradeTest {
    private static final String BEFORE = "19";

    @Test
    void anEarlierDatabaseKeepsItsRecordsAndIsProven() {
        Vertx vertx = Vertx.vertx();
        Database database = TestDatabase.fresh();
        Pool pool = database.pool(vertx);
        run(pool, "drop schema public cascade", "create schema public");
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .target(BEFORE)
                .load()
                .migrate();
        run(pool, FILLED.split(";\n"));
        database.migrate();
        assertThat(text(pool, "select verifier || ' in ' || verified_place from progress"))
                .isEqualTo("Terry in Course");
        assertThat(text(pool, "select string_agg(kind, ' ') from record_event")).isEqualTo("revoked");
        assertThat(text(pool, "select string_agg(step, ' ' order by step) from proof"))
                .isEqualTo("completion credential evidence");
        assertThat(text(pool, "select naming || ' by ' || signed_by::text from credential where id = record_id"))
                .isEqualTo("name by {es256-1,z6Mk}");
        assertThat(text(pool, "select body ->> 'replaces' from outbox where kind = 'credential'"))
                .isEqualTo(text(pool, "select id::text from record"));
        assertThat(text(pool, "select since::text || covered::text from summary"))
                .isNull();
        Editions editions = new Editions(pool, new EditionStore(), Clock.systemUTC());
        assertThat(Await.result(new Reconcile(pool, editions).all())).allMatch(Reconcile.Finding::clean);
        Await.result(pool.close());
        Await.result(vertx.close());
    }

    private static void run(Pool pool, String... statements) {
        for (String statement : statements) {
            Await.result(pool.query(statement).execute());
        }
    }

    private static String text(Pool pool, String sql) {
        return Await.result(pool.query(sql).execute()).iterator().next().getString(0);
    }

    /** One finished learner, verified by a teacher; the record was revoked, by two nodes at once. */
    private static final String FILLED = """
            insert into module (id, permalink, slug) values ('00000000-0000-0000-0000-0000000000a0', '/m', 'm');
            insert into module_version (id, module_id, number, state, model, source, source_hash, content_hash, created_by, published_at)
              values ('00000000-0000-0000-0000-0000000000b0', '00000000-0000-0000-0000-0000000000a0', 1, 'published', '{"permalink": "/m", "title": "M", "description": "", "summary": "",
                "rows": {"name": "", "values": []}, "columns": {"name": "", "values": []}, "environments": [], "paths": []}', '', repeat('0', 64), repeat('0', 64), 'test', now());
            update module set current_version = '00000000-0000-0000-0000-0000000000b0', basis = 1;
            insert into asset values ('00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000a0');
            insert into version_asset values ('00000000-0000-0000-0000-0000000000b0', '00000000-0000-0000-0000-0000000000c0', 0, 0, 'one', 'r', 100, 't',
              'https://example.org', 'https://example.org');
            insert into learner (id, platform_id, sub, name) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000009', 'l', 'Lea'),
              ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000009', 't', 'Terry');
            insert into context (id, platform_id, registration_id, deployment_id, lti_id, title)
              values ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000009', '00000000-0000-0000-0000-000000000009', '1', 'c', 'Course');
            insert into progress (learner_id, asset_id, module_id, state, completed_at, verified_by, verified_in, verified_at)
              values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000a0', 3, now(),
                '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003', now());
            insert into summary (learner_id, module_id, basis, cells, completed)
              values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000a0', 1, '{1}', 1);
            insert into record (learner_id, module_id, rule, version_id, completed, evidence, first_activity, last_activity)
              values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000a0', 'all', '00000000-0000-0000-0000-0000000000b0', 1,
                '[{"asset": "00000000-0000-0000-0000-0000000000c0", "kind": "verified"}]', now(), now());
            insert into credential (record_id, named, status_list, status_index, jwt, jsonld)
              select id, true, 1, 7, 'eyJraWQiOiJkaWQ6d2ViOngjZXMyNTYtMSJ9.e30.x', '{"proof": {"verificationMethod": "did:web:x#z6Mk"}}' from record;
            insert into record_event (record_id, kind, actor, reason) select id, 'revoked', 'a', 'r' from record cross join generate_series(1, 2)
            """;
}
