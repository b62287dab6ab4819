-- The key of a row for a destination names its message: the id of the xAPI statement, the `webhook-id`. It stays when
-- somebody has a finished delivery sent again, which makes a new row, so that receivers can drop what they had. Until now
-- the id of the row did that, so the rows that exist take theirs; a first row still has the same id and key.
update outbox set key = id::text where kind in ('xapi', 'webhook');

create or replace function tell(happening text, person uuid, thing uuid, of_module uuid, about jsonb) returns void
language sql as $$
  insert into outbox (id, kind, key, lane, learner_id, subject_id, due_at, body)
  select d.message, d.kind, d.message::text, d.id::text, person, thing, greatest(now(), d.rests_until),
    jsonb_strip_nulls(jsonb_build_object('destination', d.id, 'event', happening, 'at', now(), 'module', m.id,
      'permalink', m.permalink, 'title', v.model ->> 'title', 'version', v.number)) || about
  from (select *, gen_random_uuid() as message from destination) d
  join module m on m.id = of_module
  left join module_version v on v.id = coalesce((about ->> 'versionId')::uuid, m.current_version)
  where d.enabled and happening = any(d.events)
    and not exists (select from learner l where l.id = person and l.test_user)
$$;
