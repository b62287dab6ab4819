package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.Await;
import dev.waymark.server.Config;
import dev.waymark.server.Eventually;
import dev.waymark.server.Server;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.commands.KeysCommand;
import dev.waymark.server.commands.VerifyFileCommand;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.DidWeb;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.credential.IssuerKey;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.credential.VcJwt;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import dev.waymark.server.web.Json;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What verify page, API and {@code waymark verify} say of a record, and that they say the same. */
class VerdictTest {
    private static final String PAGE = """
            ---
            title: Verdict
            permalink: /training/verdict
            ---

            # Verdict

            ## Overview

            | Stage | Here |
            |---|---|
            | Try | One Environment |

            ## One Environment

            1. Alpha

            | Resource | Level | Training Assets URL |
            |---|---|---|
            | Alpha | 100 | [First steps](https://example.org/a/1) |
            | | 200 | [Second steps](https://example.org/a/2) |
            """;

    private @TempDir Path folder;
    private TestServer world;

    @BeforeEach
    void start() {
        world = TestServer.start();
        world.publish(bytes(PAGE));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** A record as its holder and whoever checks it meet it. */
    private record Held(UUID id, String code, String jwt) {}

    private Held finish(String person) {
        Visitor learner = world.launch(person);
        for (JsonNode asset : learner.api("GET", "/me/progress", null).json().path("assets")) {
            learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}");
        }
        JsonNode record = learner.api("GET", "/me/records", null).json().get(0);
        String path = URI.create(record.path("credentialUrl").asText()).getPath();
        return new Held(
                UUID.fromString(record.path("id").asText()),
                record.path("code").asText(),
                world.visitor().get(path).body());
    }

    /** What is said to whoever asks: whether it holds, and the checks that speak against it with their reasons. */
    private record Answer(boolean valid, List<String> objections) {}

    private Answer api(Held record) {
        JsonNode verdict = Json.parse(
                world.visitor().get("/api/v1/verify/" + record.code()).body());
        List<String> objections = StreamSupport.stream(verdict.path("checks").spliterator(), false)
                .filter(check -> !check.path("outcome").asText().equals("passed"))
                .map(check -> check.path("name").asText() + ": "
                        + timeless(check.path("reason").asText()))
                .toList();
        return new Answer(verdict.path("valid").asBoolean(), objections);
    }

    private Answer command(String jwt, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("credential.jwt"), jwt);
        Path did = Files.writeString(
                folder.resolve("did.json"),
                world.visitor().get("/.well-known/did.json").body());
        Path status = Files.writeString(
                folder.resolve("status.json"), world.visitor().get("/status/1").body());
        List<String> arguments =
                new ArrayList<>(List.of(file.toString(), "--did", did.toString(), "--status", status.toString()));
        arguments.addAll(List.of(more));
        Path printed = folder.resolve("printed");
        PrintStream out = System.out;
        int code;
        try (PrintStream captured = new PrintStream(printed.toFile(), StandardCharsets.UTF_8)) {
            System.setOut(captured);
            code = new CommandLine(new VerifyFileCommand()).execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
        List<String> objections = Files.readAllLines(printed).stream()
                .filter(line -> line.startsWith("failed ") || line.startsWith("unknown "))
                .map(line -> timeless(line.substring(line.indexOf(' ') + 1)))
                .toList();
        return new Answer(code == 0, objections);
    }

    private static String timeless(String reason) {
        return reason.replaceAll("list of .*", "list");
    }

    /** The page, the API and the command agree, and the page shows each reason. */
    private void saysEverywhere(Held record, String jwt, boolean valid, String objection) throws IOException {
        Answer api = api(record);
        assertThat(api.valid()).isEqualTo(valid);
        if (valid) {
            assertThat(api.objections()).isEmpty();
        } else {
            assertThat(api.objections()).anyMatch(said -> said.startsWith(objection));
        }
        assertThat(command(jwt)).isEqualTo(api);
        String page = world.visitor().get("/verify/" + record.code()).body();
        assertThat(page.contains("This record is genuine and valid")).isEqualTo(valid);
        for (String said : api.objections()) {
            assertThat(page).contains(said.substring(said.indexOf(' ') + 1).split(", says")[0]);
        }
    }

    @Test
    void holdsAfterTheKeysWereRotatedByPageAndByCommand() throws IOException {
        Held old = finish("l1");
        Held gone = finish("l2");
        saysEverywhere(old, old.jwt(), true, "");

        Visitor admin = world.launch("admin");
        String firstKey = signer(finish("l3").jwt());
        assertThat(firstKey).isEqualTo(signer(old.jwt()));
        assertThat(admin.get(admin.base() + "/admin/keys").body()).contains(firstKey);
        assertThat(admin.post(admin.base() + "/admin/keys/rotate", Map.of("use", "records"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(new CommandLine(new KeysCommand(world.environment())).execute("rotate", "--records"))
                .isZero();
        Eventually.holds(
                "the running server follows the command's rotation",
                Duration.ofSeconds(30),
                () -> keys(world.visitor().get("/.well-known/did.json").body()) == 8);
        assertThat(signer(finish("l4").jwt())).isNotEqualTo(firstKey);
        erase("l2");

        saysEverywhere(old, old.jwt(), true, "");
        assertThat(api(gone)).isEqualTo(new Answer(false, List.of()));
        assertThat(command(gone.jwt()).objections()).containsExactly("status: revoked, says the list");
        Path page = Files.writeString(folder.resolve("page.md"), PAGE);
        assertThat(command(old.jwt(), "--page", page.toString())).isEqualTo(new Answer(true, List.of()));
        Path later = Files.writeString(folder.resolve("later.md"), PAGE.replace("Second steps", "Something else"));
        assertThat(command(old.jwt(), "--page", later.toString()).objections())
                .containsExactly("page: the page is not the one that the record was issued for");
        assertThat(command(old.jwt(), "--name", "Learner 01", "--email", "l1@school.example")
                        .objections())
                .containsExactly("holder: the credential names nobody", "holder: the credential names nobody");
    }

    @Test
    void saysTheSameOfEachRefusalInEachPlace() throws IOException {
        Held record = finish("l1");
        int middle = record.jwt().indexOf('.') + 40;
        char changed = record.jwt().charAt(middle) == 'A' ? 'B' : 'A';
        saysOfStored(
                record,
                record.jwt().substring(0, middle) + changed + record.jwt().substring(middle + 1),
                "");
        saysOfStored(record, signedBy(record, stranger(), "https://stranger.example"), "issuer: issued by");
        saysOfStored(record, signedBy(record, stranger(), null), "key: the issuer does not list the key");
        saysOfStored(record, expired(record), "validity: expired on");
        store(record, record.jwt());
        saysEverywhere(record, record.jwt(), true, "");

        Visitor admin = world.launch("admin");
        assertThat(admin.api("POST", "/admin/records/" + record.id() + "/revoke", "{\"reason\":\"Mistaken\"}")
                        .status())
                .isEqualTo(200);
        saysEverywhere(record, record.jwt(), false, "status: revoked");

        Held other = finish("l2");
        admin.get(admin.base() + "/admin/keys");
        assertThat(admin.post(
                                admin.base() + "/admin/keys/compromised",
                                Map.of("kid", signer(other.jwt()), "since", "2020-01-01"))
                        .statusCode())
                .isEqualTo(303);
        saysEverywhere(other, other.jwt(), false, "key: the key ");
    }

    @Test
    void anAdministratorFindsARecordAndRevokesItForAReason() throws IOException {
        Held record = finish("l1");
        finish("l2");
        Visitor admin = world.launch("admin");
        String page = admin.base() + "/admin/records";
        assertThat(admin.get(page).body()).contains(record.id().toString(), "1 to 2 of 2");
        assertThat(admin.get(page + "?q=" + record.code()).body()).contains("1 to 1 of 1");
        assertThat(admin.get(page + "?q=100%25").body()).contains("No record found");

        String revoke = page + "/" + record.id() + "/revoke";
        for (String none : List.of(" ", "a\0b", "x".repeat(501))) {
            HttpResponse<String> refused = admin.post(revoke, Map.of("reason", none));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("text of 1 to 500 characters", revoke);
        }
        saysEverywhere(record, record.jwt(), true, "");
        assertThat(admin.post(revoke, Map.of("reason", "Wrong <person>")).statusCode())
                .isEqualTo(303);
        saysEverywhere(record, record.jwt(), false, "status: revoked");
        assertThat(admin.get(page + "?q=" + record.id()).body())
                .contains("Revoked", "Wrong &lt;person&gt;")
                .doesNotContain(revoke);
        assertThat(admin.get(admin.base() + "/admin/audit?q=" + record.id()).body())
                .contains("record.revoked");
        admin.get(page);
        assertThat(admin.post(page + "/" + UUID.randomUUID() + "/revoke", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersWithoutSigningAgainWhileNothingHasChanged() throws IOException, InterruptedException {
        Held record = finish("l1");
        HttpResponse<String> first = world.visitor().get("/status/1");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(status(tag).statusCode()).isEqualTo(304);
        assertThat(world.visitor().get("/status/1").body()).isEqualTo(first.body());
        world.launch("admin").api("POST", "/admin/records/" + record.id() + "/revoke", "{\"reason\":\"Mistaken\"}");
        assertThat(status(tag).statusCode()).isEqualTo(200);
        assertThat(status(tag).body()).isNotEqualTo(first.body());
    }

    private HttpResponse<String> status(String tag) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(world.url().resolve("/status/1"))
                                .header("If-None-Match", tag)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private void saysOfStored(Held record, String jwt, String objection) throws IOException {
        store(record, jwt);
        saysEverywhere(record, jwt, false, objection);
    }

    /** As if somebody had changed our own table. */
    private void store(Held record, String jwt) {
        Await.result(world.pool()
                .preparedQuery("update credential set jwt = $2 where record_id = $1")
                .execute(Tuple.of(record.id(), jwt)));
    }

    private static IssuerKey stranger() {
        return IssuerKey.generate(KeyAlgorithm.ES256, "es256-1000");
    }

    private static String signedBy(Held record, IssuerKey key, @Nullable String issuer) throws IOException {
        ObjectNode credential = credential(record);
        DidWeb did = issuer == null
                ? new DidWeb(CredentialJson.issuerId(credential))
                : new Issuer(URI.create(issuer), "Stranger").did();
        if (issuer != null) {
            ((ObjectNode) credential.path("issuer")).put("id", did.did());
        }
        return VcJwt.sign(credential, key, did);
    }

    private String expired(Held record) throws IOException {
        ObjectNode credential = credential(record);
        credential.put("validFrom", "2020-01-01T00:00:00Z").put("validUntil", "2021-01-01T00:00:00Z");
        IssuerKeyRing ring = new IssuerKeyRing(
                world.server().vertx(),
                world.pool(),
                new KeyStore(Server.vault(Config.from(world.environment()))),
                Clock.systemUTC());
        IssuerKeys keys = Await.result(ring.current());
        return VcJwt.sign(
                credential, keys.signing(KeyAlgorithm.ES256), new DidWeb(CredentialJson.issuerId(credential)));
    }

    private static ObjectNode credential(Held record) {
        byte[] payload = Base64.getUrlDecoder().decode(record.jwt().split("\\.")[1]);
        ObjectNode credential = CredentialJson.parse(payload);
        credential.remove(List.of("iss", "jti", "nbf", "sub", "exp"));
        return credential;
    }

    private static String signer(String jwt) {
        String kid = Json.parse(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]), StandardCharsets.UTF_8))
                .path("kid")
                .asText();
        return kid.substring(kid.indexOf('#') + 1);
    }

    private static int keys(String did) {
        return Json.parse(did).path("verificationMethod").size();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void erase(String person) {
        UUID learner = Await.result(world.pool()
                        .preparedQuery("select id from learner where sub = $1")
                        .execute(Tuple.of(person)))
                .iterator()
                .next()
                .getUUID(0);
        Visitor admin = world.launch("admin");
        assertThat(admin.api("DELETE", "/admin/people/" + learner, null).status())
                .isEqualTo(200);
    }
}
