package dev.waymark.server.progress;

import dev.waymark.server.Await;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.PlacedAsset;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Learners of a test's database, and what they do. */
public final class Learners {
    private final Pool pool;
    private final Editions editions;
    private final Progress progress;
    private final SummaryJob summaries;

    public Learners(Pool pool, Editions editions) {
        ProgressStore store = new ProgressStore();
        this.pool = pool;
        this.editions = editions;
        this.progress = new Progress(pool, store, editions);
        this.summaries = new SummaryJob(pool, store, progress, editions);
    }

    public UUID add() {
        return add(UUID.randomUUID());
    }

    public UUID add(UUID learner) {
        Await.result(pool.preparedQuery(
                        "insert into learner (id, platform_id, sub, name) values ($1, $1, 's', 'Learner 07')")
                .execute(Tuple.of(learner)));
        return learner;
    }

    public Future<Progress.Ticked> tick(UUID learner, Edition edition, PlacedAsset asset) {
        Tick tick = new Tick(learner, UUID.randomUUID(), asset.id(), AssetState.COMPLETED, null, null, null);
        return progress.tick(edition, asset, tick);
    }

    public void complete(UUID learner, Edition edition, List<PlacedAsset> assets) {
        List<Future<Progress.Ticked>> ticks = new ArrayList<>();
        assets.forEach(asset -> ticks.add(tick(learner, edition, asset)));
        Await.result(Future.all(ticks));
    }

    /** Who has done everything. */
    public UUID finisher(Edition edition) {
        UUID learner = add();
        complete(learner, edition, edition.assets());
        return learner;
    }

    /** As the background job does it. */
    public void catchUp(Edition edition) {
        Await.result(editions.refreshed(edition.slug()).compose(fresh -> summaries.catchUp()));
    }

    public int[] cells(UUID learner, Edition edition) {
        return Await.result(progress.counts(learner, edition)).cells();
    }

    public long completeCells(UUID learner, Edition edition) {
        int[] cells = cells(learner, edition);
        return edition.cells().stream()
                .filter(cell -> cells[cell.index()] >= cell.total())
                .count();
    }

    public int done(UUID learner, Edition edition) {
        return Arrays.stream(cells(learner, edition)).sum();
    }

    public int percent(UUID learner, Edition edition) {
        return Await.result(progress.overview(learner, edition)).percent();
    }

    /** Everything that a record says, as text. */
    public List<String> records(UUID learner) {
        List<String> records = new ArrayList<>();
        for (Row row : Await.result(pool.preparedQuery(
                        "select to_jsonb(r)::text as record from record r where learner_id = $1 order by issued_at")
                .execute(Tuple.of(learner)))) {
            records.add(row.getString("record"));
        }
        return records;
    }

    /** Summaries of the module that do not say what the ticks say. */
    public List<UUID> wrongSummaries(Edition edition) {
        List<UUID> wrong = new ArrayList<>();
        for (Row row : Await.result(
                pool.preparedQuery("""
                        select s.learner_id from summary s where s.module_id = $1 and (s.basis <> $2 or s.cells <> (
                          select array_agg(n::smallint order by cell) from (
                            select v.cell, count(*) filter (where p.state > 1) as n from version_asset v
                            left join progress p on p.asset_id = v.asset_id and p.learner_id = s.learner_id
                            where v.version_id = $3 group by v.cell) counted))
                        """).execute(Tuple.of(edition.moduleId(), edition.basis(), edition.versionId())))) {
            wrong.add(row.getUUID("learner_id"));
        }
        return wrong;
    }
}
