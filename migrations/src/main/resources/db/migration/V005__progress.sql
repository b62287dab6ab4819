-- One row for each asset a learner touched. `prior` keeps the state before the last change, which is
-- how one statement knows its own delta even when duplicates arrive at once.
create table progress (
    learner_id      uuid        not null,
    asset_id        uuid        not null,
    module_id       uuid        not null,
    state           smallint    not null,
    prior           smallint    not null default 0,
    opened_at       timestamptz,
    completed_at    timestamptz,
    note            text,
    note_shared     boolean     not null default false,
    evidence        text,
    verified_by     uuid,
    verified_in     uuid,
    verified_at     timestamptz,
    verified_reason text,
    updated_at      timestamptz not null default now(),
    primary key (learner_id, asset_id)
) with (fillfactor = 85);
create index progress_verifier on progress (verified_by) where verified_by is not null;
create index progress_asset on progress (asset_id) where state >= 2;

create table progress_event (
    learner_id uuid        not null,
    id         bigint      generated always as identity,
    at         timestamptz not null default now(),
    asset_id   uuid        not null,
    from_state smallint    not null,
    to_state   smallint    not null,
    launch_id  uuid,
    actor_id   uuid,
    context_id uuid,
    reason     text,
    primary key (learner_id, id)
);
create index progress_event_actor on progress_event (actor_id) where actor_id is not null;

-- What dashboards read: completed assets by cell index of the edition named by `basis`. A row of an
-- older basis is recomputed before anybody believes it.
create table summary (
    learner_id       uuid        not null,
    module_id        uuid        not null,
    basis            int         not null,
    cells            smallint[]  not null,
    completed        int         not null default 0,
    started_at       timestamptz not null default now(),
    last_activity_at timestamptz not null default now(),
    primary key (learner_id, module_id)
) with (fillfactor = 70);
create index summary_module on summary (module_id, basis);

-- The path a learner chose to walk, named by its first environment, and the newest edition whose changes
-- they have been told about.
create table learner_choice (
    learner_id   uuid not null,
    module_id    uuid not null,
    path         text,
    seen_version int,
    primary key (learner_id, module_id)
);
