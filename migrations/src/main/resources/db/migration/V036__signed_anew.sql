-- A record is signed again when its holder wishes to be named otherwise, when its name was wrong, or when its key was
-- lost. Each signing is a credential with an id and a place in a status list of its own; what an earlier one said goes,
-- its place stays taken and reads as revoked.
alter table credential
    add column id          uuid not null default gen_random_uuid(),
    add column naming      text not null default 'none' check (naming in ('none', 'name', 'email')),
    -- The name that was put right after the record was issued; without it the record's own is given.
    add column holder      text,
    -- Names of the keys whose signatures it carries.
    add column signed_by   text[] not null default '{}',
    -- Who had it signed again, and why; the holder gives no reasons.
    add column actor       text,
    add column reason      text,
    add column replaced_at timestamptz;
-- The credentials so far are called after their records.
update credential set id = record_id, naming = case when named then 'name' else 'none' end;
update credential set signed_by = array[
  split_part(convert_from(decode(rpad(translate(split_part(jwt, '.', 1), '-_', '+/'),
    (length(split_part(jwt, '.', 1)) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb ->> 'kid', '#', 2),
  split_part(jsonld::jsonb #>> '{proof,verificationMethod}', '#', 2)] where jwt <> '';
alter table credential
    drop constraint credential_pkey,
    add primary key (id),
    drop column named,
    alter column capability drop not null;
create unique index credential_now on credential (record_id) where replaced_at is null;
create index credential_of on credential (record_id);

-- Whoever wished to be named on the verify page so far is named in the credential as well.
insert into outbox (kind, key, lane, learner_id, subject_id, body)
select 'credential', r.id::text, r.id::text, r.learner_id, r.id, jsonb_build_object('replaces', c.id)
from credential c join record r on r.id = c.record_id where c.naming = 'name' and c.jwt <> ''
on conflict (kind, key) where state = 'waiting' do nothing;

-- As in V021, with each credential as a step of its own, and only what is still there.
create or replace function record_proofs(of_record uuid) returns table (step text, subject text, hash text) language sql stable as $$
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
  select 'credential', c.id::text, digest_of('credential', c.jwt, c.jsonld, (select hash from completion))
  from r join credential c on c.record_id = r.id where c.jwt <> ''
$$;
