package dev.waymark.server.team;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Path;
import dev.waymark.server.content.Resource;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.TestEditions;
import dev.waymark.server.editions.settings.Settings;
import dev.waymark.server.editions.settings.SettingsStore;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.progress.Tick;
import dev.waymark.server.web.Access;
import dev.waymark.server.web.Session;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A database with a published module, contexts and their people, for the tests of teams. */
final class TeamWorld implements AutoCloseable {
    static final int LEARNER = Access.LEARNER.bit();
    static final int STAFF = Access.STAFF.bit();
    final Vertx vertx = Vertx.vertx();
    final Pool pool = TestDatabase.fresh().pool(vertx);
    final Editions editions = new Editions(pool, new EditionStore(), Clock.systemUTC());
    final Progress progress = new Progress(pool, new ProgressStore(), editions);
    final Teams teams = new Teams(pool, progress, editions);
    final UUID platform = UUID.randomUUID();

    Edition publish(int first) {
        new TestEditions(vertx, pool).publish(module(first));
        return Await.result(editions.refreshed("demo"));
    }

    Edition publish(int first, Policy policy, @Nullable Instant deadline) {
        new TestEditions(vertx, pool).publish(module(first), policy, deadline);
        return Await.result(editions.refreshed("demo"));
    }

    /** Goes back to the version before. */
    Edition rolledBack() {
        Await.result(new TestEditions(vertx, pool).publishing().rollBack("demo", null, TestEditions.ACTOR));
        return Await.result(editions.refreshed("demo"));
    }

    /** Starts or ends a waiver. */
    Edition waived(UUID asset, boolean begins) {
        sql(
                begins
                        ? "insert into waiver (asset_id, actor, reason) values ($1, 'test', 'dead')"
                        : "update waiver set ended_at = now() where asset_id = $1 and ended_at is null",
                asset);
        sql("update module set basis = basis + 1 where slug = 'demo'");
        return Await.result(editions.refreshed("demo"));
    }

    /** Another rule, as an administrator would set it. */
    Edition ruled(String rule) {
        sql("update module set rule = $1, basis = basis + 1 where slug = 'demo'", rule);
        return Await.result(editions.refreshed("demo"));
    }

    /** Which parts have records of their own, as an administrator sets it. */
    Edition recorded(boolean environments, boolean paths) {
        Settings settings = new Settings(pool, new SettingsStore(), new EditionStore(), editions, new AuditStore());
        return Await.result(settings.records("demo", new Part.Asked(environments, paths), TestEditions.ACTOR));
    }

    Team context(String title) {
        UUID id = UUID.randomUUID();
        sql(
                "insert into context (id, platform_id, registration_id, deployment_id, lti_id, title) values ($1, $2, $2, 'one', $3, $4)",
                id,
                platform,
                id.toString(),
                title);
        return new Team(id, title, platform, "one", null, null, null);
    }

    UUID member(Team team, @Nullable String name, int roles) {
        UUID id = UUID.randomUUID();
        sql("insert into learner (id, platform_id, sub, name) values ($1, $2, $1::text, $3)", id, platform, name);
        join(team, id, roles);
        return id;
    }

    void join(Team team, UUID learner, int roles) {
        sql(
                "insert into membership (learner_id, context_id, roles) values ($1, $2, $3)",
                learner,
                team.context(),
                roles);
    }

    void tick(UUID learner, Edition edition, int asset, AssetState state) {
        Await.result(progress.tick(
                edition,
                edition.assets().get(asset),
                new Tick(learner, UUID.randomUUID(), edition.assets().get(asset).id(), state, null, null, null)));
    }

    void complete(UUID learner, Edition edition, int assets) {
        IntStream.range(0, assets).forEach(asset -> tick(learner, edition, asset, AssetState.COMPLETED));
    }

    RowSet<Row> sql(String sql, @Nullable Object... values) {
        Tuple tuple = Tuple.tuple();
        for (Object value : values) {
            tuple.addValue(value);
        }
        return Await.result(pool.preparedQuery(sql).execute(tuple));
    }

    long count(String sql, Object... values) {
        return sql(sql, values).iterator().next().getLong(0);
    }

    Session session(@Nullable Team team, UUID person, int roles) {
        return session(team, person, roles, false, null);
    }

    Session session(@Nullable Team team, UUID person, int roles, boolean admin, @Nullable List<UUID> mentees) {
        return new Session(
                UUID.randomUUID(),
                person,
                platform,
                platform,
                "one",
                team == null ? null : team.context(),
                null,
                roles,
                admin,
                Locale.ENGLISH,
                null,
                mentees,
                List.of(),
                Instant.now().plusSeconds(3600));
    }

    @Override
    public void close() {
        Await.result(pool.close());
        Await.result(vertx.close());
    }

    /** Two paths over three environments; the first cell has the given number of assets, four others three each. */
    private static Module module(int first) {
        return new Module(
                "/training/demo",
                "Demo",
                "",
                "",
                new Axis("Stage", List.of("Try", "Run")),
                new Axis("Place", List.of("Here", "There")),
                List.of(
                        environment("one", "Try", "Here", first),
                        environment("two", "Run", "Here", 3),
                        environment("three", "Run", "There", 3)),
                List.of(new Path("one", "two")));
    }

    private static Environment environment(String key, String row, String column, int first) {
        List<Asset> assets = new ArrayList<>();
        IntStream.range(0, first).forEach(i -> assets.add(asset(key, 100, i)));
        IntStream.range(0, 3).forEach(i -> assets.add(asset(key, 200, i)));
        return new Environment(
                key, "Stage " + key, row, column, "", "", List.of(), List.of(new Resource("Only " + key, assets)));
    }

    private static Asset asset(String key, int level, int number) {
        String url = "https://example.org/" + key + "/" + level + "/" + number;
        return new Asset(level, "Training " + number, url, url);
    }
}
