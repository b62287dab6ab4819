-- A module may ask for a record of each environment and of each path that somebody completed, beside the whole module's.
-- `part` is the rule of such a record and null for the whole module: only those finish anybody, hold a score and begin
-- cycles. What superseded means, and what expires, is the same for both.
alter table record add column part text generated always as (
  case when rule like 'environment:%' or rule like 'path:%' then rule end) stored;

-- The names of the environments that a rule speaks of, as a version of the module calls them; null for the whole module.
create function part_names(rule text, model jsonb) returns text[] language sql immutable as $$
  select array_agg(coalesce((select e ->> 'name' from jsonb_array_elements(model -> 'environments') e
    where e ->> 'key' = k.key limit 1), k.key) order by k.n)
  from unnest((string_to_array(rule, ':'))[2:]) with ordinality as k(key, n)
  where rule like 'environment:%' or rule like 'path:%'
$$;

create or replace function keep_record_cycle(person uuid, of_module uuid) returns void language sql set enable_seqscan = off as $$
  update summary s set record_cycle = k.cycle
  from (
    select max(r.cycle) as cycle from (select * from record where learner_id = person offset 0) r
    where r.module_id = of_module and r.part is null and not exists (
      select from record_event e where e.record_id = r.id and e.kind in ('revoked', 'withdrawn', 'superseded'))
  ) k
  where s.learner_id = person and s.module_id = of_module and s.record_cycle is distinct from k.cycle
$$;

drop trigger record_issued on record;
create trigger record_issued after insert or update of learner_id on record
    for each row when (new.part is null) execute function record_changed();

create or replace function record_happened() returns trigger language plpgsql as $$
begin
  perform keep_record_cycle(r.learner_id, r.module_id) from record r where r.id = new.record_id and r.part is null;
  return null;
end $$;

create or replace function terms(person uuid, of_module uuid, of_version uuid, this_cycle int, recertified int, renewed_at timestamptz)
returns table (since timestamptz, covered uuid[]) language sql stable as $$
  select case when h.first < recertified then renewed_at end,
    case when h.held < this_cycle and h.held >= recertified then array(
      select distinct v.asset_id
      from record r cross join lateral jsonb_array_elements(r.evidence) e
      join version_asset v on v.version_id = of_version and v.asset_id = (e ->> 'asset')::uuid
      left join progress p on p.learner_id = person and p.asset_id = v.asset_id
      where r.learner_id = person and r.module_id = of_module and r.part is null
        and r.cycle between recertified and this_cycle - 1
        and not exists (select from record_event t where t.record_id = r.id and t.kind in ('revoked', 'withdrawn'))
        and (p.state is null or p.state < 2 or h.first < recertified and p.completed_at < renewed_at)
      order by 1) else '{}' end
  from (
    select min(r.cycle) as first, max(r.cycle) filter (where not exists (
      select from record_event t where t.record_id = r.id and t.kind in ('revoked', 'withdrawn'))) as held
    from record r where r.learner_id = person and r.module_id = of_module and r.part is null
  ) h
$$;

create or replace function score_proven() returns trigger language plpgsql as $$
begin
  insert into proof (learner_id, record_id, step, subject, hash)
  select new.learner_id, c.record_id, 'score', new.resource_link_id || ' ' || utc(new.sent_at),
    digest_of('score', new.resource_link_id::text, new.percent::text, utc(new.sent_at), c.hash)
  from resource_link k
  join summary s on s.learner_id = new.learner_id and s.module_id = new.module_id
  join record r on r.learner_id = new.learner_id and r.module_id = new.module_id and r.part is null and r.cycle = s.record_cycle
  join proof c on c.learner_id = r.learner_id and c.record_id = r.id and c.step = 'completion'
  where k.id = new.resource_link_id and k.environment is null
  on conflict do nothing;
  return null;
end $$;

-- Who is told of a record hears by which rule it was earned, and of a part what it is called.
create or replace function record_told() returns trigger language plpgsql as $$
begin
  if exists (select from destination where enabled) then
    perform tell('record.issued', new.learner_id, new.id, new.module_id, jsonb_strip_nulls(jsonb_build_object(
      'record', new.id, 'versionId', new.version_id, 'completed', new.completed, 'issuedAt', new.issued_at,
      'cycle', new.cycle, 'rule', new.rule, 'part', part_names(new.rule, v.model))))
    from module_version v where v.id = new.version_id;
  end if;
  return null;
end $$;

create or replace function record_event_told() returns trigger language plpgsql as $$
begin
  if exists (select from destination where enabled) then
    perform tell('record.' || new.kind, null, new.record_id, r.module_id, jsonb_strip_nulls(jsonb_build_object(
      'record', new.record_id, 'versionId', r.version_id, 'cycle', r.cycle, 'rule', r.rule,
      'part', part_names(r.rule, v.model))))
    from record r join module_version v on v.id = r.version_id where r.id = new.record_id;
  end if;
  return null;
end $$;
