package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Part;
import dev.waymark.server.editions.PlacedAsset;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A manager's verification, in one statement like a tick. */
final class VerifyingStore {

    /* A manager's word is not the learner's activity: who was stalled stays stalled. */
    private static final String TAKE =
            SettlingSql.TERMS + """
            , ticked as (
              insert into progress as p (learner_id, asset_id, module_id, state, completed_at, verified_by, verified_in,
                verified_at, verified_reason, verifier, verified_place)
              select $1, $2, $3, $4::smallint, now(), $20, $6, now(), $5, (select name from learner where id = $20),
                (select coalesce(title, label) from context where id = $6)
              where $4 = 3 or exists (select from progress where learner_id = $1 and asset_id = $2)
              on conflict (learner_id, asset_id) do update set
                prior = case when {lapsed} then 1 else p.state end,
                state = excluded.state,
                completed_at = case when {lapsed} and excluded.state = 3 then excluded.completed_at
                  else coalesce(p.completed_at, excluded.completed_at) end,
                verified_by = case when excluded.state = 3 then excluded.verified_by end,
                verified_in = case when excluded.state = 3 then excluded.verified_in end,
                verified_at = case when excluded.state = 3 then excluded.verified_at end,
                verified_reason = case when excluded.state = 3 then excluded.verified_reason end,
                verifier = case when excluded.state = 3 then excluded.verifier end,
                verified_place = case when excluded.state = 3 then excluded.verified_place end,
                updated_at = now()
              where (p.state = 3) <> (excluded.state = 3) or excluded.state = 3 and {lapsed}
              returning {changed}, $20::uuid as actor, $6::uuid as place, $5::text as reason
            )
            """.replace("{lapsed}", SettlingSql.LAPSED).replace("{changed}", SettlingSql.CHANGED);

    private static final String VERIFY = TAKE + SettlingSql.of("s.last_activity_at", false);
    private static final String VERIFY_WITH_PARTS = TAKE + SettlingSql.of("s.last_activity_at", true);

    private VerifyingStore() {}

    static Future<Standing> verify(SqlClient client, Edition edition, PlacedAsset asset, Verifying verifying) {
        int[] waived = edition.waivedByCell();
        AssetState state = verifying.verified() ? AssetState.VERIFIED : AssetState.COMPLETED;
        Tuple values = Tuple.of(verifying.learner(), asset.id(), edition.moduleId(), state.ordinal())
                .addValue(verifying.reason())
                .addValue(verifying.context())
                .addValue(verifying.launch())
                .addArrayOfUUID(edition.waived().toArray(UUID[]::new))
                .addValue(edition.basis())
                .addArrayOfInteger(ProgressStore.boxed(waived))
                .addValue(asset.cell() + 1)
                .addValue(Arrays.stream(waived).sum());
        List<Part> parts = edition.parts(asset);
        Tuple bound = RecordSql.bind(values, edition).addValue(verifying.verifier());
        return client.preparedQuery(parts.isEmpty() ? VERIFY : VERIFY_WITH_PARTS)
                .execute(RecordSql.bind(bound, edition, parts))
                .map(rows -> ProgressStore.standing(rows.iterator().next(), edition));
    }
}
