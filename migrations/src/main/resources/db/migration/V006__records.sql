-- A completion record is inserted by the transaction that makes the rule true, once for each learner,
-- module, rule and cycle, and never changes. What happens later is an event beside it.
create table record (
    id              uuid        not null default gen_random_uuid(),
    learner_id      uuid        not null,
    module_id       uuid        not null,
    rule            text        not null,
    cycle           int         not null default 1,
    version_id      uuid        not null,
    code            text        not null default replace(gen_random_uuid()::text, '-', ''),
    subject         uuid        not null default gen_random_uuid(),
    learner_name    text,
    platform_id     uuid,
    registration_id uuid,
    deployment_id   text,
    context_id      uuid,
    completed       int         not null,
    evidence        jsonb       not null,
    first_activity  timestamptz not null,
    last_activity   timestamptz not null,
    issued_at       timestamptz not null default now(),
    valid_until     timestamptz,
    launch_id       uuid,
    primary key (learner_id, id),
    unique (learner_id, module_id, rule, cycle)
);
create unique index record_code on record (code);
create unique index record_id on record (id);
create index record_version on record (version_id);
create index record_holder on record (module_id, cycle, learner_id) include (id);

create table record_event (
    record_id  uuid        not null,
    id         bigint      generated always as identity,
    at         timestamptz not null default now(),
    kind       text        not null check (kind in ('revoked', 'superseded', 'expired', 'withdrawn')),
    actor      text        not null,
    reason     text        not null,
    detail     jsonb       not null default '{}',
    primary key (record_id, id)
);

-- The signed artefacts of a record, signed once and stored. The capability is what its public address
-- carries; whoever holds the record can take it back and give out another. The status list is computed
-- from the events, so it needs no row of its own.
create table credential (
    record_id    uuid primary key,
    capability   text        not null unique default replace(gen_random_uuid()::text, '-', ''),
    shared       boolean     not null default true,
    named        boolean     not null default false,
    status_list  int         not null,
    status_index int         not null,
    jwt          text        not null,
    jsonld       text        not null,
    signed_at    timestamptz not null default now(),
    unique (status_list, status_index)
);
