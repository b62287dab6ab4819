package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.http.FormBody;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.verification.FurtherCheck;
import dev.waymark.server.records.verification.HolderCheck;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are signed again: for their holder's wish, for a wrong name, for a lost key. */
class ReissueTest {
    private TestServer world;

    @BeforeEach
    void start() {
        world = TestServer.start();
        world.publishSmallModule();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Visitor finish(String person) {
        Visitor learner = world.launch(person);
        for (JsonNode asset : learner.api("GET", "/me/progress", null).json().path("assets")) {
            learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}");
        }
        return learner;
    }

    private static JsonNode record(Visitor learner) {
        return learner.api("GET", "/me/records", null).json().get(0);
    }

    private String jwt(Visitor learner) {
        return get(record(learner).path("credentialUrl"));
    }

    private String get(JsonNode url) {
        return world.visitor().get(URI.create(url.asText()).getPath()).body();
    }

    private List<String> objections(String credential, FurtherCheck... further) {
        byte[] did = bytes(world.visitor().get("/.well-known/did.json").body());
        byte[] status = bytes(world.visitor().get("/status/1").body());
        VerifyCommand.Result result = VerifyCommand.run(
                bytes(credential),
                Sources.files(Optional.of(did), Optional.of(status)),
                List.of(further),
                Instant.now());
        List<String> against = result.lines().stream()
                .filter(line -> line.startsWith("failed ") || line.startsWith("unknown "))
                .toList();
        assertThat(result.exitCode()).isEqualTo(against.isEmpty() ? 0 : 1);
        return against;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode credential(String signed) {
        return SignedCredential.parse(bytes(signed)).credential();
    }

    private static Visitor.Answer wish(Visitor learner, boolean shared, String naming) {
        String path = "/me/records/" + record(learner).path("id").asText();
        return learner.api("PATCH", path, "{\"shared\":" + shared + ",\"naming\":\"" + naming + "\"}");
    }

    private String pdf(String path) throws IOException {
        try (InputStream answer = world.url().resolve(path).toURL().openStream();
                PDDocument pdf = Loader.loadPDF(answer.readAllBytes())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    @Test
    void namesItsHolderOnlyAndExactlyAsTheyWish() throws IOException {
        Visitor learner = finish("l2");
        String before = jwt(learner);
        String verify = URI.create(record(learner).path("verifyUrl").asText()).getPath();
        assertThat(credential(before).at("/credentialSubject/identifier").isMissingNode())
                .isTrue();
        assertThat(objections(before, HolderCheck.name("Learner 02")))
                .containsExactly("unknown holder: the credential names nobody");
        assertThat(pdf(verify + "/certificate.pdf")).doesNotContain("Learner 02");
        assertThat(pdf(URI.create(record(learner).path("pdfUrl").asText()).getPath()))
                .contains("Learner 02");
        assertThat(world.visitor()
                        .get(verify + "/holder/guessed/certificate.pdf")
                        .statusCode())
                .isEqualTo(404);

        learner.get(learner.base() + "/learn/records");
        String form =
                learner.base() + "/learn/records/" + record(learner).path("id").asText() + "/sharing";
        assertThat(learner.post(form, Map.of("shared", "yes", "naming", "name")).statusCode())
                .isEqualTo(303);
        learner.follow();
        String named = jwt(learner);
        assertThat(objections(named, HolderCheck.name("learner 02"))).isEmpty();
        assertThat(objections(named, HolderCheck.name("Learner 03")))
                .containsExactly("failed holder: held by somebody else than Learner 03");
        assertThat(objections(before))
                .hasSize(1)
                .allMatch(said -> said.contains("status: revoked")
                        && said.endsWith(
                                credential(before).at("/refreshService/id").asText()));
        assertThat(credential(named).path("id")).isNotEqualTo(credential(before).path("id"));
        assertThat(credential(named).at("/credentialSubject/id"))
                .isEqualTo(credential(before).at("/credentialSubject/id"));
        assertThat(get(credential(named).at("/refreshService/id"))).isEqualTo(named);
        assertThat(world.visitor().get(verify).body()).contains("Learner 02", "This record is genuine and valid");
        assertThat(pdf(verify + "/certificate.pdf")).contains("Learner 02");

        assertThat(wish(learner, true, "email").status()).isEqualTo(200);
        String hashed = jwt(learner);
        assertThat(hashed).isNotEqualTo(named);
        assertThat(credential(hashed).toString()).doesNotContain("Learner 02").doesNotContain("school");
        assertThat(objections(hashed, HolderCheck.email("L2@school.example"))).isEmpty();
        assertThat(objections(hashed, HolderCheck.email("l3@school.example")))
                .containsExactly("failed holder: held by somebody else than l3@school.example");
        assertThat(world.visitor().get(verify).body()).doesNotContain("Learner 02");
        assertThat(count("select count(*) from credential where replaced_at is not null"))
                .isEqualTo(2);
        assertThat(count(
                        "select count(*) from credential where replaced_at is not null and (jwt <> '' or jsonld <> '{}'"
                                + " or holder is not null or capability is not null)"))
                .isZero();
        assertThat(count("select count(*) from credential where jwt <> ''")).isEqualTo(1);
    }

    @Test
    void anAddressIsComparedOnThePublicPage() {
        Visitor learner = finish("l2");
        String page = URI.create(record(learner).path("verifyUrl").asText()).getPath();
        Visitor stranger = world.visitor();
        assertThat(stranger.get(page).body()).doesNotContain("name=\"email\"");
        wish(learner, true, "email");
        String email = text("select email from learner where sub = 'l2'");
        assertThat(stranger.get(page).body()).contains("name=\"email\"").doesNotContain(email, "that you entered");
        assertThat(compare(page, " " + email.toUpperCase(Locale.ROOT)).body())
                .contains("to the person with the address that you entered");
        String other = compare(page, "somebody@example.org").body();
        assertThat(other).contains("names another address").doesNotContain("somebody@example.org", email);
        assertThat(compare(page, " ").statusCode()).isEqualTo(400);
        assertThat(compare("/verify/unheard", email).statusCode()).isEqualTo(404);
        for (int guess = 2; guess < 20; guess++) {
            assertThat(compare(page, guess + "@example.org").statusCode()).isEqualTo(200);
        }
        assertThat(compare(page, email).statusCode()).isEqualTo(429);
        assertThat(stranger.get(page).statusCode()).isEqualTo(200);
        wish(learner, false, "none");
        assertThat(stranger.get(page).body()).doesNotContain("name=\"email\"");
    }

    private HttpResponse<String> compare(String page, String email) {
        return world.visitor().send("POST", world.url().resolve(page), FormBody.encode(Map.of("email", email)));
    }

    private String text(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getString(0);
    }

    @Test
    void anAddressThatWasTakenBackNeverWorksAgain() {
        Visitor learner = finish("l3");
        String first = record(learner).path("credentialUrl").asText();
        assertThat(wish(learner, false, "none").json().path("credentialUrl").isNull())
                .isTrue();
        assertThat(world.visitor().get(URI.create(first).getPath()).statusCode())
                .isEqualTo(404);
        assertThat(wish(learner, true, "none").status()).isEqualTo(200);
        String second = record(learner).path("credentialUrl").asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(world.visitor().get(URI.create(first).getPath()).statusCode())
                .isEqualTo(404);
        assertThat(credential(jwt(learner)).at("/refreshService/id").asText()).isEqualTo(second);
    }

    @Test
    void refusesWhatCannotBeWished() {
        Visitor learner = finish("l4");
        Visitor other = finish("l5");
        String path = "/me/records/" + record(learner).path("id").asText();
        assertThat(other.api("PATCH", path, "{\"shared\":true,\"naming\":\"name\"}")
                        .status())
                .isEqualTo(404);
        assertThat(learner.api("PATCH", path, "{\"shared\":true,\"naming\":\"loud\"}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("naming");
        assertThat(learner.api("PATCH", path, "{}").json().path("field").asText())
                .isEqualTo("shared");
        Await.result(world.pool()
                .query("update learner set email = null, name = ' '")
                .execute());
        assertThat(wish(learner, true, "email").status()).isEqualTo(400);
        for (int wishes = 1; wishes < 20; wishes++) {
            assertThat(wish(learner, true, wishes % 2 == 0 ? "none" : "name").status())
                    .isEqualTo(200);
        }
        assertThat(wish(learner, true, "none").status()).isEqualTo(429);
        world.launch("admin")
                .api("POST", "/admin/records/" + record(learner).path("id").asText() + "/revoke", "{\"reason\":\"x\"}");
        assertThat(wish(learner, true, "none").status()).isEqualTo(409);
        assertThat(objections(jwt(learner))).isNotEmpty();
    }

    @Test
    void wishesAtTheSameTimeLeaveOneCredential() {
        Visitor learner = finish("l6");
        List<String> wished = IntStream.range(0, 12)
                .mapToObj(i -> i % 2 == 0 ? "name" : "email")
                .toList();
        List<CompletableFuture<String>> granted = wished.stream()
                .map(naming -> CompletableFuture.supplyAsync(
                        () -> wish(learner, true, naming).json().path("naming").asText()))
                .toList();
        assertThat(granted.stream().map(CompletableFuture::join)).containsExactlyElementsOf(wished);
        assertThat(count("select count(*) from credential where replaced_at is null"))
                .isEqualTo(1);
        assertThat(objections(jwt(learner))).isEmpty();
    }

    @Test
    void anAdministratorPutsANameRight() {
        Visitor learner = finish("l7");
        wish(learner, true, "name");
        String wrong = jwt(learner);
        Await.result(world.pool()
                .query("update learner set name = 'Ada Lovelace' where sub = 'l7'")
                .execute());
        Visitor admin = world.launch("admin");
        String id = record(learner).path("id").asText();
        String page = admin.base() + "/admin/records";
        admin.get(page);
        assertThat(admin.post(page + "/" + id + "/reissue", Map.of("reason", " "))
                        .statusCode())
                .isEqualTo(400);
        assertThat(objections(wrong)).isEmpty();
        assertThat(admin.post(page + "/" + id + "/reissue", Map.of("reason", "Married"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(objections(wrong)).isNotEmpty();
        assertThat(objections(jwt(learner), HolderCheck.name("Ada Lovelace"))).isEmpty();
        assertThat(get(record(learner).path("verifyUrl")))
                .contains("Ada Lovelace")
                .doesNotContain("Learner 07");
        assertThat(admin.get(page + "?q=" + id).body()).contains("Signed anew", "Married", "Valid");
        assertThat(admin.get(admin.base() + "/admin/audit?q=" + id).body()).contains("record.reissued", "Married");
        JsonNode proof =
                admin.api("GET", "/admin/records/" + id + "/proof", null).json();
        assertThat(proof.findValuesAsText("step"))
                .filteredOn("credential"::equals)
                .hasSize(3);
        assertThat(proof.findValuesAsText("holds")).containsOnly("true");
        assertThat(admin.api("POST", "/admin/records/" + id + "/revoke", "{\"reason\":\"Mistaken\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.api("POST", "/admin/records/" + id + "/reissue", "{\"reason\":\"Again\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post(page + "/" + id + "/reissue", Map.of("reason", "Again"))
                        .body())
                .contains("was taken back");
    }

    @Test
    void whatALostKeySignedIsSignedAnew() {
        List<Visitor> learners = List.of(finish("l1"), finish("l2"), finish("l3"));
        // Signed at the latest when they are asked for; what is not signed yet is no matter of the lost key.
        learners.forEach(this::jwt);
        wish(learners.get(0), true, "email");
        String before = jwt(learners.get(0));
        String lost = SignedCredential.parse(bytes(before)).keyId();
        Visitor admin = world.launch("admin");
        String page = admin.base() + "/admin/keys";
        admin.get(page);
        String kid = lost.substring(lost.indexOf('#') + 1);
        assertThat(admin.post(page + "/renew", Map.of("kid", kid)).statusCode()).isEqualTo(404);
        admin.post(page + "/compromised", Map.of("kid", kid, "since", "2020-01-01"));
        assertThat(objections(jwt(learners.get(1)))).isNotEmpty();
        assertThat(admin.get(page).body()).contains("3 credentials that it signed since then");
        assertThat(admin.post(page + "/renew", Map.of("kid", kid)).statusCode()).isEqualTo(303);
        Eventually.holds(
                "all are signed anew",
                Duration.ofSeconds(30),
                () -> !admin.get(page).body().contains("that it signed since then"));
        for (Visitor learner : learners) {
            assertThat(objections(jwt(learner))).isEmpty();
        }
        assertThat(objections(jwt(learners.get(0)), HolderCheck.email("l1@school.example")))
                .isEmpty();
        assertThat(count("select count(*) from credential")).isEqualTo(7);
    }

    private long count(String sql) {
        return Await.result(world.pool().preparedQuery(sql).execute(Tuple.tuple()))
                .iterator()
                .next()
                .getLong(0);
    }
}
