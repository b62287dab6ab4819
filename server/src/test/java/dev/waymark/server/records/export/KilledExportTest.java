package dev.waymark.server.records.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.NodeProcess;
import dev.waymark.server.TestServer;
import dev.waymark.server.database.Database;
import dev.waymark.server.web.Json;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while it writes an export, and started again, ends with the same file as one that is not. */
class KilledExportTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Puts the clock forward for what was cut off: its claim ends. */
    private static final String LATER =
            "update outbox set claimed_until = now() where state = 'sending' and kind = 'record-export'";

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void anExportOfAFewHundredGoesOnAfterEachKill() throws Exception {
        kill(450, 2, 20_260_511, Duration.ofMinutes(1));
    }

    @Tag("soak")
    @Test
    void anExportOfTenThousandGoesOnAfterEachKill() throws Exception {
        kill(10_000, 20, 20_260_512, Duration.ofMinutes(15));
    }

    private void kill(int records, int kills, long seed, Duration patience) throws Exception {
        Random random = new Random(seed);
        Map<String, String> environment;
        String admin;
        String slug;
        try (TestServer world = TestServer.start()) {
            environment = world.environment();
            slug = world.publishSmallModule();
            Finishers finishers = new Finishers(world.pool(), slug);
            finishers.add(records);
            finishers.awaitSigned(patience);
            admin = world.launch("admin").bearer();
        }
        Pool pool = new Database(URI.create(environment.get("DATABASE_URL"))).pool(VERTX);
        Finishers later = new Finishers(pool, slug);
        Node node = new Node(environment, admin, folder);
        try {
            String undisturbed = node.export();
            Eventually.holds("the first one is ready", patience, () -> node.ready(undisturbed));
            Map<String, String> expected = unzipped(node.file(undisturbed));
            assertThat(expected).hasSize(1 + 2 * records);

            SlowParts.begin(pool, 0.3);
            String disturbed = node.export();
            for (int kill = 0; kill < kills; kill++) {
                int before = node.done(disturbed);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
                NodeProcess.kill(node.process());
                later.add("Learner who came later");
                Await.result(pool.query(LATER).execute());
                node.startAgain();
                assertThat(node.done(disturbed)).isBetween(before, records);
            }
            SlowParts.end(pool);
            Eventually.holds("the second one is ready", patience, () -> node.ready(disturbed));
            Map<String, String> written = unzipped(node.file(disturbed));
            assertThat(written.keySet()).containsExactlyElementsOf(expected.keySet());
            assertThat(written).isEqualTo(expected);
            Sheet sheet = Sheet.of(utf8(written.getOrDefault("records.csv", "")));
            assertThat(sheet.column("Record id")).hasSize(records).doesNotHaveDuplicates();
        } finally {
            NodeProcess.kill(node.process());
            Await.result(pool.close());
        }
    }

    /** Contents in base64 by name, in the order of the file. */
    private static Map<String, String> unzipped(byte[] zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String content = Base64.getEncoder().encodeToString(in.readAllBytes());
                assertThat(files.put(entry.getName(), content))
                        .as(entry.getName())
                        .isNull();
            }
        }
        return files;
    }

    private static String utf8(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** The server process, at the same address whenever it is started. */
    private static final class Node {
        private final Map<String, String> environment;
        private final URI api;
        private final String admin;
        private final Path log;
        private Process process;

        Node(Map<String, String> environment, String admin, Path folder) {
            this.environment = environment;
            this.api = URI.create(environment.get("WAYMARK_PUBLIC_URL") + "/api/v1/admin/records/exports");
            this.admin = admin;
            this.log = folder.resolve("node.log");
            this.process = NodeProcess.startReady(environment, log);
        }

        void startAgain() {
            process = NodeProcess.startReady(environment, log);
        }

        Process process() {
            return process;
        }

        /** Starts one and answers its address. */
        String export() {
            HttpResponse<byte[]> answer = send("POST", api, "{\"form\":\"zip\"}");
            assertThat(answer.statusCode()).isEqualTo(202);
            return answer.headers().firstValue("Location").orElseThrow();
        }

        boolean ready(String export) {
            return state(export).path("state").asText().equals("ready");
        }

        int done(String export) {
            return state(export).path("done").asInt();
        }

        private JsonNode state(String export) {
            return Json.parse(new String(send("GET", api.resolve(export), "").body(), StandardCharsets.UTF_8));
        }

        byte[] file(String export) {
            HttpResponse<byte[]> answer = send("GET", api.resolve(export + "/file"), "");
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }

        private HttpResponse<byte[]> send(String method, URI uri, String body) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + admin)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
