package dev.waymark.server.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.TestEditions;
import dev.waymark.server.records.ledger.Expiry;
import dev.waymark.server.web.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recertification from its start to its end, as administrators and learners see it. */
class CampaignsTest {
    private static final String ALL = "/admin/modules/small/campaigns";
    private static final LocalDate IN_A_MONTH = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    private final TestServer world = TestServer.start();
    private Visitor admin;
    private Visitor holder;

    @BeforeEach
    void oneHasFinishedAndOneHasBegun() {
        world.publishSmallModule();
        holder = world.launch("l1");
        complete(holder, 5);
        complete(world.launch("l2"), 3);
        admin = world.launch("admin");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void anAdministratorLooksWhomItConcernsAndThenStartsIt() {
        String page = admin.base() + "/admin/modules/small";
        assertThat(admin.get(page).body()).contains(page + "/recertification");
        assertThat(admin.get(page + "/recertification").body())
                .contains("There was none yet.", "1 person holds a record and would be asked.");
        Map<String, String> form = Map.of(
                "day", IN_A_MONTH.toString(),
                "zone", "Asia/Tokyo",
                "title", "Yearly <b>renewal</b>",
                "message", "The audit is in March.\r\n<script>alert(1)</script>");
        String preview = admin.post(page + "/recertification/preview", form).body();
        assertThat(preview).contains("Whom it concerns", "Machine learning", "begins again at 0 %");
        assertThat(count("select count(*) from module_version"))
                .as("looking starts nothing")
                .isEqualTo(1);
        assertThat(admin.post(page + "/recertification/form", form).body())
                .as("what was typed")
                .contains("Yearly &lt;b>renewal", IN_A_MONTH.toString());
        HttpResponse<String> started = admin.post(page + "/recertification", form);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        String one = admin.follow().response().body();
        assertThat(one)
                .contains("Yearly &lt;b&gt;renewal&lt;/b&gt;", "1 has not renewed yet", "Learner 01", "Under way")
                .contains("value=\"" + IN_A_MONTH + "\"")
                .doesNotContain("<script>alert", "Learner 02");
        assertThat(count("select count(*) from audit where action in ('campaign.started', 'module.published')"
                        + " and subject = 'small'"))
                .isEqualTo(3);
        String map = holder.get(holder.base() + "/learn").body();
        assertThat(map)
                .contains("everything is to be done again, 5 trainings are left", "Renew by")
                .contains("Yearly &lt;b&gt;renewal", "The audit is in March.\n&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(percent(holder)).isZero();
        Visitor beginner = world.launch("l2");
        assertThat(percent(beginner)).isEqualTo(60);
        assertThat(beginner.get(beginner.base() + "/learn").body()).doesNotContain("The audit is in March");
    }

    @Test
    void theDayEndsWhereItWasChosen() {
        String page = admin.base() + "/admin/modules/small/recertification";
        admin.get(page);
        admin.post(page, Map.of("day", IN_A_MONTH.toString(), "zone", "Asia/Tokyo"));
        assertThat(admin.follow().response().statusCode()).isEqualTo(200);
        assertThat(only().path("deadline").asText()).isEqualTo(IN_A_MONTH + "T14:59:59Z");
    }

    @Test
    void theApiStartsMovesAndCancels() {
        Instant deadline = inDays(30);
        Visitor.Answer started =
                admin.api("POST", ALL, "{\"deadline\":\"" + deadline + "\",\"title\":\"Renew\",\"message\":\"Now\"}");
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        JsonNode campaign = started.json();
        assertThat(campaign.path("version").asInt()).isEqualTo(2);
        assertThat(campaign.path("state").asText()).isEqualTo("running");
        assertThat(campaign.path("imported").asBoolean()).isFalse();
        assertThat(campaign.path("figures")).isEqualTo(figures(1, 0, 0, 1, 0));
        assertThat(campaign.path("platforms").get(0).path("contexts").get(0).path("figures"))
                .isEqualTo(figures(1, 0, 0, 1, 0));
        assertThat(renewal().path("by").asText()).isEqualTo(deadline.toString());
        String one = ALL + "/" + campaign.path("id").asText();
        for (Instant moved : List.of(inDays(60), inDays(3))) {
            JsonNode now =
                    admin.api("PATCH", one, "{\"deadline\":\"" + moved + "\"}").json();
            assertThat(now.path("deadline").asText()).isEqualTo(moved.toString());
            assertThat(now.path("title").asText()).isEqualTo("Renew");
            assertThat(renewal().path("by").asText())
                    .as("what learners are told")
                    .isEqualTo(moved.toString());
        }
        admin.api("PATCH", one, "{\"message\":\"Later\"}");
        assertThat(holder.get(holder.base() + "/learn").body())
                .contains("Later")
                .doesNotContain(">Now<");
        complete(holder, 1);
        assertThat(admin.api("GET", one, null).json().path("figures")).isEqualTo(figures(1, 0, 1, 0, 0));
        assertThat(admin.api("DELETE", one, null).status()).isEqualTo(204);
        assertThat(percent(holder)).isEqualTo(100);
        assertThat(renewal().isNull()).isTrue();
        assertThat(only().path("state").asText()).isEqualTo("cancelled");
        assertThat(admin.api("DELETE", one, null).status()).isEqualTo(409);
        assertThat(admin.api("PATCH", one, "{\"message\":\"Again\"}").status()).isEqualTo(409);
        assertThat(count("select count(*) from audit where action like 'campaign.%'"))
                .isEqualTo(5);
        String page = admin.base() + "/admin/modules/small/recertification/"
                + campaign.path("id").asText();
        assertThat(admin.get(page).body())
                .contains("Cancelled", "It was cancelled")
                .doesNotContain("Learner 01");
    }

    @Test
    void whoRenewsGetsTheNextCycleAndTheRestExpiresAtTheDeadline() {
        Visitor late = world.launch("l3");
        complete(late, 5);
        String one = ALL + "/" + start();
        complete(holder, 5);
        assertThat(admin.api("GET", one, null).json().path("figures")).isEqualTo(figures(2, 1, 0, 1, 0));
        sql("update module_version set deadline = now() - interval '1 minute' where deadline is not null");
        Await.result(new Expiry(world.pool()).run());
        JsonNode over = admin.api("GET", one, null).json();
        assertThat(over.path("state").asText()).isEqualTo("over");
        assertThat(over.path("figures")).isEqualTo(figures(2, 1, 0, 0, 1));
        assertThat(records(holder)).containsExactly("valid 2", "superseded 1");
        assertThat(records(late)).containsExactly("expired 1");
        Visitor.Answer moved = admin.api("PATCH", one, "{\"deadline\":\"" + inDays(9) + "\"}");
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.body()).contains("deadline-passed");
        complete(late, 5);
        assertThat(records(late)).containsExactly("valid 2", "superseded 1");
        assertThat(admin.api("GET", one, null).json().path("figures")).isEqualTo(figures(2, 2, 0, 0, 0));
    }

    @Test
    void aMovedDeadlineIsTheOneAtWhichRecordsExpire() {
        String one = ALL + "/" + start();
        admin.api("PATCH", one, "{\"deadline\":\"" + inDays(200) + "\"}");
        sql("update module_version set deadline = now() - interval '1 minute' where deadline is not null");
        Await.result(new Expiry(world.pool()).run());
        assertThat(records(holder)).containsExactly("valid 1");
        sql("update campaign set deadline = now() - interval '1 minute'");
        Await.result(new Expiry(world.pool()).run());
        assertThat(records(holder)).containsExactly("expired 1");
    }

    @Test
    void whatCannotBeIsRefusedAndNothingBegins() {
        Stream.of(
                        Map.entry("deadline", "{}"),
                        Map.entry("deadline", "{\"deadline\":\"soon\"}"),
                        Map.entry("deadline", "{\"deadline\":5}"),
                        Map.entry("deadline", "{\"deadline\":\"" + inDays(-1) + "\"}"),
                        Map.entry("deadline", "{\"deadline\":\"" + inDays(365 * 6) + "\"}"),
                        Map.entry("deadline", "{\"deadline\":\"+999999999-12-31T23:59:59Z\"}"),
                        Map.entry("zone", with("zone", "Mars/Base")),
                        Map.entry("title", with("title", "x".repeat(121))),
                        Map.entry("title", with("title", "two\\nlines")),
                        Map.entry("message", with("message", "x".repeat(2001))),
                        Map.entry("message", with("message", "a\\u0000b")),
                        Map.entry("message", "{\"deadline\":\"" + inDays(9) + "\",\"message\":[]}"))
                .forEach(bad -> {
                    Visitor.Answer answer = admin.api("POST", ALL, bad.getValue());
                    assertThat(answer.status()).as(bad.getValue()).isEqualTo(400);
                    assertThat(answer.json().path("field").asText()).isEqualTo(bad.getKey());
                });
        assertThat(admin.api("POST", "/admin/modules/none/campaigns", with("title", "t"))
                        .status())
                .isEqualTo(404);
        String page = admin.base() + "/admin/modules/small/recertification";
        admin.get(page);
        HttpResponse<String> past = admin.post(
                page + "/preview", Map.of("day", IN_A_MONTH.minusYears(1).toString(), "message", "typed already"));
        assertThat(past.statusCode()).isEqualTo(400);
        assertThat(past.body()).contains("The deadline has passed already", "typed already");
        assertThat(count("select count(*) from module_version")).isEqualTo(1);
        assertThat(count("select count(*) from campaign")).isZero();
    }

    @Test
    void nobodyIsAskedWhereNobodyHoldsARecord() {
        sql("update summary set record_cycle = null");
        assertThat(admin.api("POST", ALL, with("title", "t")).body()).contains("Nobody holds a record");
        assertThat(count("select count(*) from module_version")).isEqualTo(1);
    }

    @Test
    void ofTwoWhoStartAtOnceOnTwoNodesOneDoes() {
        try (TestServer other = TestServer.beside(world)) {
            Visitor there = other.launch("admin");
            List<CompletableFuture<Integer>> all = Stream.of(admin, there, admin, there)
                    .map(each -> CompletableFuture.supplyAsync(
                            () -> each.api("POST", ALL, with("title", "t")).status()))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 409, 409, 409);
        }
        assertThat(count("select count(*) from module_version")).isEqualTo(2);
        assertThat(count("select count(*) from campaign")).isEqualTo(1);
    }

    @Test
    void anImportThatRecertifiesIsACampaignToo() {
        TestEditions editions = new TestEditions(world.server().vertx(), world.pool());
        byte[] page = Await.result(editions.drafts().source(draft()));
        editions.publish(page, Policy.RECERTIFY, null);
        JsonNode imported = only();
        assertThat(imported.path("imported").asBoolean()).isTrue();
        assertThat(imported.path("deadline").isNull()).isTrue();
        String one = ALL + "/" + imported.path("id").asText();
        JsonNode changed = admin.api("PATCH", one, "{\"deadline\":\"" + inDays(8) + "\",\"title\":\"Said later\"}")
                .json();
        assertThat(changed.path("figures").path("asked").asInt()).isEqualTo(1);
        assertThat(holder.get(holder.base() + "/learn").body()).contains("Said later", "Renew by");
    }

    @Test
    void whatWasPublishedSinceIsNotTakenBackWithIt() {
        String one = ALL + "/" + start();
        TestEditions editions = new TestEditions(world.server().vertx(), world.pool());
        String page = new String(Await.result(editions.drafts().source(draft())), StandardCharsets.UTF_8);
        editions.publish(page.replace("/a/3", "/a/4").getBytes(StandardCharsets.UTF_8));
        Visitor.Answer answer = admin.api("DELETE", one, null);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("published again since");
        assertThat(admin.api("GET", one, null).json().path("state").asText()).isEqualTo("running");
    }

    @Test
    void whoHasNotRenewedIsListedAPageAtATimeAndAsAFile() {
        sql("""
                insert into learner (id, platform_id, sub, name)
                select gen_random_uuid(), (select platform_id from learner where sub = 'l1'), 'many' || i, '=Holder ' || to_char(i, 'FM000')
                from generate_series(1, 60) i
                """);
        sql("insert into membership (learner_id, context_id, roles) select l.id, c.id, 1 from learner l, context c"
                + " where l.sub like 'many%' and l.sub <> 'many60'");
        sql(
                "insert into summary (learner_id, module_id, basis, cells, completed) select l.id, m.id, m.basis, '{2,1,1,1}', 5"
                        + " from learner l, module m where l.sub like 'many%'");
        sql(
                "insert into record (learner_id, module_id, rule, version_id, completed, evidence, first_activity, last_activity)"
                        + " select l.id, m.id, 'all', m.current_version, 5, '[]', now(), now() from learner l, module m"
                        + " where l.sub like 'many%'");
        String id = start();
        String page = admin.base() + "/admin/modules/small/recertification/" + id;
        String first = admin.get(page).body();
        assertThat(first)
                .contains("61 have not renewed yet", "=Holder 001", "=Holder 050", "skip=50", "in no course any more")
                .doesNotContain("=Holder 051");
        assertThat(admin.get(page + "?skip=50").body())
                .contains("=Holder 051", "=Holder 060", "Learner 01")
                .doesNotContain("=Holder 050");
        HttpResponse<String> file = admin.get(page + "/open.csv");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("small-recertification.csv");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(62);
        assertThat(lines.get(1)).contains(",'=Holder 001,Machine learning,0,not-begun,");
    }

    private UUID draft() {
        return Await.result(world.pool().query("select id from module_version").execute())
                .iterator()
                .next()
                .getUUID(0);
    }

    /** Starts one and answers its id. */
    private String start() {
        Visitor.Answer answer = admin.api("POST", ALL, with("title", "Renew"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static String with(String field, String text) {
        return "{\"deadline\":\"" + inDays(30) + "\",\"" + field + "\":\"" + text + "\"}";
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private JsonNode only() {
        JsonNode all = admin.api("GET", ALL, null).json().path("campaigns");
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static JsonNode figures(int asked, int renewed, int underWay, int notBegun, int expired) {
        return Json.parse("{\"asked\":%d,\"renewed\":%d,\"underWay\":%d,\"notBegun\":%d,\"expired\":%d}"
                .formatted(asked, renewed, underWay, notBegun, expired));
    }

    private JsonNode renewal() {
        return holder.api("GET", "/me/progress", null).json().path("renewal");
    }

    private static int percent(Visitor learner) {
        return learner.api("GET", "/me/progress", null).json().path("percent").asInt();
    }

    private static void complete(Visitor learner, int assets) {
        JsonNode all = learner.api("GET", "/me/progress", null).json().path("assets");
        for (int i = 0; i < assets; i++) {
            learner.api("PUT", "/me/assets/" + all.get(i).path("id").asText(), "{\"state\":\"completed\"}");
        }
    }

    /** Status and cycle of a learner's records, the newest first. */
    private List<String> records(Visitor learner) {
        return learner.api("GET", "/me/records", null).json().findValuesAsText("id").stream()
                .map(id -> Await.result(world.pool()
                                .query("select coalesce((select kind from record_event e where e.record_id = r.id"
                                        + " order by id desc limit 1), 'valid') || ' ' || r.cycle from record r"
                                        + " where r.id = '" + id + "'")
                                .execute())
                        .iterator()
                        .next()
                        .getString(0))
                .toList();
    }

    private void sql(String sql) {
        Await.result(world.pool().query(sql).execute());
    }

    private long count(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getLong(0);
    }
}
