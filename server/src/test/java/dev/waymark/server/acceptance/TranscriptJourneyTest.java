package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.records.verification.FurtherCheck;
import dev.waymark.server.records.verification.PageCheck;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A learner takes a transcript along, and somebody else checks it over HTTP. */
class TranscriptJourneyTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OTHER = """
            ---
            title: Other module
            permalink: /training/other
            ---

            # Other module

            ## Overview

            | Stage | Here |
            |---|---|
            | Try | One Environment |

            ## One Environment

            1. Alpha

            | Resource | Level | Training Assets URL |
            |---|---|---|
            | Alpha | 100 | [Other steps](https://example.org/o/1) |
            """;

    @Test
    void holdsEveryRecordThatStandsAndCanBeChecked() {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            world.publish(OTHER.getBytes(StandardCharsets.UTF_8));
            Visitor learner = world.launch("l1");
            finish(learner, "small");
            finish(learner, "other");
            String path = learner.base() + "/learn/records/transcript";
            String page = learner.get(learner.base() + "/learn/records").body();
            assertThat(page).contains(path + "\"");

            HttpResponse<String> token = fetch(learner, path);
            assertThat(token.headers().firstValue("Content-Type")).contains("application/vc+jwt");
            VerifyCommand.Result before = verify(token.body());
            assertThat(before.lines()).last().isEqualTo("VALID: Completion records");
            assertThat(before.lines())
                    .anyMatch(line -> line.contains("of 2, Small module"))
                    .anyMatch(line -> line.contains("of 2, Other module"));
            holdsEachRecordAgainstItsPage(token.body());

            revoke(world.launch("admin"), learner, "other");
            VerifyCommand.Result after = verify(token.body());
            assertThat(after.exitCode()).isEqualTo(1);
            assertThat(after.lines()).last().asString().contains("of 2, Other module", ": revoked, says the list of ");
            VerifyCommand.Result next = verify(fetch(learner, path).body());
            assertThat(next.exitCode()).isZero();
            assertThat(next.lines())
                    .anyMatch(line -> line.contains("1 of 1, Small module"))
                    .noneMatch(line -> line.contains("Other module"));
            revoke(world.launch("admin"), learner, "small");
            assertThat(fetch(learner, path).statusCode()).isEqualTo(404);
            assertThat(learner.get(learner.base() + "/learn/records").body()).doesNotContain(path);
        }
    }

    private static void holdsEachRecordAgainstItsPage(String transcript) {
        byte[] page = OTHER.getBytes(StandardCharsets.UTF_8);
        VerifyCommand.Result good = verify(transcript, new PageCheck(page, List.of("https://example.org/o/1")));
        assertThat(good.exitCode()).isZero();
        assertThat(good.lines())
                .anyMatch(line -> line.startsWith("passed page: ")
                        && line.endsWith("of 2, Other module: the very page, byte for byte"))
                .anyMatch(line -> line.startsWith("passed assets: ") && line.contains("its 1 assets are on the page"))
                .anyMatch(line ->
                        line.startsWith("passed other page: ") && line.contains("of 2, Small module: not issued for"));
        VerifyCommand.Result bare = verify(transcript, new PageCheck(page, List.of()));
        assertThat(bare.exitCode()).isEqualTo(1);
        assertThat(bare.lines()).last().asString().contains("1 of 1 assets are not on the page");
        byte[] changed = (OTHER + "One line more.\n").getBytes(StandardCharsets.UTF_8);
        VerifyCommand.Result none = verify(transcript, new PageCheck(changed, List.of("https://example.org/o/1")));
        assertThat(none.lines()).last().isEqualTo("NOT VALID: none of its 2 records was issued for this page");
    }

    private static void finish(Visitor learner, String module) {
        for (JsonNode asset :
                learner.api("GET", "/me/progress?module=" + module, null).json().path("assets")) {
            assertThat(learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static void revoke(Visitor admin, Visitor learner, String module) {
        for (JsonNode record : learner.api("GET", "/me/records", null).json()) {
            if (record.path("module").asText().equals(module)) {
                String path = "/admin/records/" + record.path("id").asText() + "/revoke";
                assertThat(admin.api("POST", path, "{\"reason\":\"Issued in error\"}")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private static HttpResponse<String> fetch(Visitor learner, String path) {
        return send(learner.request(path).build());
    }

    private static VerifyCommand.Result verify(String transcript, FurtherCheck... further) {
        return VerifyCommand.run(
                transcript.getBytes(StandardCharsets.UTF_8),
                Sources.fetched(TranscriptJourneyTest::get),
                List.of(further),
                Instant.now());
    }

    private static Optional<byte[]> get(URI url) {
        return Optional.of(send(HttpRequest.newBuilder(url).build()).body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
