-- A recertification campaign is a published version whose policy asks everybody who holds a record to renew it, whether it
-- came by an import or was started for its own sake. A published version is never updated: what administrators say to
-- learners, and a deadline that was moved, stand beside it. No row is none of both. The zone is that of whoever chose the
-- day, so that pages and mails name the day that was chosen.
create table campaign (
    version_id uuid primary key references module_version,
    title      text        not null default '',
    message    text        not null default '',
    deadline   timestamptz,
    zone       text        not null default 'UTC',
    moved_at   timestamptz,
    changed_at timestamptz not null default now()
);

-- What a cycle asks of people who finished before it, by the deadline that holds now.
create or replace view module_cycle as
with recursive line as (
  select m.id as module_id, v.id, v.based_on, v.cycle, v.policy, v.deadline, v.published_at
  from module m join module_version v on v.id = m.current_version
  union all
  select l.module_id, v.id, v.based_on, v.cycle, v.policy, v.deadline, v.published_at
  from line l join module_version v on v.id = l.based_on
)
select l.module_id, l.cycle, l.policy, coalesce(k.deadline, l.deadline) as deadline, l.published_at as began, l.id as version_id
from line l join line b on b.module_id = l.module_id and b.id = l.based_on
left join campaign k on k.version_id = l.id
where l.cycle > b.cycle;

-- How many days before its deadline a campaign reminds; without a row it does not. Days that had passed when they were
-- chosen (`since`) are not made up for. `asked_at` is when an administrator last had everybody reminded at once.
create table renewal_reminder (
    version_id uuid primary key references module_version,
    days       smallint[]  not null,
    since      timestamptz not null default now(),
    asked_at   timestamptz
);

-- A reminder is spent before its mail leaves: once for each person, campaign and occasion, which is a number of days or the
-- day on which an administrator asked. So neither a second node nor a killed one sends twice.
create table renewal_mail (
    learner_id uuid        not null,
    version_id uuid        not null references module_version,
    occasion   text        not null,
    sent_at    timestamptz not null default now(),
    primary key (learner_id, version_id, occasion)
);
create index renewal_mail_version on renewal_mail (version_id);
