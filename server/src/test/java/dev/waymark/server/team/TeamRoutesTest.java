package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TeamRoutesTest {
    private static final UUID FOREIGN = UUID.fromString("00000000-0000-4000-8000-00000000f0f0");
    private static TestServer server;
    private static Visitor learner;
    private static Visitor teacher;
    private static Visitor mentor;
    private static Visitor admin;
    private static UUID context;
    private static UUID mine;
    private static UUID unmentored;
    private static String asset;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.publishSmallModule();
        learner = server.launch("l1");
        server.launch("l5");
        teacher = server.launch("teacher");
        mentor = server.launch("mentor");
        admin = server.launch("admin");
        context = id("select id from context where id <> $1", FOREIGN);
        mine = id("select id from learner where sub = $1", "l1");
        unmentored = id("select id from learner where sub = $1", "l5");
        asset = learner.api("GET", "/me/progress", null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        run("insert into context (id, platform_id, registration_id, deployment_id, lti_id, title)" + " select '"
                + FOREIGN + "', platform_id, registration_id, 'another', 'x', 'Elsewhere' from context limit 1");
        run("insert into membership (learner_id, context_id, roles) values ('" + mine + "', '" + FOREIGN + "', 1)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsForThoseWhoMaySeeTheTeam() {
        Map<String, Visitor> people = new LinkedHashMap<>();
        people.put("learner", learner);
        people.put("teacher", teacher);
        people.put("mentor", mentor);
        people.put("admin", admin);
        people.forEach((name, person) -> {
            boolean staff = !name.equals("learner");
            boolean everywhere = name.equals("admin");
            for (String path : List.of("/progress", "/progress.csv", "/progress.xlsx")) {
                expect(person, "/contexts/" + context + path, staff);
                expect(person, "/contexts/" + FOREIGN + path, everywhere);
                expect(person, "/contexts/" + UUID.randomUUID() + path, false);
                expect(person, "/contexts/nonsense" + path, false);
            }
            expect(person, "/organisation/progress", everywhere);
            expect(person, "/admin/people", everywhere);
            expect(person, "/admin/people/" + mine + "/export", everywhere);
            Stream.of("", "/stalled", "/bridge", "/charts", "/learners/" + mine, "/cells/one/100", "/changes")
                    .forEach(path -> {
                        expectPage(person, "/team" + path + "?context=" + context, staff);
                        expectPage(person, "/team" + path + "?context=" + FOREIGN, everywhere);
                    });
            expectPage(person, "/admin/people", everywhere);
            expectPage(person, "/admin/audit", everywhere);
            expectPage(person, "/admin", everywhere);
            expectPage(person, "/team/all", everywhere);
        });
    }

    private static void expect(Visitor person, String path, boolean allowed) {
        Visitor.Answer answer = person.api("GET", path, null);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(allowed ? 200 : 404);
    }

    private static void expectPage(Visitor person, String path, boolean allowed) {
        HttpResponse<String> page = raw(person, person.base() + path);
        assertThat(page.statusCode()).as(path + " " + page.body()).isEqualTo(allowed ? 200 : 404);
    }

    private static HttpResponse<String> raw(Visitor person, String path) {
        return send(person, path, HttpResponse.BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(Visitor person, String path, HttpResponse.BodyHandler<T> body) {
        try {
            return HttpClient.newHttpClient().send(person.request(path).build(), body);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMentorSeesAndVerifiesMenteesOnly() {
        JsonNode seen = mentor.api("GET", "/contexts/current/progress", null).json();
        assertThat(seen.path("learners").findValuesAsText("name"))
                .contains("Learner 01")
                .isSubsetOf("Learner 01", "Learner 02");
        assertThat(seen.path("summary").path("learners").asInt())
                .isEqualTo(seen.path("learners").size());
        assertThat(verify(mentor, unmentored, asset, true, "seen").status()).isEqualTo(404);
        expectPage(mentor, "/team/learners/" + unmentored, false);
    }

    @Test
    void aVerificationIsTheLearnersToSeeAndNotToUndo() {
        Visitor.Answer answer = verify(teacher, unmentored, asset, true, "  Seen in the lab ");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("state").asText()).isEqualTo("verified");
        assertThat(answer.json().path("completed").asInt()).isEqualTo(1);
        Visitor owner = server.launch("l5");
        assertThat(owner.api("PUT", "/me/assets/" + asset, "{\"state\":\"none\"}")
                        .status())
                .isEqualTo(409);
        String page =
                raw(teacher, teacher.base() + "/team/learners/" + unmentored).body();
        assertThat(page).contains("Terry");
        assertThat(verify(teacher, unmentored, asset, false, "Wrong person")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("completed");
        assertThat(owner.api("PUT", "/me/assets/" + asset, "{\"state\":\"none\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAVerificationThatSaysTooLittle() {
        for (String body : List.of(
                "{}",
                "{\"verified\":true}",
                "{\"verified\":\"yes\",\"reason\":\"x\"}",
                "{\"verified\":true,\"reason\":\"  \"}",
                "{\"verified\":true,\"reason\":5}",
                "{\"verified\":true,\"reason\":\"" + "x".repeat(501) + "\"}")) {
            String path = "/contexts/current/learners/" + unmentored + "/assets/" + asset + "/verification";
            assertThat(teacher.api("PUT", path, body).status()).as(body).isEqualTo(400);
        }
        assertThat(verify(teacher, UUID.randomUUID(), asset, true, "x").status())
                .isEqualTo(404);
        assertThat(verify(teacher, unmentored, UUID.randomUUID().toString(), true, "x")
                        .status())
                .isEqualTo(404);
        assertThat(verify(learner, mine, asset, true, "x").status()).isEqualTo(404);
        UUID self = id("select id from learner where sub = $1", "teacher");
        assertThat(verify(teacher, self, asset, true, "x").status()).isEqualTo(404);
    }

    private static Visitor.Answer verify(Visitor who, UUID whom, String what, boolean verified, String reason) {
        return who.api(
                "PUT",
                "/contexts/current/learners/" + whom + "/assets/" + what + "/verification",
                "{\"verified\":" + verified + ",\"reason\":\"" + reason + "\"}");
    }

    @Test
    void aBulkOfVerificationsComesFromTheLearnersPage() {
        Visitor manager = server.launch("teacher");
        manager.get(manager.base() + "/team");
        server.launch("l6");
        UUID whom = id("select id from learner where sub = $1", "l6");
        String path = manager.base() + "/team/learners/" + whom + "/verification";
        assertThat(manager.post(path, Map.of("asset", asset, "reason", "Seen")).statusCode())
                .isEqualTo(303);
        assertThat(id("select verified_by from progress where learner_id = $1", whom))
                .isEqualTo(id("select id from learner where sub = $1", "teacher"));
    }

    @Test
    void refusesFiltersThatMeanNothing() {
        for (String query : List.of("status=x", "sort=x", "after=x", "environment=x", "after=" + "a".repeat(501))) {
            assertThat(teacher.api("GET", "/contexts/current/progress?" + query, null)
                            .status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(teacher.api("GET", "/contexts/current/progress.csv?zone=Nowhere/X", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aSpreadsheetNeverGetsAFormula() throws IOException {
        run("update learner set name = '=HYPERLINK(\"http://x\"),\"y' where sub = 'l5'");
        String csv = teacher.api("GET", "/contexts/current/progress.csv?zone=Asia/Tokyo", null)
                .body();
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\"),\"\"y\"").contains("Last activity (Asia/Tokyo)");
        assertThat(csv.lines().skip(1)).allMatch(line -> line.endsWith(",1"));
        Path file = Files.createTempFile("team", ".xlsx");
        send(teacher, teacher.base() + "/team/progress.xlsx", HttpResponse.BodyHandlers.ofFile(file));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] sheet =
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes();
            assertThat(new String(sheet, StandardCharsets.UTF_8))
                    .contains("&apos;=HYPERLINK")
                    .doesNotContain("<f>");
        }
        Files.delete(file);
        run("update learner set name = 'Learner 05' where sub = 'l5'");
    }

    private static UUID id(String sql, Object value) {
        Row row = Await.result(server.pool().preparedQuery(sql).execute(Tuple.of(value)))
                .iterator()
                .next();
        return row.getUUID(0);
    }

    private static void run(String sql) {
        Await.result(server.pool().query(sql).execute());
    }
}
