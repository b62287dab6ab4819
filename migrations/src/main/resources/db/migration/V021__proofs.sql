-- What a record rests on and what rests on it, each step hashed over the ones before: the launches in which its
-- trainings were ticked, their evidence, the completion, its credential, and the scores that told of it. So whoever
-- revokes a record finds everything that came of it, and a row that was changed by hand shows.
create table proof (
    learner_id uuid        not null,
    record_id  uuid        not null,
    step       text        not null check (step in ('launch', 'evidence', 'completion', 'credential', 'score')),
    subject    text        not null,
    hash       text        not null,
    at         timestamptz not null default now(),
    primary key (learner_id, record_id, step, subject)
);

-- The length before each part keeps them apart. Times are in UTC, whatever the session's zone is.
create function digest_of(variadic parts text[]) returns text language sql immutable as $$
  select encode(sha256(convert_to(string_agg(coalesce(length(part), -1) || ':' || coalesce(part, ''), ',' order by n), 'UTF8')), 'hex')
  from unnest(parts) with ordinality as p(part, n)
$$;
create function utc(moment timestamptz) returns text language sql stable as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- What the steps of a record come to now: the same as what was stored, unless somebody changed a row. Launches are
-- forgotten after a while, so evidence rests on what was stored of them.
create function launch_proofs(of_record uuid) returns table (step text, subject text, hash text) language sql stable as $$
  select 'launch', l.id::text, digest_of('launch', l.id::text, l.learner_id::text, l.registration_id::text, l.deployment_id,
    l.context_id::text, utc(l.created_at))
  from record r join launch l on l.learner_id = r.learner_id and l.id in (
    select e.launch_id from progress_event e where e.learner_id = r.learner_id and e.to_state >= 2 and e.at <= r.issued_at
      and e.actor_id is null and e.asset_id in (select (x ->> 'asset')::uuid from jsonb_array_elements(r.evidence) x))
  where r.id = of_record
$$;
create function record_proofs(of_record uuid) returns table (step text, subject text, hash text) language sql stable as $$
  with r as materialized (select * from record where id = of_record), evidence as (
    select 'evidence'::text as step, r.id::text as subject, digest_of('evidence', r.evidence::text, (
      select string_agg(p.hash, ',' order by p.hash) from proof p
      where p.learner_id = r.learner_id and p.record_id = r.id and p.step = 'launch')) as hash from r
  ), completion as (
    select 'completion'::text as step, r.id::text as subject, digest_of('completion', r.id::text, r.learner_id::text,
      r.module_id::text, r.rule, r.cycle::text, v.content_hash, r.completed::text, utc(r.issued_at), e.hash) as hash
    from r join module_version v on v.id = r.version_id cross join evidence e
  )
  select * from evidence union all select * from completion union all
  select 'credential', c.record_id::text, digest_of('credential', c.jwt, c.jsonld, (select hash from completion))
  from r join credential c on c.record_id = r.id
$$;

create function prove(of_record uuid) returns void language sql as $$
  insert into proof (learner_id, record_id, step, subject, hash)
  select r.learner_id, r.id, p.step, p.subject, p.hash from record r cross join lateral launch_proofs(r.id) p
  where r.id = of_record and not exists (select from proof p where p.learner_id = r.learner_id and p.record_id = r.id)
  on conflict do nothing;
  insert into proof (learner_id, record_id, step, subject, hash)
  select r.learner_id, r.id, p.step, p.subject, p.hash from record r cross join lateral record_proofs(r.id) p
  where r.id = of_record
  on conflict do nothing;
$$;

create function record_proven() returns trigger language plpgsql as $$
begin
  perform prove(new.id);
  return null;
end $$;
create trigger record_proves after insert on record for each row execute function record_proven();

create function credential_proven() returns trigger language plpgsql as $$
begin
  perform prove(new.record_id);
  return null;
end $$;
create trigger credential_proves after insert on credential for each row execute function credential_proven();

-- A whole module's score of 100 tells of the record that its learner holds then.
create function score_proven() returns trigger language plpgsql as $$
begin
  insert into proof (learner_id, record_id, step, subject, hash)
  select new.learner_id, c.record_id, 'score', new.resource_link_id || ' ' || utc(new.sent_at),
    digest_of('score', new.resource_link_id::text, new.percent::text, utc(new.sent_at), c.hash)
  from resource_link k
  join summary s on s.learner_id = new.learner_id and s.module_id = new.module_id
  join record r on r.learner_id = new.learner_id and r.module_id = new.module_id and r.cycle = s.record_cycle
  join proof c on c.learner_id = r.learner_id and c.record_id = r.id and c.step = 'completion'
  where k.id = new.resource_link_id and k.environment is null
  on conflict do nothing;
  return null;
end $$;
create trigger score_proves after insert or update of percent, sent_at on score_sent
    for each row when (new.percent = 100) execute function score_proven();

-- Records from before.
select prove(id) from record;
