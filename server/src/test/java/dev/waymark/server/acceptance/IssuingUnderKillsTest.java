package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.settings.Settings;
import dev.waymark.server.editions.settings.SettingsStore;
import dev.waymark.server.progress.AssetState;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.progress.Tick;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fifty learners finish at once and again, while the database connections of everybody are killed. */
class IssuingUnderKillsTest {
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Puts the clock forward for what was cut off: claims older than five seconds end, what backs off is due. */
    private static final String LATER = """
            update outbox set claimed_until = least(claimed_until, now()), due_at = least(due_at, now())
            where state = 'sending' and claimed_until < now() + interval '85 seconds'
              or state = 'waiting' and due_at > now()
            """;

    @Test
    void twoHundredRecordsAreEachIssuedOnceAndSigned() {
        issue(200, 12, Part.Asked.NONE, 1);
    }

    /** Of the module, its two environments and its path. */
    @Test
    void fourRecordsOfEachLearnerAreEachIssuedOnceAndSigned() {
        issue(80, 12, new Part.Asked(true, true), 4);
    }

    @Tag("soak")
    @Test
    void tenThousandRecordsAreEachIssuedOnceAndSigned() {
        issue(10_000, 200, Part.Asked.NONE, 1);
    }

    private static void issue(int learners, int kills, Part.Asked asked, int each) {
        try (TestServer world = TestServer.start()) {
            world.publishSmallModule();
            Editions editions = new Editions(world.pool(), new EditionStore(), Clock.systemUTC());
            Progress progress = new Progress(world.pool(), new ProgressStore(), editions);
            Edition edition = Await.result(
                    new Settings(world.pool(), new SettingsStore(), new EditionStore(), editions, new AuditStore())
                            .records("small", asked, "test"));
            List<UUID> all = IntStream.range(0, learners)
                    .mapToObj(i -> new UUID(0x5eedL, i))
                    .toList();
            all.forEach(id -> Await.result(world.pool()
                    .preparedQuery(
                            "insert into learner (id, platform_id, sub, name) values ($1, $1, $1::text, 'Learner')")
                    .execute(Tuple.of(id))));
            AtomicInteger next = new AtomicInteger();
            AtomicInteger broken = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            List<Future<Void>> hands = IntStream.range(0, AT_ONCE)
                    .mapToObj(hand -> work(all, next, broken, progress, edition))
                    .toList();
            Future<Void> killing = kill(world, new Random(20_240_503), kills, over);
            Await.result(Future.join(hands), PATIENCE);
            over.set(true);
            Await.result(killing, PATIENCE);
            assertThat(broken.get()).as("ticks that were cut off").isPositive();
            everythingIsSigned(world, learners * each);
            everythingHolds(world, learners * each);
        }
    }

    /** Takes one learner after the other; what was cut off is done again, as a browser would. */
    private static Future<Void> work(
            List<UUID> all, AtomicInteger next, AtomicInteger broken, Progress progress, Edition edition) {
        int mine = next.getAndIncrement();
        if (mine >= all.size()) {
            return Future.succeededFuture();
        }
        Future<Void> done = Future.succeededFuture();
        for (int asset = 0; asset < edition.total(); asset++) {
            int index = asset;
            done = done.compose(before -> tick(all.get(mine), index, broken, progress, edition));
        }
        return done.compose(finished -> work(all, next, broken, progress, edition));
    }

    private static Future<Void> tick(
            UUID learner, int index, AtomicInteger broken, Progress progress, Edition edition) {
        UUID asset = edition.assets().get(index).id();
        Tick tick = new Tick(learner, UUID.randomUUID(), asset, AssetState.COMPLETED, null, null, null);
        return progress.tick(edition, edition.assets().get(index), tick)
                .<Void>mapEmpty()
                .recover(cut -> {
                    broken.incrementAndGet();
                    return tick(learner, index, broken, progress, edition);
                });
    }

    /** Ends every connection to the database but its own, again and again, after moments of random length. */
    private static Future<Void> kill(TestServer world, Random random, int left, AtomicBoolean over) {
        if (left == 0 || over.get()) {
            return Future.succeededFuture();
        }
        return world.server()
                .vertx()
                .timer(5 + random.nextInt(60), TimeUnit.MILLISECONDS)
                .compose(later -> world.pool().query("""
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                """).execute())
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .compose(killed -> kill(world, random, left - 1, over));
    }

    private static void everythingIsSigned(TestServer world, int records) {
        Eventually.holds("every record is signed", PATIENCE, () -> {
            Await.result(world.pool().query(LATER).execute());
            return count(world, "select count(*) from credential") == records
                    && count(world, "select count(*) from outbox where kind = 'credential' and state <> 'delivered'")
                            == 0;
        });
    }

    private static void everythingHolds(TestServer world, int records) {
        assertThat(count(world, "select count(*) from record")).isEqualTo(records);
        assertThat(count(world, "select count(distinct (learner_id, rule, cycle)) from record"))
                .isEqualTo(records);
        assertThat(count(world, "select count(*) from record where jsonb_array_length(evidence) <> completed"))
                .isZero();
        assertThat(count(world, "select count(distinct (status_list, status_index)) from credential"))
                .isEqualTo(records);
        Set<UUID> revoked = revoked(world);
        byte[] did = bytes(world.visitor().get("/.well-known/did.json").body());
        byte[] status = bytes(world.visitor().get("/status/1").body());
        Sources sources = Sources.files(Optional.of(did), Optional.of(status));
        List<UUID> wrong = new ArrayList<>();
        for (Row row : Await.result(world.pool()
                .query("select record_id, jwt, jsonld from credential")
                .execute())) {
            int expected = revoked.contains(row.getUUID("record_id")) ? 1 : 0;
            if (verified(row.getString("jwt"), sources) != expected
                    || verified(row.getString("jsonld"), sources) != expected) {
                wrong.add(row.getUUID("record_id"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static int verified(String credential, Sources sources) {
        return VerifyCommand.run(bytes(credential), sources, List.of(), Instant.now())
                .exitCode();
    }

    /** Every seventh. */
    private static Set<UUID> revoked(TestServer world) {
        Set<UUID> revoked = new HashSet<>();
        for (Row row : Await.result(world.pool().query("""
                        insert into record_event (record_id, kind, actor, reason)
                        select id, 'revoked', 'test', 'test' from (
                          select id, row_number() over (order by id) as n from record) numbered where n % 7 = 0
                        returning record_id
                        """).execute())) {
            revoked.add(row.getUUID(0));
        }
        assertThat(revoked).isNotEmpty();
        return revoked;
    }

    private static long count(TestServer world, String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getLong(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
