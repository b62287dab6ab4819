package dev.waymark.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.content.Asset;
import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Path;
import dev.waymark.server.content.Resource;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.editions.TestEditions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressStoreTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static Pool pool;
    private static Editions editions;
    private static Progress progress;
    private static Edition edition;
    private UUID learner = UUID.randomUUID();

    @BeforeAll
    static void start() {
        pool = TestDatabase.fresh().pool(VERTX);
        editions = new Editions(pool, new EditionStore(), Clock.systemUTC());
        progress = new Progress(pool, new ProgressStore(), editions);
        edition = publish(module(5));
    }

    @AfterAll
    static void stop() {
        Await.result(pool.close());
        Await.result(VERTX.close());
    }

    @BeforeEach
    void someone() {
        learner = UUID.randomUUID();
        Await.result(pool.preparedQuery(
                        "insert into learner (id, platform_id, sub, name) values ($1, $1, 's', 'Learner 07')")
                .execute(Tuple.of(learner)));
    }

    @Test
    void aTickCountsInItsCell() {
        Standing standing = tick(0, AssetState.COMPLETED);
        assertThat(standing.cells()).containsExactly(1, 0, 0, 0);
        assertThat(standing.changed()).isTrue();
        assertThat(standing.record()).isNull();
    }

    @Test
    void aTickSaidTwiceCountsOnce() {
        tick(0, AssetState.COMPLETED);
        Standing again = tick(0, AssetState.COMPLETED);
        assertThat(again.cells()).containsExactly(1, 0, 0, 0);
        assertThat(again.changed()).isFalse();
    }

    @Test
    void openingNeverCompletesAndNeverTakesBack() {
        assertThat(tick(0, AssetState.OPENED).cells()).containsExactly(0, 0, 0, 0);
        tick(0, AssetState.COMPLETED);
        assertThat(tick(0, AssetState.OPENED).state()).isEqualTo(AssetState.COMPLETED);
        assertThat(tick(0, AssetState.NONE).cells()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void twentyTicksAtOnceOnOneAssetCountOnce() {
        List<Future<Standing>> all = IntStream.range(0, 20)
                .mapToObj(i -> start(0, AssetState.COMPLETED))
                .toList();
        Await.result(Future.all(all));
        assertThat(Await.result(progress.counts(learner, edition)).cells()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void theLastTicksAtOnceGiveOneRecordWithItsEvidence() {
        List<Future<Standing>> all = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            IntStream.range(0, edition.total()).forEach(i -> all.add(start(i, AssetState.COMPLETED)));
        }
        Await.result(Future.all(all));
        assertThat(records()).isEqualTo(1);
        assertThat(all.stream().filter(each -> each.result().issued())).hasSize(1);
        assertThat(evidence()).isEqualTo(edition.total());
        assertThat(scalar("select count(*) from outbox where kind = 'credential' and learner_id = $1"))
                .isEqualTo(1);
    }

    @Test
    void takingBackAndDoingAgainKeepsTheOneRecord() {
        IntStream.range(0, edition.total()).forEach(i -> tick(i, AssetState.COMPLETED));
        tick(0, AssetState.NONE);
        Standing again = tick(0, AssetState.COMPLETED);
        assertThat(records()).isEqualTo(1);
        assertThat(again.issued()).isFalse();
        assertThat(again.record()).isNotNull();
    }

    @Test
    void aNewEditionIsCountedBeforeAnybodyBelievesTheOldFigures() {
        tick(0, AssetState.COMPLETED);
        Edition old = edition;
        edition = publish(module(3));
        assertThat(ticked(old, 1).edition().basis()).isEqualTo(old.basis());
        assertThat(Await.result(progress.counts(learner, edition)).cells()).containsExactly(2, 0, 0, 0);
        Progress.Ticked late = ticked(old, 2);
        assertThat(late.edition().basis()).isEqualTo(edition.basis());
        assertThat(late.standing().cells()).containsExactly(3, 0, 0, 0);
        edition = publish(module(5));
        assertThat(Await.result(progress.counts(learner, edition)).cells()).containsExactly(3, 0, 0, 0);
    }

    private Progress.Ticked ticked(Edition held, int index) {
        PlacedAsset asset = held.assets().get(index);
        return Await.result(progress.tick(
                held, asset, new Tick(learner, UUID.randomUUID(), asset.id(), AssetState.COMPLETED, null, null, null)));
    }

    private Standing tick(int asset, AssetState state) {
        return Await.result(start(asset, state));
    }

    private Future<Standing> start(int index, AssetState state) {
        PlacedAsset asset = edition.assets().get(index);
        Tick tick = new Tick(learner, UUID.randomUUID(), asset.id(), state, null, null, null);
        return progress.tick(edition, asset, tick).map(Progress.Ticked::standing);
    }

    private long records() {
        return scalar("select count(*) from record where learner_id = $1");
    }

    private long evidence() {
        return scalar("select jsonb_array_length(evidence)::bigint from record where learner_id = $1");
    }

    private long scalar(String sql) {
        return Await.result(pool.preparedQuery(sql).execute(Tuple.of(learner)))
                .iterator()
                .next()
                .getLong(0);
    }

    private static Edition publish(Module module) {
        new TestEditions(VERTX, pool).publish(module);
        return Await.result(editions.refreshed("demo"));
    }

    /** Two environments with two levels each and the given number of assets in the first cell. */
    private static Module module(int first) {
        return new Module(
                "/training/demo",
                "Demo",
                "",
                "",
                new Axis("Stage", List.of("Try", "Run")),
                new Axis("Place", List.of("Here")),
                List.of(environment("one", "Try", first), environment("two", "Run", 2)),
                List.of(new Path("one", "two")));
    }

    private static Environment environment(String key, String row, int first) {
        List<Asset> assets = new ArrayList<>();
        IntStream.range(0, first).forEach(i -> assets.add(asset(key, 100, i)));
        IntStream.range(0, 3).forEach(i -> assets.add(asset(key, 200, i)));
        return new Environment(key, key, row, "Here", "", "", List.of(), List.of(new Resource("Only " + key, assets)));
    }

    private static Asset asset(String key, int level, int number) {
        String url = "https://example.org/" + key + "/" + level + "/" + number;
        return new Asset(level, "Training " + number, url, url);
    }
}
