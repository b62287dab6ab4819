-- Learner, context and resource link ids are derived from what the LMS sends (platform and sub;
-- platform, deployment and their id), so a launch needs no look-up and learner rows can be
-- distributed by learner id.
create table learner (
    id          uuid primary key,
    platform_id uuid        not null,
    sub         text        not null,
    name        text,
    email       text,
    locale      text,
    test_user   boolean     not null default false,
    first_seen  timestamptz not null default now(),
    last_seen   timestamptz not null default now()
);
create index learner_platform on learner (platform_id);
create index learner_test_user on learner (id) where test_user;

create table context (
    id              uuid primary key,
    platform_id     uuid        not null,
    registration_id uuid        not null,
    deployment_id   text        not null,
    lti_id          text        not null,
    title           text,
    label           text,
    memberships_url text,
    groups_url      text,
    roster_at       timestamptz,
    roster_tried_at timestamptz,
    roster_error    text,
    copied_from     uuid,
    created_at      timestamptz not null default now()
);
create index context_registration on context (registration_id);

-- A link opens a module, an environment or one cell; without a scope it opens the only module.
create table resource_link (
    id              uuid primary key,
    platform_id     uuid        not null,
    registration_id uuid        not null,
    deployment_id   text        not null,
    context_id      uuid,
    lti_id          text        not null,
    title           text,
    module_slug     text,
    environment     text,
    level           smallint,
    lineitem_url    text,
    lineitems_url   text,
    ags_scopes      text[]      not null default '{}',
    due_at          timestamptz,
    created_at      timestamptz not null default now()
);
create index resource_link_context on resource_link (context_id);

-- Who is in which team. "left" is set after two complete rosters without the person.
create table membership (
    learner_id  uuid        not null,
    context_id  uuid        not null,
    roles       int         not null default 0,
    status      text        not null default 'active' check (status in ('active', 'inactive', 'left')),
    launched_at timestamptz,
    roster_at   timestamptz,
    absences    smallint    not null default 0,
    group_ids   text[]      not null default '{}',
    -- Counted in the team's totals: who learns here, or came without any role; never staff or test users.
    learns      boolean     not null generated always as
        (status = 'active' and roles & 32 = 0 and (roles & 1 = 1 or roles & 30 = 0)) stored,
    primary key (learner_id, context_id)
);
create index membership_context on membership (context_id, status);
create index membership_learning on membership (context_id) include (learner_id, group_ids) where learns;
create index membership_learner on membership (learner_id) where learns;

create table context_group (
    context_id uuid not null,
    group_id   text not null,
    name       text not null,
    primary key (context_id, group_id)
);

-- Which line items want a learner's score.
create table learner_link (
    learner_id       uuid not null,
    resource_link_id uuid not null,
    module_id        uuid not null,
    primary key (learner_id, resource_link_id, module_id)
);

-- Erased people: a salted hash so that the next launch does not attach to what was theirs.
create table tombstone (
    learner_hash bytea primary key,
    erased_at    timestamptz not null default now(),
    salt         bytea       not null
);
