package dev.waymark.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.web.Json;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static TestServer server;
    private static Visitor admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.publishSmallModule();
        admin = server.launch("admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nothingInAnyTableLeadsBackToAnErasedPerson() {
        Visitor learner = server.launch("l1");
        finish(learner);
        UUID id = id("l1");
        Visitor.Answer held = admin.api("DELETE", "/admin/people/" + id, null);
        assertThat(held.status()).as(held.body()).isEqualTo(200);
        assertThat(held.json().path("progress")).hasSize(5);
        assertThat(held.json().path("records")).hasSize(1);
        assertThat(held.body()).contains("a private thought");
        for (String table : tables()) {
            String sql = "select count(*) from " + table + " t where t::text like '%" + id
                    + "%' or t::text like '%Learner 01%'" + " or t::text like '%a private thought%'";
            assertThat(count(sql)).as(table).isZero();
        }
        assertThat(learner.api("GET", "/me/progress", null).status()).isEqualTo(401);
    }

    @Test
    void whatAnErasedAdministratorDidStaysAndNamesNobody() {
        try (TestServer own = TestServer.start()) {
            own.publishSmallModule();
            Visitor learner = own.launch("l1");
            finish(learner);
            Visitor erased = own.launch("admin");
            UUID id = id(own, "admin");
            String record =
                    learner.api("GET", "/me/records", null).json().at("/0/id").asText();
            String asset = learner.api("GET", "/me/progress", null)
                    .json()
                    .at("/assets/0/id")
                    .asText();
            done(erased.api("POST", "/admin/records/" + record + "/reissue", "{\"reason\":\"A wrong name\"}"));
            done(erased.api("POST", "/admin/records/" + record + "/revoke", "{\"reason\":\"Issued in error\"}"));
            done(erased.api(
                    "PUT", "/admin/modules/small/assets/" + asset + "/waiver", "{\"reason\":\"The link is dead\"}"));
            Visitor.Answer draft =
                    erased.api("POST", "/admin/imports", TestServer.smallModule("other"), "text/markdown");
            done(draft);
            done(erased.api("POST", "/admin/imports/" + draft.json().path("id").asText() + "/publish", "{}"));
            long noted = count(own, "select count(*) from audit where actor = '" + id + "'");
            assertThat(noted).isGreaterThanOrEqualTo(3);

            done(erased.api("DELETE", "/admin/people/" + id, null));
            for (String table : tables()) {
                assertThat(count(own, "select count(*) from " + table + " t where t::text like '%" + id + "%'"))
                        .as(table)
                        .isZero();
            }
            assertThat(count(own, """
                    select count(*) from audit where actor = (select subject from audit where action = 'learner.erased')
                    """)).isEqualTo(noted + 1);
        }
    }

    private static void done(Visitor.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    @Test
    void recordsAreWithdrawnAndAggregatesKept() {
        Visitor learner = server.launch("l2");
        String code = finish(learner);
        long ticks = count("select count(*) from progress where state > 1");
        long summaries = count("select sum(completed) from summary");
        admin.api("DELETE", "/admin/people/" + id("l2"), null);
        assertThat(count("select count(*) from progress where state > 1")).isEqualTo(ticks);
        assertThat(count("select sum(completed) from summary")).isEqualTo(summaries);
        assertThat(count("select count(*) from record_event e join record r on r.id = e.record_id where r.code = '"
                        + code + "' and e.kind = 'withdrawn'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from tombstone")).isPositive();
    }

    @Test
    void theNextLaunchBeginsAnew() {
        Visitor learner = server.launch("l3");
        finish(learner);
        learner.get(learner.base() + "/learn/privacy");
        assertThat(learner.response().body()).contains("Learner 03");
        JsonNode own =
                Json.parse(learner.get(learner.base() + "/learn/privacy/export").body());
        assertThat(own.path("learner").path("name").asText()).isEqualTo("Learner 03");
        learner.get(learner.base() + "/learn/privacy");
        String base = learner.base();
        assertThat(learner.post(base + "/learn/privacy/erasure", Map.of()).statusCode())
                .isEqualTo(400);
        learner = server.launch("l3");
        learner.get(learner.base() + "/learn/privacy");
        assertThat(learner.post(learner.base() + "/learn/privacy/erasure", Map.of("sure", "yes"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode fresh = server.launch("l3").api("GET", "/me/progress", null).json();
        assertThat(fresh.path("completed").asInt()).isZero();
        assertThat(fresh.path("record").isNull()).isTrue();
    }

    @Test
    void peopleAreFoundByPartOfTheirNameOrId() {
        server.launch("l7");
        JsonNode found = admin.api("GET", "/admin/people?q=ner%2007", null).json();
        assertThat(found.path("people")).hasSize(1);
        assertThat(admin.api("GET", "/admin/people?q=" + id("l7"), null)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.api("GET", "/admin/people?q=%25", null)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(admin.api("DELETE", "/admin/people/" + UUID.randomUUID(), null)
                        .status())
                .isEqualTo(404);
    }

    /** Completes everything, with a note; answers the record's code. */
    private static String finish(Visitor learner) {
        JsonNode assets = learner.api("GET", "/me/progress", null).json().path("assets");
        String code = "";
        for (JsonNode asset : assets) {
            Visitor.Answer answer = learner.api(
                    "PUT",
                    "/me/assets/" + asset.path("id").asText(),
                    "{\"state\":\"completed\",\"note\":\"a private thought\"}");
            code = answer.json().path("record").path("code").asText();
        }
        return code;
    }

    private static List<String> tables() {
        List<String> names = new ArrayList<>();
        for (Row row : Await.result(server.pool()
                .query("select table_name from information_schema.tables where table_schema = 'public'")
                .execute())) {
            names.add(row.getString(0));
        }
        assertThat(names).contains("progress", "launch", "record", "outbox");
        return names;
    }

    private static UUID id(String sub) {
        return id(server, sub);
    }

    private static UUID id(TestServer world, String sub) {
        return Await.result(world.pool()
                        .preparedQuery("select id from learner where sub = $1")
                        .execute(Tuple.of(sub)))
                .iterator()
                .next()
                .getUUID(0);
    }

    private static long count(String sql) {
        return count(server, sql);
    }

    private static long count(TestServer world, String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getLong(0);
    }
}
