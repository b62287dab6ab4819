-- Learning record stores and subscribers that are told what learners did. Secrets are sealed with the server's
-- secret; a webhook's former one signs beside the new one until `former_until`. After a failed call the whole
-- destination rests until `rests_until`, so that a store that is down is not called once for each thing to tell.
create table destination (
    id           uuid primary key,
    kind         text        not null check (kind in ('xapi', 'webhook')),
    name         text        not null,
    url          text        not null,
    actor        text        not null default 'pseudonym' check (actor in ('pseudonym', 'sub')),
    events       text[]      not null,
    secret       bytea       not null,
    former       bytea,
    former_until timestamptz,
    enabled      boolean     not null default true,
    failures     int         not null default 0,
    rests_until  timestamptz not null default '-infinity',
    created_at   timestamptz not null default now()
);

-- Queues what happened for each destination that wants to know, in the transaction that makes it happen. Without
-- a destination it reads one empty table and is done. Test users are nobody's learners.
create function tell(happening text, person uuid, thing uuid, of_module uuid, about jsonb) returns void
language sql as $$
  insert into outbox (kind, key, lane, learner_id, subject_id, due_at, body)
  select d.kind, gen_random_uuid()::text, d.id::text, person, thing, greatest(now(), d.rests_until),
    jsonb_strip_nulls(jsonb_build_object('destination', d.id, 'event', happening, 'at', now(), 'module', m.id,
      'permalink', m.permalink, 'title', v.model ->> 'title', 'version', v.number)) || about
  from destination d
  join module m on m.id = of_module
  left join module_version v on v.id = coalesce((about ->> 'versionId')::uuid, m.current_version)
  where d.enabled and happening = any(d.events)
    and not exists (select from learner l where l.id = person and l.test_user)
$$;

create function progress_told() returns trigger language plpgsql as $$
declare happening text := case when new.to_state >= 2 then 'progress.completed' else 'progress.opened' end;
begin
  if exists (select from destination where enabled and happening = any(events)) then
    perform tell(happening, new.learner_id, new.asset_id, v.module_id, jsonb_build_object('asset', new.asset_id,
      'assetTitle', a.title, 'assetUrl', a.url, 'verified', new.to_state = 3))
    from version_asset a join module_version v on v.id = a.version_id
    where a.asset_id = new.asset_id order by v.number desc, v.revision desc limit 1;
  end if;
  return null;
end $$;
create trigger progress_tells after insert on progress_event
    for each row when (new.to_state >= 2 and new.from_state < 2 or new.to_state = 1 and new.from_state = 0)
    execute function progress_told();

create function record_told() returns trigger language plpgsql as $$
begin
  if exists (select from destination where enabled) then
    perform tell('record.issued', new.learner_id, new.id, new.module_id, jsonb_build_object('record', new.id,
      'versionId', new.version_id, 'completed', new.completed, 'issuedAt', new.issued_at, 'cycle', new.cycle));
  end if;
  return null;
end $$;
create trigger record_tells after insert on record for each row execute function record_told();

-- A record that ended is told of without its holder: an erased person is nobody any more.
create function record_event_told() returns trigger language plpgsql as $$
begin
  if exists (select from destination where enabled) then
    perform tell('record.' || new.kind, null, new.record_id, r.module_id,
      jsonb_build_object('record', new.record_id, 'versionId', r.version_id, 'cycle', r.cycle))
    from record r where r.id = new.record_id;
  end if;
  return null;
end $$;
create trigger record_event_tells after insert on record_event for each row execute function record_event_told();

-- Who comes to learn begins; a manager's or an administrator's visit says nothing.
create function launch_told() returns trigger language plpgsql as $$
begin
  if exists (select from destination where enabled and 'launch.started' = any(events)) then
    perform tell('launch.started', new.learner_id, new.id, m.id, '{}')
    from resource_link k join module m on m.current_version is not null and (m.slug = k.module_slug
      or k.module_slug is null and not exists (select from module o where o.current_version is not null and o.id <> m.id))
    where k.id = new.resource_link_id;
  end if;
  return null;
end $$;
create trigger launch_tells after insert on launch
    for each row when (new.message = 'ResourceLinkLaunch' and new.roles & 32 = 0
      and (new.roles & 1 = 1 or new.roles & 30 = 0))
    execute function launch_told();
