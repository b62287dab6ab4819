package dev.waymark.server.progress;

/** What every change of an asset's state leads to: the log, the counts, the record it may earn, the score. */
final class SettlingSql {

    /** Begins the statement: what counts for this learner, as their summary says. */
    static final String TERMS =
            "with terms as (select since, covered from summary where learner_id = $1 and module_id = $3)\n";

    /** Whether the row `p` was completed before the learner had to begin again. It counts as opened, no more. */
    static final String LAPSED = "coalesce(p.state > 1 and p.completed_at < (select since from terms), false)";

    /** What `ticked` returns beside who changed it. */
    static final String CHANGED =
            "asset_id, state, prior, completed_at, evidence, opened_at, verified_at, verifier, verified_place";

    /*
     * $1 learner, $2 asset, $3 module, $7 launch, $8 waived, $9 basis, $10 waived by cell, $11 cell from 1,
     * $12 waived in all, $13 to $19 and from $21 as RecordSql binds them; `ticked` holds the changed row, `terms` what was believed
     * to count: another count of the summary in between makes the statement fail whole.
     */
    private static final String SETTLE = """
            , logged as (
              insert into progress_event (learner_id, asset_id, from_state, to_state, launch_id, actor_id, context_id, reason)
              select $1, $2, prior, state, $7, actor, place, reason from ticked where state <> prior
            ), delta as (
              select case when $2 = any($8::uuid[]) or coalesce($2 = any(covered), false) then 0
                else (state > 1 and (since is null or completed_at >= since))::int - (prior > 1)::int end as d
              from ticked left join terms on true
            ), counted as (
              insert into summary as s (learner_id, module_id, basis, cells, completed, sole_context)
              select $1, $3, $9, ($10::int[])[:$11 - 1] || ($10::int[])[$11] + d || ($10::int[])[$11 + 1:], $12 + d,
                (select context_id from membership where learner_id = $1 and learns and places = 1
                  and not exists (select from terms))
              from delta
              on conflict (learner_id, module_id) do update set
                cells[$11] = s.cells[$11] + excluded.completed - $12,
                completed = s.completed + excluded.completed - $12,
                last_activity_at = {activity}
              where s.basis = $9 and s.since is not distinct from (select since from terms)
                and s.covered = coalesce((select covered from terms), '{}')
              returning learner_id, cells, completed, since, covered
            ), finished as (
            {finished}
            ), to_score as (
              insert into outbox as o (kind, key, lane, learner_id, subject_id, registration_id, body, due_at)
              select 'score', concat_ws(':', $1, l.resource_link_id, $3), $1::text, $1, l.resource_link_id, k.registration_id,
                jsonb_build_object('module', $3), now() + interval '1 second'
              from delta, learner_link l join resource_link k on k.id = l.resource_link_id
              where d <> 0 and l.learner_id = $1 and l.module_id = $3
              on conflict (kind, key) where state = 'waiting'
              do update set causes = o.causes + 1, updated_at = now()
            )
            select coalesce(t.state, p.state, 0) as state, t.state is not null as changed,
              1 / (case when t.state is not null and c.cells is null then 0 else 1 end) as counted_in_this_edition,
              c.cells as counted, s.cells as cells, s.basis as basis,
              f.id as issued_id, f.code as issued_code, f.issued_at as issued_at, f.version_id as issued_version,
              f.cycle as issued_cycle, r.*
            from (select) one
            left join ticked t on true
            left join counted c on true
            left join finished f on true
            left join progress p on p.learner_id = $1 and p.asset_id = $2
            left join summary s on s.learner_id = $1 and s.module_id = $3
            left join lateral (
            """ + RecordSql.standing("$1", "$3") + """
            ) r on true
            """;

    private SettlingSql() {}

    /**
     * @param activity when the learner was last active, for a learner who already has a summary `s`
     * @param parts whether records of parts are issued, too
     */
    static String of(String activity, boolean parts) {
        return SETTLE.replace("{activity}", activity).replace("{finished}", RecordSql.byTick(parts));
    }
}
