package dev.waymark.server.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager says until when; learners and the team's pages say who is late. */
class DueDatesTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String YESTERDAY = TODAY.minusDays(1).toString();
    private TestServer world;
    private Visitor manager;
    private Visitor learner;
    private String context;

    @BeforeEach
    void aTeamOfNine() {
        world = TestServer.start();
        world.publishSmallModule();
        learner = world.launch("l1");
        manager = world.launch("teacher");
        Eventually.holds(
                "the roster",
                Duration.ofSeconds(20),
                () -> text("select count(*)::text from learner where sub = 'l9'")
                        .equals("1"));
        context = text("select id::text from context");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void whoHasNotFinishedIsOverdueUntilTheyHave() {
        assertThat(team().path("summary").path("overdue").asInt()).isZero();
        assertThat(manager.get(manager.base() + "/team").body()).doesNotContain("count-overdue");
        set(Map.of("due", YESTERDAY, "zone", "UTC"));
        assertThat(team().path("summary").path("overdue").asInt()).isEqualTo(9);
        assertThat(learner.get(learner.base() + "/learn").body()).contains("Overdue since");
        finish(5);
        assertThat(team().path("summary").path("overdue").asInt())
                .as("finished after the day")
                .isEqualTo(8);
        assertThat(learner.get(learner.base() + "/learn").body()).doesNotContain("Overdue since");
        JsonNode late = manager.api("GET", "/contexts/" + context + "/progress?module=small&status=overdue", null)
                .json();
        assertThat(late.path("learners"))
                .hasSize(8)
                .allMatch(each -> each.path("overdue").asBoolean());
        assertThat(late.path("summary").path("matching").asInt()).isEqualTo(8);
        String page = manager.get(manager.base() + "/team?status=overdue").body();
        assertThat(page).contains("count-overdue", "Overdue since").doesNotContain("Learner 01");
        set(Map.of("due", "", "zone", "UTC"));
        assertThat(team().path("summary").path("overdue").asInt()).isZero();
    }

    @Test
    void anEnvironmentHasADayOfItsOwn() {
        String one = key(0);
        set(Map.of("due." + one, YESTERDAY, "due", TODAY.plusDays(30).toString(), "zone", "UTC"));
        assertThat(team().path("summary").path("overdue").asInt()).isEqualTo(9);
        assertThat(learner.get(learner.base() + "/learn").body()).contains("</bdi>: Overdue since", "Due ");
        finish(3);
        assertThat(team().path("summary").path("overdue").asInt()).isEqualTo(8);
        assertThat(learner.get(learner.base() + "/learn").body())
                .doesNotContain("Overdue since")
                .contains("Due ");
    }

    @Test
    void theDayEndsAtMidnightWhereItWasSet() {
        set(Map.of("due", "2031-03-01", "zone", "Asia/Tokyo"));
        assertThat(text("select (due_at at time zone 'Asia/Tokyo')::text from due_date"))
                .isEqualTo("2031-03-01 23:59:59");
        assertThat(manager.get(manager.base() + "/team/due").body()).contains("value=\"2031-03-01\"", "Asia/Tokyo");
        assertThat(text("select detail ->> 'days' from audit where action = 'due.changed'"))
                .isEqualTo("{=2031-03-01}");
    }

    @Test
    void anythingElseIsRefused() {
        Stream.of("tomorrow", "2031-02-30", "1999-12-31", "2101-01-01", "2031-03-01T00:00")
                .forEach(day -> assertThat(manager.post(manager.base() + "/team/due", Map.of("due", day))
                                .statusCode())
                        .as(day)
                        .isEqualTo(400));
    }

    @Test
    void neitherLearnersNorMentorsSetIt() {
        assertThat(manager.post(manager.base() + "/team/due", Map.of("due", "2031-03-01", "zone", "Nowhere/There"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(learner.post(learner.base() + "/team/due", Map.of("due", "2031-03-01"))
                        .statusCode())
                .isEqualTo(404);
        Visitor mentor = world.launch("mentor");
        assertThat(mentor.get(mentor.base() + "/team/due").statusCode()).isEqualTo(404);
        assertThat(mentor.post(mentor.base() + "/team/due", Map.of("due", "2031-03-01"))
                        .statusCode())
                .isEqualTo(404);
        String path = "/contexts/" + context + "/due-dates?module=small";
        for (Visitor visitor : List.of(learner, world.launch("mentor"))) {
            assertThat(visitor.api("GET", path, null).status()).isEqualTo(404);
            assertThat(visitor.api("PUT", path, "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void clientsReadAndSetThem() {
        String path = "/contexts/" + context + "/due-dates?module=small";
        JsonNode none = manager.api("GET", path, null).json();
        assertThat(none.path("zone").asText()).isEqualTo("UTC");
        assertThat(none.path("day").isNull()).isTrue();
        String two = none.path("environments").get(1).path("key").asText();
        JsonNode set = manager.api(
                        "PUT",
                        path,
                        "{\"zone\":\"Asia/Tokyo\",\"day\":\"2031-03-01\",\"environments\":[{\"key\":\"" + two
                                + "\",\"day\":\"" + YESTERDAY + "\"}]}")
                .json();
        assertThat(set.path("dueAt").asText()).isEqualTo("2031-03-01T14:59:59Z");
        assertThat(set.path("environments").get(0).path("day").isNull()).isTrue();
        assertThat(set.path("environments").get(1).path("day").asText()).isEqualTo(YESTERDAY);
        assertThat(manager.api("GET", path, null).json()).isEqualTo(set);
        assertThat(manager.api("PUT", path, set.toString()).json())
                .as("what was read can be written")
                .isEqualTo(set);
        assertThat(team().path("summary").path("overdue").asInt()).isEqualTo(9);
        assertThat(manager.api("PUT", path, "{}").json().path("day").isNull()).isTrue();
        assertThat(team().path("summary").path("overdue").asInt()).isZero();
    }

    @Test
    void clientsAreToldWhatIsWrong() {
        Stream.of(
                        "{\"day\":\"tomorrow\"}",
                        "{\"day\":20310301}",
                        "{\"zone\":\"Nowhere/There\"}",
                        "{\"environments\":{}}",
                        "{\"environments\":[{\"key\":\"three\",\"day\":\"2031-03-01\"}]}",
                        "{\"environments\":[1]}",
                        "[]",
                        "no")
                .forEach(body -> assertThat(manager.api("PUT", "/contexts/current/due-dates?module=small", body)
                                .status())
                        .as(body)
                        .isEqualTo(400));
    }

    @Test
    void filesSayWhatIsDueAndWhoIsLate() {
        assertThat(csv(0)).contains(",Due,Overdue,Last activity").doesNotContain(" due,");
        assertThat(csv(1)).contains(",,no,");
        set(Map.of("due." + key(0), YESTERDAY, "due", "2031-03-01", "zone", "UTC"));
        finish(3);
        assertThat(csv(0)).contains(",Due,Overdue,One Environment due,Last activity");
        assertThat(csv(1)).contains("Learner 01").contains(",2031-03-01,no," + YESTERDAY + ",");
        assertThat(csv(2)).contains("Learner 02").contains(",2031-03-01,yes," + YESTERDAY + ",");
        assertThat(manager.api("GET", "/contexts/" + context + "/progress.xlsx?module=small", null)
                        .status())
                .isEqualTo(200);
    }

    private String csv(int line) {
        return manager.api("GET", "/contexts/" + context + "/progress.csv?module=small", null)
                .body()
                .lines()
                .skip(line)
                .findFirst()
                .orElseThrow();
    }

    private void set(Map<String, String> form) {
        assertThat(manager.post(manager.base() + "/team/due", form).statusCode())
                .isEqualTo(303);
        manager.get(manager.base() + "/team");
    }

    private JsonNode team() {
        return manager.api("GET", "/contexts/" + context + "/progress?module=small", null)
                .json();
    }

    private String key(int cell) {
        return team().path("learners")
                .get(0)
                .path("cells")
                .get(cell)
                .path("environment")
                .asText();
    }

    /** Completes the first of the page. */
    private void finish(int count) {
        int done = 0;
        for (JsonNode asset : learner.api("GET", "/me/progress", null).json().path("assets")) {
            if (done < count) {
                assertThat(learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}")
                                .status())
                        .isEqualTo(200);
                done++;
            }
        }
    }

    private String text(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getString(0);
    }
}
