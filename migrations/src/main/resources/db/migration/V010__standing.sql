-- What a team's page and the roll-up would else look up person by person in other tables: the name that somebody is
-- sorted by, in how many contexts they learn, and the newest cycle of which they hold a standing record. Triggers keep
-- them right, since launches, rosters, records and erasure all change them; no tick does.

alter table membership
    add column sort_name text not null default U&'\FFFF',
    add column places    int  not null default 1;
alter table summary add column record_cycle int;

-- Written for the primary keys alone: in a bulk load these keep a plan that was made while the tables were empty.
create function keep_membership(person uuid) returns void language plpgsql set enable_seqscan = off as $$
begin
  -- Launches of one person into two contexts count one after the other.
  perform from learner where id = person for no key update;
  update membership m set sort_name = k.sort_name, places = k.places
  from (
    select coalesce((select left(lower(name), 200) from learner where id = person), U&'\FFFF') as sort_name,
      (select count(*) filter (where learns)::int from membership where learner_id = person) as places
  ) k
  where m.learner_id = person and (m.sort_name, m.places) is distinct from (k.sort_name, k.places);
end $$;

create function membership_changed() returns trigger language plpgsql as $$
begin
  perform keep_membership(new.learner_id);
  return null;
end $$;
create trigger membership_added after insert on membership
    for each row execute function membership_changed();
create trigger membership_learns after update on membership
    for each row when (old.learns <> new.learns or old.learner_id <> new.learner_id)
    execute function membership_changed();

create function learner_named() returns trigger language plpgsql as $$
begin
  perform keep_membership(new.id);
  return null;
end $$;
create trigger learner_added after insert on learner
    for each row execute function learner_named();
create trigger learner_renamed after update of name on learner
    for each row when (old.name is distinct from new.name) execute function learner_named();

create function keep_record_cycle(person uuid, of_module uuid) returns void language sql set enable_seqscan = off as $$
  update summary s set record_cycle = k.cycle
  from (
    select max(r.cycle) as cycle from (select * from record where learner_id = person offset 0) r
    where r.module_id = of_module and not exists (
      select from record_event e where e.record_id = r.id and e.kind in ('revoked', 'withdrawn', 'superseded'))
  ) k
  where s.learner_id = person and s.module_id = of_module and s.record_cycle is distinct from k.cycle
$$;

create function record_changed() returns trigger language plpgsql as $$
begin
  perform keep_record_cycle(new.learner_id, new.module_id);
  return null;
end $$;
create trigger record_issued after insert or update of learner_id on record
    for each row execute function record_changed();

create function record_happened() returns trigger language plpgsql as $$
begin
  perform keep_record_cycle(r.learner_id, r.module_id) from record r where r.id = new.record_id;
  return null;
end $$;
create trigger record_event_noted after insert on record_event
    for each row execute function record_happened();

update membership m set sort_name = k.sort_name, places = k.places
from (
  select m.learner_id, coalesce(left(lower(max(l.name)), 200), U&'\FFFF') as sort_name,
    count(*) filter (where m.learns)::int as places
  from membership m left join learner l on l.id = m.learner_id group by 1
) k
where m.learner_id = k.learner_id;

update summary s set record_cycle = k.cycle
from (
  select r.learner_id, r.module_id, max(r.cycle) as cycle from record r
  where not exists (
    select from record_event e where e.record_id = r.id and e.kind in ('revoked', 'withdrawn', 'superseded'))
  group by 1, 2
) k
where s.learner_id = k.learner_id and s.module_id = k.module_id;

-- In the order of a team's first page; the few who learn in several contexts stand by themselves.
drop index membership_learning;
drop index membership_learner;
create index membership_learning on membership (context_id, sort_name, learner_id) include (group_ids) where learns;
create index membership_several on membership (learner_id) include (places) where learns and places > 1;
