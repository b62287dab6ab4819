package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.editions.publishing.ImportCommand;
import dev.waymark.server.editions.publishing.ReplayCommand;
import dev.waymark.server.web.Json;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final byte[] PAGE =
            TestPage.of("typed").asset("One", 100, "First", "1").bytes();
    private final Pool pool = TestDatabase.fresh().pool(VERTX);
    private final TestEditions editions = new TestEditions(VERTX, pool);

    @AfterEach
    void close() {
        Await.result(pool.close());
    }

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private ImportCommand.Result run(byte[] page, boolean publish, boolean dryRun) {
        ImportCommand.Options options = new ImportCommand.Options(publish, dryRun, true);
        return Await.result(
                new ImportCommand(editions.drafts(), editions.publishing(), options).run(page, null, "page.md"));
    }

    @Test
    void aDryRunWithoutDatabaseAnswersSlugFindingsAndCounts() {
        JsonNode json = Json.parse(ImportCommand.dryRun(PAGE, null, true).output());
        assertThat(json.path("slug").asText()).isEqualTo("typed");
        assertThat(json.at("/counts/assets").asInt()).isEqualTo(1);
        assertThat(json.path("findings").isArray()).isTrue();
        assertThat(json.has("diff")).isFalse();
    }

    @Test
    void anUnusablePageExitsWithTwo() {
        byte[] page = "Nothing\n".getBytes(StandardCharsets.UTF_8);
        assertThat(ImportCommand.dryRun(page, null, false).exitCode()).isEqualTo(2);
        assertThat(run(page, true, false).exitCode()).isEqualTo(2);
        assertThat(drafts()).isZero();
    }

    @Test
    void aDryRunOnADatabaseShowsTheChangesAndKeepsNothing() {
        editions.publish(PAGE);
        byte[] more = TestPage.of("typed")
                .asset("One", 100, "First", "1")
                .asset("One", 200, "Second", "2")
                .bytes();
        ImportCommand.Result result = run(more, true, true);
        JsonNode json = Json.parse(result.output());
        assertThat(result.exitCode()).isZero();
        assertThat(json.at("/diff/added")).hasSize(1);
        assertThat(json.has("id")).isFalse();
        assertThat(drafts()).isEqualTo(1);
    }

    @Test
    void publishingAnswersTheVersion() {
        assertThat(Json.parse(run(PAGE, true, false).output()).path("version").asInt())
                .isEqualTo(1);
        assertThat(Json.parse(run(PAGE, false, false).output()).path("state").asText())
                .isEqualTo("draft");
    }

    @Test
    void aFolderOfEditionsIsReplayedInOrder(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("1.md"), PAGE);
        Files.write(
                folder.resolve("2.md"),
                TestPage.of("typed")
                        .asset("One", 100, "First", "1")
                        .asset("One", 200, "Second", "2")
                        .bytes());
        Files.writeString(folder.resolve("notes.txt"), "no page");
        ImportCommand.Result result = ReplayCommand.run(folder, false);
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("1.md", "2.md", "keeps 1 of 2 assets");
        assertThat(ReplayCommand.run(folder.resolve("none"), false).exitCode()).isEqualTo(2);
    }

    private long drafts() {
        return Await.result(pool.query("select count(*) from module_version").execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
