package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what docs/performance.md reports: 100,000 learners with 50 ticks each, in teams of 5,000. */
@Tag("soak")
class TeamBenchmarkTest {
    private static final int LEARNERS = Integer.getInteger("waymark.learners", 100_000);
    private static final int TEAM = LEARNERS / 20;
    private static TestServer server;
    private static Pool pool;
    private static Edition edition;
    private static Teams teams;
    private static Visitor manager;
    private static Team team;

    @BeforeAll
    static void fill() {
        server = TestServer.start();
        pool = server.pool();
        server.publish(page().getBytes(StandardCharsets.UTF_8));
        Editions editions = new Editions(pool, new EditionStore(), Clock.systemUTC());
        edition = Await.result(editions.all()).get(0);
        teams = new Teams(pool, new Progress(pool, new ProgressStore(), editions), editions);
        manager = server.launch("teacher");
        UUID context = Await.result(pool.query("select id from context").execute())
                .iterator()
                .next()
                .getUUID(0);
        team = Await.result(new TeamStore().find(pool, context)).orElseThrow();
        generate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void generate() {
        run("insert into context (id, platform_id, registration_id, deployment_id, lti_id, title)"
                + " select md5('c' || i)::uuid, platform_id, registration_id, deployment_id, 'c' || i, 'Course ' || i"
                + " from generate_series(1, 19) i, context");
        run("insert into learner (id, platform_id, sub, name) select md5('l' || i)::uuid, c.platform_id, 'l' || i,"
                + " 'Learner ' || md5(i::text) from generate_series(1, " + LEARNERS + ") i, context c where c.id = '"
                + team.context() + "'");
        run("insert into membership (learner_id, context_id, roles) select md5('l' || i)::uuid,"
                + " case when i % 20 = 0 then '" + team.context() + "'::uuid else md5('c' || (i % 20))::uuid end, 1"
                + " from generate_series(1, " + LEARNERS + ") i");
        run("insert into progress (learner_id, asset_id, module_id, state, opened_at, completed_at, updated_at)"
                + " select md5('l' || i)::uuid, v.asset_id, '" + edition.moduleId() + "', 2, now(), at, at"
                + " from generate_series(1, " + LEARNERS + ") i, version_asset v,"
                + " lateral (select now() - make_interval(days => i % 40, hours => v.position) as at) t"
                + " where i % 20 > 0 and i % 50 >= v.position or i % 10 = 0");
        run("insert into summary (learner_id, module_id, basis, cells, completed, last_activity_at, sole_context)"
                + " select learner_id, '" + edition.moduleId() + "', " + edition.basis()
                + ", array_agg(n::smallint order by cell), sum(n)::int, max(last),"
                + " (select context_id from membership m where m.learner_id = g.learner_id and places = 1) from ("
                + "  select l.learner_id, v.cell, count(p.asset_id) as n, max(p.completed_at) as last"
                + "  from (select distinct learner_id from progress) l cross join version_asset v"
                + "  left join progress p on p.learner_id = l.learner_id and p.asset_id = v.asset_id group by 1, 2) g"
                + " group by 1");
        run(
                "insert into record (learner_id, module_id, rule, version_id, completed, evidence, first_activity, last_activity)"
                        + " select learner_id, module_id, 'all', '" + edition.versionId()
                        + "', 50, (select jsonb_agg(jsonb_build_object('asset', asset_id, 'kind', 'self', 'completedAt', now()))"
                        + " from version_asset), now(), now() from progress group by 1, 2 having count(*) = 50");
        run("vacuum analyze");
    }

    private static void run(String sql) {
        server.pool()
                .query(sql)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void measures() {
        System.out.println("Learners " + LEARNERS + ", team " + TEAM + ", progress rows "
                + Await.result(pool.query("select count(*) from progress").execute())
                        .iterator()
                        .next()
                        .getLong(0));
        double raw = median(3, () -> Await.result(pool.preparedQuery(RAW).execute(Tuple.of(team.context()))));
        System.out.printf("team from raw ticks: %.1f ms%n", raw);
        double slowest = 0;
        for (TeamView.Order order : TeamView.Order.values()) {
            TeamFilter filter = new TeamFilter(null, null, null, order, null);
            double page = median(25, () -> Await.result(teams.page(team, edition, filter)));
            slowest = Math.max(slowest, page);
            System.out.printf(
                    "team page by %s: %.1f ms to the caller (%.1f x faster than raw)%n", order, page, raw / page);
        }
        String path = "/contexts/current/progress?module=" + edition.slug();
        double api = median(
                25, () -> assertThat(manager.api("GET", path, null).status()).isEqualTo(200));
        System.out.printf("team first page, API over HTTP: %.1f ms%n", api);
        String home = manager.base() + "/team";
        double html =
                median(25, () -> assertThat(manager.get(home).statusCode()).isEqualTo(200));
        System.out.printf("team first page, HTML over HTTP: %.1f ms%n", html);
        double csv = median(
                3,
                () -> assertThat(manager.get(home + "/progress.csv").body().lines())
                        .hasSizeGreaterThan(TEAM));
        System.out.printf("team as CSV: %.1f ms%n", csv);
        OrganisationStore organisation = new OrganisationStore();
        double rollUp = median(15, () -> Await.result(organisation.rollUp(pool, edition, null, null)));
        System.out.printf("roll-up over all learners: %.1f ms to the caller%n", rollUp);
        explain();
        assertThat(slowest).isLessThan(raw);
    }

    private static final String RAW = """
            select p.learner_id, v.cell, count(*) from membership m join progress p using (learner_id)
            join version_asset v using (asset_id) where m.context_id = $1 and p.state > 1 group by 1, 2
            """;

    private static void explain() {
        explain(
                TeamStore.pageSql(edition, TeamFilter.EVERYBODY),
                TeamStore.pageValues(team, edition, TeamFilter.EVERYBODY));
        explain(OrganisationStore.sql(edition, "summary", false), OrganisationStore.values(edition, null, null));
    }

    private static void explain(String sql, Tuple values) {
        lines("explain (analyze, buffers) " + sql, values).forEach(System.out::println);
        double[] times = IntStream.range(0, 21)
                .mapToDouble(run -> lines("explain (analyze, timing off) " + sql, values)
                        .filter(line -> line.startsWith("Execution Time: "))
                        .mapToDouble(line -> Double.parseDouble(line.split(" ")[2]))
                        .sum())
                .sorted()
                .toArray();
        System.out.printf("in the database, median of 21: %.1f ms, fastest %.1f ms%n", times[10], times[0]);
    }

    private static Stream<String> lines(String sql, Tuple values) {
        return StreamSupport.stream(
                        Await.result(pool.preparedQuery(sql).execute(values)).spliterator(), false)
                .map(row -> row.getString(0));
    }

    private static double median(int runs, Runnable action) {
        action.run();
        action.run();
        double[] times = IntStream.range(0, runs)
                .mapToDouble(run -> {
                    long start = System.nanoTime();
                    action.run();
                    return (System.nanoTime() - start) / 1e6;
                })
                .sorted()
                .toArray();
        return Arrays.stream(times).skip(runs / 2).findFirst().orElse(0);
    }

    /** Four environments, three levels, 50 assets. */
    private static String page() {
        StringBuilder page = new StringBuilder("---\ntitle: Large\npermalink: /training/large\n---\n\n# Large\n\n");
        page.append("## Overview\n\n| Stage | Here | There |\n|---|---|---|\n");
        page.append("| Try | A Environment | B Environment |\n| Run | C Environment | D Environment |\n");
        int assets = 0;
        for (String name : List.of("A", "B", "C", "D")) {
            page.append("\n## ").append(name).append(" Environment\n\n1. Alpha\n\n");
            page.append("| Resource | Level | Training Assets URL |\n|---|---|---|\n");
            int wanted = name.equals("A") || name.equals("B") ? 13 : 12;
            for (int i = 0; i < wanted; i++) {
                page.append(i == 0 ? "| Alpha |" : "| |")
                        .append(" ")
                        .append(100 + 100 * (i * 3 / wanted))
                        .append(" | [Training ")
                        .append(++assets)
                        .append("](https://example.org/t/")
                        .append(assets)
                        .append(") |\n");
            }
        }
        return page.toString();
    }
}
