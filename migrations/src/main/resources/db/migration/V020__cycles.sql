-- What a cycle asks of people who finished before it. It begins with the version whose policy says so, along the line
-- of versions that led to the current one: what was rolled back asks nothing of anybody.
create view module_cycle as
with recursive line as (
  select m.id as module_id, v.id, v.based_on, v.cycle, v.policy, v.deadline, v.published_at
  from module m join module_version v on v.id = m.current_version
  union all
  select l.module_id, v.id, v.based_on, v.cycle, v.policy, v.deadline, v.published_at
  from line l join module_version v on v.id = l.based_on
)
select l.module_id, l.cycle, l.policy, l.deadline, l.published_at as began
from line l join line b on b.module_id = l.module_id and b.id = l.based_on where l.cycle > b.cycle;

-- `since`: ticks made before it do not count for this learner, who finished before a recertification. `covered`: assets
-- that an earlier record stands for although nothing is ticked, for who tops up. Both are set while a summary is
-- counted for an edition, and hold until the next count.
alter table summary
    add column since   timestamptz,
    add column covered uuid[] not null default '{}';

-- Never answered from names, only from records and cycles: the same whenever it is asked within an edition.
create function terms(person uuid, of_module uuid, of_version uuid, this_cycle int, recertified int, renewed_at timestamptz)
returns table (since timestamptz, covered uuid[]) language sql stable as $$
  select case when h.first < recertified then renewed_at end,
    case when h.held < this_cycle and h.held >= recertified then array(
      select distinct v.asset_id
      from record r cross join lateral jsonb_array_elements(r.evidence) e
      join version_asset v on v.version_id = of_version and v.asset_id = (e ->> 'asset')::uuid
      left join progress p on p.learner_id = person and p.asset_id = v.asset_id
      where r.learner_id = person and r.module_id = of_module and r.cycle between recertified and this_cycle - 1
        and not exists (select from record_event t where t.record_id = r.id and t.kind in ('revoked', 'withdrawn'))
        and (p.state is null or p.state < 2 or h.first < recertified and p.completed_at < renewed_at)
      order by 1) else '{}' end
  from (
    select min(r.cycle) as first, max(r.cycle) filter (where not exists (
      select from record_event t where t.record_id = r.id and t.kind in ('revoked', 'withdrawn'))) as held
    from record r where r.learner_id = person and r.module_id = of_module
  ) h
$$;

-- Who verified and where, as they were called then: a record pins it, and no tick reads another person's row.
alter table progress
    add column verifier       text,
    add column verified_place text;
update progress p set verifier = (select name from learner where id = p.verified_by),
    verified_place = (select coalesce(title, label) from context where id = p.verified_in)
where verified_at is not null;

-- Each thing happens to a record once, however many server nodes notice it.
delete from record_event e where exists (
  select from record_event f where f.record_id = e.record_id and f.kind = e.kind and f.id < e.id);
create unique index record_event_once on record_event (record_id, kind);
