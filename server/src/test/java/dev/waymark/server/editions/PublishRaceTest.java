package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.progress.Learners;
import dev.waymark.server.progress.Progress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing beside everything else that goes on. */
class PublishRaceTest {
    private static final Vertx VERTX = Vertx.vertx();
    private final Pool pool = TestDatabase.fresh().pool(VERTX);
    private final TestEditions editions = new TestEditions(VERTX, pool);
    private final Learners learners = new Learners(pool, editions.editions());

    @AfterEach
    void close() {
        Await.result(pool.close());
    }

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void ofTwoDraftsAtOnceOneIsPublishedAndTheOtherIsComparedAnew() {
        editions.publish(page(3, 0).bytes());
        List<Future<?>> both = new ArrayList<>();
        List<UUID> drafts = IntStream.of(4, 5)
                .mapToObj(size -> editions.take(page(size, 0).bytes()).draft().id())
                .toList();
        drafts.forEach(id -> both.add(editions.publishing().publish(id, Publishing.Order.NOW, TestEditions.ACTOR)));
        Await.result(Future.join(both).otherwiseEmpty());
        assertThat(both.stream().filter(Future::succeeded)).hasSize(1);
        Edition current = Await.result(editions.editions().refreshed("race"));
        assertThat(current.number()).isEqualTo(2);
        UUID loser = drafts.get(both.get(0).failed() ? 0 : 1);
        editions.publish(loser);
        assertThat(Await.result(editions.editions().refreshed("race")).number()).isEqualTo(3);
    }

    @Test
    void oneDraftPublishedEightTimesAtOnceIsOneVersion() {
        editions.publish(page(3, 0).bytes());
        UUID draft = editions.take(page(4, 0).bytes()).draft().id();
        List<Future<?>> all = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(i -> all.add(editions.publishing().publish(draft, Publishing.Order.NOW, TestEditions.ACTOR)));
        Await.result(Future.all(all));
        assertThat(Await.result(editions.editions().refreshed("race")).number()).isEqualTo(2);
    }

    @Test
    void noTickIsLostWhileEditionsAreFlipped() {
        Edition first = editions.publish(page(8, 0).bytes());
        List<UUID> people = IntStream.range(0, 12).mapToObj(i -> learners.add()).toList();
        List<Future<Progress.Ticked>> ticks = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            PlacedAsset asset = first.assets().get(round);
            people.forEach(learner -> ticks.add(learners.tick(learner, first, asset)));
            if (round % 2 == 1) {
                editions.publish(page(8, round).bytes());
            }
        }
        Await.result(Future.all(ticks));
        Edition last = Await.result(editions.editions().refreshed("race"));
        learners.catchUp(last);
        assertThat(last.number()).isEqualTo(5);
        people.forEach(learner -> assertThat(learners.cells(learner, last)[0]).isEqualTo(8));
        assertThat(learners.wrongSummaries(last)).isEmpty();
    }

    /** Trainings that stay, and one more that every edition replaces. */
    private static TestPage page(int trainings, int edition) {
        TestPage page = TestPage.of("race");
        IntStream.range(0, trainings).forEach(i -> page.asset("One", 100, "Training " + i, "t" + i));
        return page.asset("Two", 100, "Latest " + edition, "latest-" + edition);
    }
}
