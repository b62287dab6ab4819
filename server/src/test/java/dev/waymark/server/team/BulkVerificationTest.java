package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager verifies several learners and levels in one go. */
class BulkVerificationTest {
    private TestServer world;
    private Visitor manager;
    private String path;
    private String token;

    @BeforeEach
    void aTeamOfNine() {
        world = TestServer.start();
        world.publishSmallModule();
        manager = world.launch("teacher");
        Eventually.holds(
                "the roster",
                Duration.ofSeconds(20),
                () -> count("select count(*) from learner where sub = 'l9'") == 1);
        path = manager.base() + "/team/verification";
        manager.get(path);
        token = manager.formToken();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void eachIsToldWhatHappened() {
        String stranger = UUID.randomUUID().toString();
        HttpResponse<String> result = post(
                "cell=0",
                "cell=2",
                "learner=" + id("l1"),
                "learner=" + id("l2"),
                "learner=" + id("teacher"),
                "learner=" + stranger,
                "reason=Seen at work");
        assertThat(result.statusCode()).isEqualTo(200);
        assertThat(result.body())
                .contains(
                        "Learner 01",
                        "Learner 02",
                        "3 trainings verified",
                        "nobody verifies their own",
                        "not in this team");
        assertThat(count("select count(*) from progress where state = 3 and verified_reason = 'Seen at work'"))
                .isEqualTo(6);
        assertThat(count("select count(distinct learner_id) from progress where state = 3"))
                .isEqualTo(2);
        post("cell=0", "learner=" + id("l1"), "reason=Mistaken", "verified=false");
        assertThat(count("select count(*) from progress where state = 3")).isEqualTo(4);
    }

    @Test
    void everybodyListedIsOneChoice() {
        String listed =
                Stream.of("l1", "l2", "l3").map(sub -> "listed=" + id(sub)).collect(Collectors.joining("&"));
        assertThat(post("cell=1", "everyone=yes", listed, "reason=Workshop").body())
                .contains("1 training verified");
        assertThat(count("select count(*) from progress where state = 3")).isEqualTo(3);
    }

    @Test
    void whatIsMissingOrForeignIsRefusedByName() {
        String learner = "learner=" + id("l1");
        assertThat(Stream.of(
                                post("cell=0", "reason=x"),
                                post(learner, "reason=x"),
                                post(learner, "cell=0", "reason="),
                                post(learner, "cell=99", "reason=x"))
                        .map(HttpResponse::statusCode))
                .containsOnly(400);
        String crowd = Stream.generate(UUID::randomUUID)
                .limit(230)
                .map(id -> "learner=" + id)
                .collect(Collectors.joining("&"));
        assertThat(post(crowd, "cell=0", "cell=1", "cell=2", "cell=3", "reason=x")
                        .body())
                .contains("too many at once")
                .contains("value=\"x\"");
        assertThat(count("select count(*) from progress where state = 3")).isZero();
    }

    @Test
    void aRefusedFormKeepsWhatWasChosen() {
        path = path + "?sort=risk";
        HttpResponse<String> refused =
                post("cell=1", "learner=" + id("l2"), "reason=" + "a".repeat(501), "verified=true");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("action=\"" + manager.base() + "/team/verification?sort=risk\"")
                .contains("name=\"cell\" value=\"1\" checked")
                .contains("name=\"learner\" value=\"" + id("l2") + "\" checked")
                .doesNotContain("name=\"cell\" value=\"0\" checked")
                .doesNotContain("name=\"learner\" value=\"" + id("l1") + "\" checked")
                .contains("a".repeat(501), "id=\"wrong-reason\"")
                .doesNotContain("wrong-levels", "wrong-learners");
        assertThat(post("listed=" + id("l1"), "everyone=yes", "reason=Seen at work")
                        .body())
                .contains("name=\"everyone\" value=\"yes\" checked", "value=\"Seen at work\"", "id=\"wrong-levels\"")
                .doesNotContain("wrong-learners", "wrong-reason");
        assertThat(post("cell=1", "reason=Seen").body()).contains("id=\"wrong-learners\"", "at least one learner");
        assertThat(count("select count(*) from progress where state = 3")).isZero();
    }

    @Test
    void aMentorVerifiesTheirOwnOnly() {
        manager = world.launch("mentor");
        path = manager.base() + "/team/verification";
        assertThat(manager.get(path).body()).contains("Learner 01").doesNotContain("Learner 03");
        token = manager.formToken();
        assertThat(post("cell=1", "learner=" + id("l1"), "learner=" + id("l3"), "reason=Seen")
                        .body())
                .contains("1 training verified", "not in this team")
                .doesNotContain("Learner 03");
        assertThat(count("select count(*) from progress where state = 3")).isEqualTo(1);
    }

    private HttpResponse<String> post(String... fields) {
        String body = Stream.concat(Stream.of(fields), Stream.of("_token=" + token))
                .map(field -> field.replace(" ", "+"))
                .collect(Collectors.joining("&"));
        return manager.submit(path, body, "application/x-www-form-urlencoded");
    }

    private String id(String sub) {
        return Await.result(world.pool()
                        .query("select id::text from learner where sub = '" + sub + "'")
                        .execute())
                .iterator()
                .next()
                .getString(0);
    }

    private long count(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getLong(0);
    }
}
