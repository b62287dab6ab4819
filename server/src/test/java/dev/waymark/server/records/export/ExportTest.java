package dev.waymark.server.records.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final String API = "/admin/records/exports";
    /** But for who is erased by one of the tests. */
    private static final String ALL = "{\"form\":\"%s\",\"status\":\"valid\"}";

    private static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://evil.example\",\"a\")",
            "../../etc/passwd",
            "x".repeat(500),
            "\u202Eгрuppe שלום",
            "🧑‍🚀 Ana",
            "a,b\"c\r\nd",
            "-1+1");
    private static final int RECORDS = HOSTILE.size() + 22 + 1;
    private static TestServer world;
    private static Visitor admin;
    private static Visitor other;
    private static Finishers finishers;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        world = TestServer.start();
        finishers = new Finishers(world.pool(), world.publishSmallModule());
        HOSTILE.forEach(finishers::add);
        finishers.add(22);
        finishers.add((String) null);
        finishers.awaitSigned(Duration.ofSeconds(60));
        admin = world.launch("admin");
        other = world.launch("admin");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void forget() {
        Await.result(world.pool().query("delete from record_export").execute());
    }

    @Test
    void aTableHoldsEveryRecordThatTheSearchFinds() {
        JsonNode export = ready(ALL.formatted("csv"));
        assertThat(export.path("records").asInt()).isEqualTo(RECORDS);
        Sheet sheet = Sheet.of(file(export));
        assertThat(sheet.rows())
                .hasSize(RECORDS)
                .allMatch(row -> row.size() == sheet.header().size());
        assertThat(sheet.column("Record id")).doesNotHaveDuplicates();
        assertThat(sheet.column("Module")).containsOnly("/training/small");
        assertThat(sheet.column("Status")).containsOnly("valid");
        assertThat(sheet.column("Completed")).containsOnly("5");
        assertThat(sheet.column("Credential")).containsOnly("signed");
        assertThat(sheet.column("Verify page")).allMatch(url -> url.startsWith(world.url() + "/verify/"));
        assertThat(sheet.column("Issued (UTC)")).isSorted();
    }

    @Test
    void noNameIsAFormulaOrBreaksItsLine() {
        List<String> names = Sheet.of(file(ready(ALL.formatted("csv")))).column("Learner");
        assertThat(names)
                .contains("'" + HOSTILE.get(0), "'-1+1", "a,b\"c\r\nd", "", "../../etc/passwd", "x".repeat(500))
                .contains(HOSTILE.get(3), HOSTILE.get(4))
                .noneMatch(name -> name.startsWith("=") || name.startsWith("-"));
    }

    @Test
    void aZipHoldsCredentialsThatHoldAndNamesThatAreIds() throws IOException {
        String unsigned = one("select id::text from record where learner_name = 'Learner 0001'");
        sql("delete from credential where record_id = '" + unsigned + "'");
        Map<String, byte[]> files = unzipped(ready(ALL.formatted("zip")));
        String table = new String(files.remove("records.csv"), StandardCharsets.UTF_8);
        Sheet sheet = Sheet.of(table);
        assertThat(sheet.rows()).hasSize(RECORDS);
        assertThat(files).hasSize(2 * RECORDS - 2);
        assertThat(files.keySet()).allMatch(name -> name.matches("credentials/[0-9a-f-]{36}\\.(jwt|json)"));
        Sources sources = Sources.files(
                Optional.of(bytes(world.visitor().get("/.well-known/did.json").body())),
                Optional.of(bytes(world.visitor().get("/status/1").body())));
        assertThat(files.values())
                .allMatch(file -> VerifyCommand.run(file, sources, List.of(), Instant.now())
                                .exitCode()
                        == 0);
        for (int i = 0; i < RECORDS; i++) {
            String id = sheet.column("Record id").get(i);
            boolean signed = files.containsKey("credentials/" + id + ".jwt");
            assertThat(sheet.column("Credential").get(i)).isEqualTo(signed ? "signed" : "not signed");
            assertThat(signed).isEqualTo(!id.equals(unsigned));
        }
        sign(unsigned);
    }

    /** As it was before. */
    private static void sign(String record) {
        sql("insert into outbox (kind, key, lane, subject_id) values ('credential', 'again', 'again', '" + record
                + "')");
        finishers.awaitSigned(Duration.ofSeconds(30));
    }

    @Test
    void certificatesComeAlongWhenAskedFor() throws IOException {
        Map<String, byte[]> files =
                unzipped(ready("{\"form\":\"zip\",\"certificates\":true,\"q\":\"Learner 002\",\"status\":\"valid\"}"));
        assertThat(files).hasSize(10);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().startsWith("certificates/")) {
                try (var pdf = Loader.loadPDF(file.getValue())) {
                    assertThat(pdf.getNumberOfPages()).isEqualTo(1);
                }
            }
        }
        assertThat(files.keySet().stream().filter(name -> name.endsWith(".pdf")))
                .hasSize(3);
    }

    @Test
    void onlyWhatTheSearchShowsIsExported() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        assertThat(records("{\"form\":\"csv\",\"q\":\"Learner 0002\"}")).isEqualTo(1);
        assertThat(records("{\"form\":\"csv\",\"module\":\"small\",\"status\":\"valid\",\"from\":\"" + yesterday
                        + "\",\"to\":\"" + today + "\"}"))
                .isEqualTo(RECORDS);
        refused("{\"form\":\"csv\",\"to\":\"" + yesterday + "\"}", "nothing-to-export");
        refused("{\"form\":\"csv\",\"module\":\"other\"}", "nothing-to-export");
        refused("{\"form\":\"csv\",\"status\":\"revoked\"}", "nothing-to-export");
        assertThat(finishers.count("select count(*) from record_export")).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsWritten() {
        refused("{}", "bad-form");
        refused("{\"form\":\"xlsx\"}", "bad-form");
        refused("{\"form\":5}", "bad-form");
        refused("{\"form\":\"csv\",\"certificates\":true}", "bad-certificates");
        refused("{\"form\":\"zip\",\"certificates\":\"yes\"}", "bad-certificates");
        refused("{\"form\":\"csv\",\"status\":\"open\"}", "bad-status");
        refused("{\"form\":\"csv\",\"from\":\"tomorrow\"}", "bad-from");
        refused("{\"form\":\"csv\",\"from\":\"2030-05-02\",\"to\":\"2030-05-01\"}", "bad-to");
        refused("{\"form\":\"csv\",\"q\":\"" + "x".repeat(201) + "\"}", "bad-q");
        refused("{\"form\":\"csv\",\"q\":\"a\\u0000\"}", "bad-q");
        assertThat(finishers.count("select count(*) from record_export")).isZero();
        assertThat(finishers.count("select count(*) from record_export_part")).isZero();
    }

    private static void refused(String wish, String slug) {
        Visitor.Answer answer = admin.api("POST", API, wish);
        assertThat(answer.status()).as(wish).isEqualTo(400);
        assertThat(answer.json().path("type").asText()).as(wish).isEqualTo("urn:waymark:problem:" + slug);
    }

    @Test
    void oneAdministratorHasOneAtATime() {
        slowly(() -> {
            JsonNode first = started("{\"form\":\"csv\"}");
            assertThat(admin.api("POST", API, "{\"form\":\"csv\"}").status()).isEqualTo(409);
            assertThat(admin.api("GET", API + "/" + first.path("id").asText() + "/file", null)
                            .status())
                    .isEqualTo(409);
            admin.get(admin.base() + "/admin/records");
            HttpResponse<String> page = admin.post(admin.base() + API, Map.of("form", "csv"));
            assertThat(page.statusCode()).isEqualTo(409);
            assertThat(page.body())
                    .contains("You have an export at work already")
                    .contains("every 2s");
            assertThat(admin.api("DELETE", API + "/" + first.path("id").asText(), null)
                            .status())
                    .isEqualTo(204);
            assertThat(admin.api("POST", API, "{\"form\":\"csv\"}").status()).isEqualTo(202);
        });
    }

    @Test
    void aPageStartsDownloadsAndDeletesIt() throws IOException {
        String base = admin.base() + "/admin/records";
        String page = admin.get(base + "?q=Learner%200002&status=valid").body();
        assertThat(admin.get(base + "?status=valid&from=2000-01-01").body())
                .contains("Export these " + RECORDS + " records", "status=valid&amp;from=2000-01-01&amp;skip=25");
        assertThat(admin.get(base + "?status=open").statusCode()).isEqualTo(400);
        assertThat(page).contains("Export this record", "<input type=\"hidden\" name=\"q\" value=\"Learner 0002\">");
        assertThat(admin.post(base + "/exports", Map.of("q", "Learner 0002", "status", "valid", "form", "zip"))
                        .statusCode())
                .isEqualTo(303);
        Eventually.holds(
                "it is ready",
                Duration.ofSeconds(20),
                () -> admin.get(base + "/exports").body().contains("chip-good"));
        assertThat(admin.response().body()).doesNotContain("every 2s");
        String id = one("select id::text from record_export");
        assertThat(admin.response().body()).contains(base + "/exports/" + id + "/file", "Learner 0002", "about 0.1 MB");
        byte[] file = raw(admin, base + "/exports/" + id + "/file");
        assertThat(new String(file, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
        assertThat(other.get(other.base() + API + "/" + id + "/file").statusCode())
                .isEqualTo(200);
        admin.get(base + "/exports");
        assertThat(admin.post(base + "/exports/" + id + "/delete", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(finishers.count("select count(*) from record_export_part")).isZero();
        assertThat(admin.get(base + "/exports/" + id + "/file").statusCode()).isEqualTo(404);
        assertThat(admin.api("GET", API + "/" + id, null).status()).isEqualTo(404);
        assertThat(admin.get(admin.base() + "/admin/audit?q=" + id).body())
                .contains("export.started", "export.downloaded", "export.deleted");
        admin.get(base);
        assertThat(admin.post(base + "/exports", Map.of("form", "csv", "q", "nobody at all"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.response().body()).contains("No record fits the search.");
    }

    @Test
    void nobodyButAnAdministratorComesNearIt() {
        String id = ready(ALL.formatted("csv")).path("id").asText();
        for (String person : List.of("l1", "teacher", "mentor")) {
            Visitor visitor = world.launch(person);
            assertThat(visitor.api("GET", API + "/" + id + "/file", null).status())
                    .isEqualTo(404);
            assertThat(visitor.get(visitor.base() + API + "/" + id + "/file").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void anErasureTakesTheFilesOfThatPerson() {
        UUID person = finishers.add("Learner Erased");
        finishers.awaitSigned(Duration.ofSeconds(30));
        String without =
                ready("{\"form\":\"csv\",\"q\":\"Learner 0002\"}").path("id").asText();
        String with =
                ready("{\"form\":\"zip\",\"q\":\"Learner Erased\"}").path("id").asText();
        assertThat(admin.api("DELETE", "/admin/people/" + person, null).status())
                .isEqualTo(200);
        JsonNode after = admin.api("GET", API + "/" + with, null).json();
        assertThat(after.path("state").asText()).isEqualTo("failed");
        assertThat(after.path("reason").asText()).isEqualTo("erased");
        assertThat(admin.api("GET", API + "/" + with + "/file", null).status()).isEqualTo(409);
        assertThat(admin.api("POST", API + "/" + with + "/resume", null).status())
                .isEqualTo(409);
        assertThat(admin.api("GET", API + "/" + without, null)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ready");
        assertThat(admin.get(admin.base() + API).body()).contains("A person was erased whose record it held");
        for (String table : List.of("record_export", "record_export_part", "audit", "outbox")) {
            assertThat(finishers.count("select count(*) from " + table + " t where t::text like '%Learner Erased%'"
                            + " or t::text like '%" + person + "%'"))
                    .as(table)
                    .isZero();
        }
        Sheet sheet = Sheet.of(file(ready("{\"form\":\"csv\",\"status\":\"withdrawn\"}")));
        assertThat(sheet.column("Credential")).containsExactly("erased");
        assertThat(sheet.column("Learner")).containsExactly("");
        assertThat(sheet.column("Status reason")).containsExactly("The holder was erased.");
    }

    /** The database is slow to store parts. */
    private static void slowly(Runnable work) {
        SlowParts.begin(world.pool(), 5);
        try {
            work.run();
        } finally {
            SlowParts.end(world.pool());
        }
    }

    private static int records(String wish) {
        return ready(wish).path("records").asInt();
    }

    private static JsonNode started(String wish) {
        Visitor.Answer answer = admin.api("POST", API, wish);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json();
    }

    private static JsonNode ready(String wish) {
        String path = API + "/" + started(wish).path("id").asText();
        Eventually.holds(
                "the export is ready",
                Duration.ofSeconds(30),
                () -> admin.api("GET", path, null).json().path("state").asText().equals("ready"));
        return admin.api("GET", path, null).json();
    }

    private static String file(JsonNode export) {
        return admin.api("GET", API + "/" + export.path("id").asText() + "/file", null)
                .body();
    }

    private Map<String, byte[]> unzipped(JsonNode export) throws IOException {
        Path file = folder.resolve("export.zip");
        Files.write(
                file, raw(admin, admin.base() + API + "/" + export.path("id").asText() + "/file"));
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
            assertThat(files).hasSize(zip.size());
        }
        return files;
    }

    private static byte[] raw(Visitor visitor, String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(visitor.request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sql(String sql) {
        Await.result(world.pool().query(sql).execute());
    }

    private static String one(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getString(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
