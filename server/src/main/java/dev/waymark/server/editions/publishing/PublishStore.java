package dev.waymark.server.editions.publishing;

import dev.waymark.server.content.Cell;
import dev.waymark.server.content.Placement;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.drafts.Comparison;
import dev.waymark.server.editions.drafts.Decisions;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The one pointer that publishing flips. */
public final class PublishStore {

    private static final String ASSETS =
            "insert into asset (id, module_id) select id, $1 from unnest($2::uuid[]) as fresh(id)";

    private static final String PLACES = """
            insert into version_asset (version_id, asset_id, position, cell, environment, resource, level, title, url,
              canonical_url, carried)
            select $1, * from unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::int[], $8::text[],
              $9::text[], $10::text[], $11::text[])
            """;

    /** Puts a draft's assets in their places: known ones under their ids, new ones under new ids. */
    Future<Void> place(SqlClient client, Draft draft, Comparison comparison) {
        List<Placement> places = comparison.after().placements();
        List<Cell> cells = comparison.after().cells();
        Map<Integer, String> reasons = comparison.reasons();
        Tuple values = Tuple.of(draft.id())
                .addArrayOfUUID(comparison.ids().toArray(UUID[]::new))
                .addArrayOfInteger(numbers(places, Placement::index))
                .addArrayOfInteger(numbers(places, place -> cells.indexOf(place.cell())))
                .addArrayOfString(texts(places, Placement::environment))
                .addArrayOfString(texts(places, Placement::resource))
                .addArrayOfInteger(numbers(places, place -> place.asset().level()))
                .addArrayOfString(texts(places, place -> place.asset().title()))
                .addArrayOfString(texts(places, place -> place.asset().url()))
                .addArrayOfString(texts(places, place -> place.asset().canonicalUrl()))
                .addArrayOfString(texts(places, place -> reasons.get(place.index())));
        return client.preparedQuery(ASSETS)
                .execute(Tuple.of(draft.module())
                        .addArrayOfUUID(comparison.fresh().toArray(UUID[]::new)))
                .compose(done -> client.preparedQuery(PLACES).execute(values))
                .mapEmpty();
    }

    private static Integer[] numbers(List<Placement> places, Function<Placement, Integer> of) {
        return places.stream().map(of).toArray(Integer[]::new);
    }

    private static String[] texts(List<Placement> places, Function<Placement, @Nullable String> of) {
        return places.stream().map(of).toArray(String[]::new);
    }

    private static final String PUBLISH = """
            update module_version v set state = 'published', published_at = now(), published_by = $2, policy = $3,
              deadline = $4, based_on = $5, publish_at = null,
              number = case when $6 then b.number else (
                select coalesce(max(number), 0) + 1 from module_version where module_id = v.module_id) end,
              revision = case when $6 then (
                select max(revision) + 1 from module_version where module_id = v.module_id and number = b.number) else 0 end,
              cycle = case when $7 then (
                select max(cycle) + 1 from module_version where module_id = v.module_id and state = 'published')
                else m.cycle end
            from module m left join module_version b on b.id = m.current_version
            where v.id = $1 and m.id = v.module_id and v.state in ('draft', 'scheduled')
            returning v.module_id, v.cycle
            """;

    private static final String FLIP =
            "update module set current_version = $2, cycle = $3, basis = basis + $4 where id = $1";

    /**
     * Makes a draft the current version, or the current version's next revision; false when it no longer waited.
     *
     * @param newCycle whether finished people are asked for more
     */
    Future<Boolean> publish(
            SqlClient client, Draft draft, boolean revision, boolean newCycle, Policy policy, String actor) {
        Tuple values = Tuple.of(draft.id(), actor, policy.text(), offset(draft.deadline()), draft.current())
                .addValue(revision)
                .addValue(newCycle);
        return client.preparedQuery(PUBLISH).execute(values).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(false);
            }
            Row row = rows.iterator().next();
            return flip(client, row.getUUID("module_id"), draft.id(), row.getInteger("cycle"), revision ? 0 : 1)
                    .map(true);
        });
    }

    private static Future<Void> flip(SqlClient client, UUID module, UUID version, int cycle, int basis) {
        return client.preparedQuery(FLIP)
                .execute(Tuple.of(module, version, cycle, basis))
                .mapEmpty();
    }

    private static final String SCHEDULE = """
            update module_version set state = $2, decisions = $3::text::jsonb, policy = $4, deadline = $5,
              publish_at = $6, published_by = $7
            where id = $1 and state in ('draft', 'scheduled')
            """;

    /** Keeps what a draft is to be published with; at a time, it is scheduled. */
    Future<Boolean> order(SqlClient client, UUID draft, Decisions decisions, Publishing.Order order, String actor) {
        String state = order.at() == null ? "draft" : "scheduled";
        return client.preparedQuery(SCHEDULE)
                .execute(Tuple.of(
                                draft,
                                state,
                                Json.text(decisions),
                                order.policy().text())
                        .addValue(offset(order.deadline()))
                        .addValue(offset(order.at()))
                        .addValue(order.at() == null ? null : actor))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String REBASE =
            "update module_version set based_on = $2, state = 'draft', decisions = '{}', publish_at = null where id = $1 and state in ('draft', 'scheduled')";

    /** The draft was compared anew, and waits for somebody to look. */
    Future<Void> rebase(SqlClient client, Draft draft) {
        return client.preparedQuery(REBASE)
                .execute(Tuple.of(draft.id(), draft.current()))
                .mapEmpty();
    }

    private static final String DUE = """
            select id, published_by from module_version where state = 'scheduled' and publish_at <= now()
            order by publish_at limit 10
            """;

    record Due(UUID draft, String actor) {}

    Future<List<Due>> due(SqlClient client) {
        return client.query(DUE)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Due(row.getUUID("id"), row.getString("published_by")))
                        .toList());
    }

    private static final String LOCK = "select id from module where slug = $1 for update";

    private static final String EARLIER = """
            select m.id as module_id, v.id as version_id, v.number, v.cycle, v.id = m.current_version as current
            from module m join module_version c on c.id = m.current_version join module_version v on v.module_id = m.id
            where m.slug = $1 and v.state = 'published' and v.number = coalesce($2, (select max(number) from module_version e
              where e.module_id = m.id and e.state = 'published' and e.number < c.number))
            order by v.revision desc limit 1
            """;

    /** A version to go back to. */
    record Earlier(UUID module, UUID version, int number, int cycle, boolean current) {}

    /** Locks a module, then finds a version by its number, or the one before the current. */
    Future<Optional<Earlier>> earlier(SqlClient client, String slug, @Nullable Integer number) {
        return client.preparedQuery(LOCK)
                .execute(Tuple.of(slug))
                .compose(locked -> client.preparedQuery(EARLIER).execute(Tuple.of(slug, number)))
                .map(PublishStore::earlier);
    }

    private static final String BEFORE = """
            select m.id as module_id, b.id as version_id, b.number, b.cycle, false as current
            from module m join module_version v on v.id = m.current_version join module_version b on b.id = v.based_on
            where m.slug = $1 and v.id = $2
            """;

    /** Locks a module, then finds what its current version replaced; empty when another version is current. */
    Future<Optional<Earlier>> before(SqlClient client, String slug, UUID current) {
        return client.preparedQuery(LOCK)
                .execute(Tuple.of(slug))
                .compose(locked -> client.preparedQuery(BEFORE).execute(Tuple.of(slug, current)))
                .map(PublishStore::earlier);
    }

    private static Optional<Earlier> earlier(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Earlier(
                        row.getUUID("module_id"),
                        row.getUUID("version_id"),
                        row.getInteger("number"),
                        row.getInteger("cycle"),
                        row.getBoolean("current")))
                .findFirst();
    }

    Future<Void> rollBack(SqlClient client, Earlier to) {
        return flip(client, to.module(), to.version(), to.cycle(), 1);
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
