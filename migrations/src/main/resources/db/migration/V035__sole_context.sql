-- Most people learn in one context. Standing beside their summary, it lets the roll-up read summaries by themselves
-- instead of joining each with its memberships; null for who learns in none or in several. Triggers keep it, since
-- launches, rosters and erasure change it; a learner's first tick in a module writes it with the summary, and of ticks only
-- that one fires any.

alter table summary add column sole_context uuid;

create function keep_sole_context(person uuid) returns void language sql set enable_seqscan = off as $$
  update summary s set sole_context = k.context_id
  from (select (select context_id from membership where learner_id = person and learns and places = 1) as context_id) k
  where s.learner_id = person and s.sole_context is distinct from k.context_id
$$;

create or replace function keep_membership(person uuid) returns void language plpgsql set enable_seqscan = off as $$
begin
  -- Launches of one person into two contexts count one after the other.
  perform from learner where id = person for no key update;
  update membership m set sort_name = k.sort_name, places = k.places
  from (
    select coalesce((select left(lower(name), 200) from learner where id = person), U&'\FFFF') as sort_name,
      (select count(*) filter (where learns)::int from membership where learner_id = person) as places
  ) k
  where m.learner_id = person and (m.sort_name, m.places) is distinct from (k.sort_name, k.places);
  perform keep_sole_context(person);
end $$;

create function summary_added() returns trigger language plpgsql as $$
begin
  -- After a launch into another context has committed, or before it has counted this summary.
  perform from learner where id = new.learner_id for no key update;
  perform keep_sole_context(new.learner_id);
  return null;
end $$;
create trigger summary_added after insert or update of learner_id on summary
    for each row execute function summary_added();

update summary s set sole_context = m.context_id
from membership m where m.learner_id = s.learner_id and m.learns and m.places = 1;
