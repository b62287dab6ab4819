package dev.waymark.lti.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.security.AccessToken;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradesTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final AccessToken TOKEN = new AccessToken("abc", Set.of(), NINE.plusSeconds(3600));
    private static final URI ITEMS = URI.create("https://lms.example/items?type_id=1");
    private static final LineItemKey KEY = new LineItemKey("link-1", "developer", "module");

    @Test
    void postsScoreToPathBelowLineItem() {
        var request = Scores.post(
                URI.create("https://lms.example/items/7/lineitem?type_id=1"),
                Score.percent("user-7", 46, false, NINE, "23 of 50"),
                TOKEN);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("https://lms.example/items/7/lineitem/scores?type_id=1");
        assertThat(request.header("Content-Type")).isEqualTo("application/vnd.ims.lis.v1.score+json");
        assertThat(request.header("Authorization")).isEqualTo("Bearer abc");
        assertThat(request.body()).isEqualTo("""
                        {"timestamp":"2026-03-02T09:00:00.000Z","userId":"user-7","scoreGiven":46,"scoreMaximum":100,\
                        "activityProgress":"InProgress","gradingProgress":"FullyGraded","comment":"23 of 50"}""");
    }

    @Test
    void saysCompletedAtTheEndAndPendingOnlyWhereWanted() {
        assertThat(Score.percent("u", 100, true, NINE, "").activityProgress()).isEqualTo(ActivityProgress.COMPLETED);
        assertThat(Score.percent("u", 100, true, NINE, "").gradingProgress()).isEqualTo(GradingProgress.FULLY_GRADED);
        assertThat(Score.percent("u", 99, true, NINE, "").gradingProgress()).isEqualTo(GradingProgress.PENDING);
        assertThat(Score.percent("u", 99, false, NINE, "").gradingProgress()).isEqualTo(GradingProgress.FULLY_GRADED);
    }

    @Test
    void refusesScoresBelowZeroAndMaximaNotAboveIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> Score.percent("u", -1, false, NINE, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> item(null, "x", BigDecimal.ZERO, KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> item(null, " ", BigDecimal.TEN, KEY));
    }

    @Test
    void asksEachServiceForExactlyOneMediaType() {
        var item = item("https://lms.example/items/7", "Developer", BigDecimal.TEN, KEY);
        for (var request : List.of(
                LineItems.list(ITEMS, KEY, TOKEN),
                LineItems.read(ITEMS, TOKEN),
                LineItems.create(ITEMS, item, TOKEN),
                LineItems.update(item, TOKEN),
                Results.list(ITEMS, TOKEN),
                Results.of(ITEMS, "user 7", TOKEN))) {
            assertThat(request.header("accept")).matches("application/vnd\\.ims\\.lis\\.v2\\.[a-z]+\\+json");
        }
        assertThat(Results.of(ITEMS, "user 7", TOKEN).uri())
                .hasToString("https://lms.example/items/results?type_id=1&user_id=user%207");
    }

    @Test
    void filtersLineItemsAndChecksAgain() {
        assertThat(LineItems.list(ITEMS, KEY, TOKEN).uri())
                .hasToString(
                        "https://lms.example/items?type_id=1&resource_link_id=link-1&resource_id=developer&tag=module");
        var ours = item("https://lms.example/items/9", "Ours", BigDecimal.TEN, KEY);
        var twin = item("https://lms.example/items/8", "Twin", BigDecimal.TEN, KEY);
        var other = item(
                "https://lms.example/items/1",
                "Other",
                BigDecimal.TEN,
                new LineItemKey("link-2", "developer", "module"));
        assertThat(KEY.find(List.of(other))).isNull();
        assertThat(KEY.find(List.of(other, ours, twin))).isEqualTo(twin);
    }

    @Test
    void readsPagesAndSkipsUnusableEntries() {
        var request = LineItems.list(ITEMS, KEY, TOKEN);
        var page = LineItems.parsePage(
                new LtiResponse(200, Map.of("Link", "<https://lms.example/items?page=2>; rel=\u201Cnext\u201D"), """
                        [{"id":"https://lms.example/items/7?type_id=1","label":"","scoreMaximum":100.0,"tag":"t"},
                         {"id":"x","scoreMaximum":1},{"id":"https://lms.example/items/8","scoreMaximum":0},7,null]"""),
                request);
        assertThat(page.next()).hasToString("https://lms.example/items?page=2");
        assertThat(page.items()).singleElement().satisfies(item -> {
            assertThat(item.id()).hasToString("https://lms.example/items/7?type_id=1");
            assertThat(item.label()).isNotBlank();
        });
    }

    @Test
    void refusesAnswersThatAreNoList() {
        for (var body : List.of("", "{}", "{\"error\":1}", "<html>", "[", "null", "[" + " ".repeat(9_000_000) + "]")) {
            assertThatExceptionOfType(LtiException.class)
                    .isThrownBy(() -> LineItems.parsePage(ok(body), LineItems.list(ITEMS, KEY, TOKEN)));
        }
        assertThatExceptionOfType(LtiException.class).isThrownBy(() -> LineItems.parse(ok("{\"label\":\"no id\"}")));
    }

    @Test
    void readsResultsBack() {
        var page = Results.parsePage(
                ok(
                        "[{\"userId\":\"user-7\",\"resultScore\":46,\"resultMaximum\":100,\"comment\":\"ok\"},{\"userId\":\"user-8\"}]"),
                Results.list(ITEMS, TOKEN));
        assertThat(page.results()).extracting(Result::userId).containsExactly("user-7", "user-8");
        assertThat(page.results().get(1).resultScore()).isNull();
    }

    @Test
    void tellsOurScoreFromOneChangedThere() {
        var sent = Score.percent("user-7", 46, false, NINE, "");
        assertThat(Result.standing(held("4.6", "10"), sent)).isEqualTo(Result.Standing.OURS);
        assertThat(Result.standing(held("46.004", "100"), sent)).isEqualTo(Result.Standing.OURS);
        assertThat(Result.standing(held("47", "100"), sent)).isEqualTo(Result.Standing.CHANGED_THERE);
        assertThat(Result.standing(held("1", "3"), sent)).isEqualTo(Result.Standing.CHANGED_THERE);
        assertThat(Result.standing(new Result("user-7", null, BigDecimal.ONE, null, null), sent))
                .isEqualTo(Result.Standing.MISSING);
        assertThat(Result.standing(null, sent)).isEqualTo(Result.Standing.MISSING);
    }

    private static Result held(String score, String maximum) {
        return new Result("user-7", new BigDecimal(score), new BigDecimal(maximum), null, null);
    }

    @Test
    void neverPostDatesAndNeverRepeatsSecond() {
        var changed = NINE.plusMillis(100);
        assertThat(ScoreClock.timestamp(changed, null, changed)).isEqualTo(changed);
        assertThat(ScoreClock.timestamp(changed.plusSeconds(9), null, changed)).isEqualTo(changed);
        assertThat(ScoreClock.timestamp(changed, NINE, NINE.plusMillis(900))).isNull();
        assertThat(ScoreClock.timestamp(changed, NINE, NINE.plusMillis(1_000))).isEqualTo(NINE.plusSeconds(1));
        assertThat(ScoreClock.timestamp(NINE.plusSeconds(3), NINE, NINE.plusSeconds(9)))
                .isEqualTo(NINE.plusSeconds(3));
        assertThat(ScoreClock.due(changed, NINE)).isEqualTo(NINE.plusSeconds(1));
        assertThat(ScoreClock.due(changed, null)).isEqualTo(changed);
    }

    @Test
    void keepsTimestampsIncreasingBySecondsWhateverTheChanges() {
        var random = new Random(5);
        Instant last = null;
        var now = NINE;
        for (int i = 0; i < 5_000; i++) {
            now = now.plusMillis(random.nextInt(700));
            var stamp = ScoreClock.timestamp(now.minusMillis(random.nextInt(3_000)), last, now);
            if (stamp != null) {
                assertThat(stamp).isBeforeOrEqualTo(now);
                assertThat(last == null || stamp.getEpochSecond() > last.getEpochSecond())
                        .isTrue();
                last = stamp;
            }
        }
        assertThat(last).isNotNull();
    }

    private static LineItem item(@Nullable String id, String label, BigDecimal maximum, LineItemKey key) {
        return new LineItem(
                id == null ? null : URI.create(id), label, maximum, key.resourceLinkId(), key.resourceId(), key.tag());
    }

    private static LtiResponse ok(String body) {
        return new LtiResponse(200, Map.of(), body);
    }
}
