-- A nonce is spent by inserting it: of many replays the primary key lets one through.
create table spent_nonce (
    nonce      text primary key,
    expires_at timestamptz not null
);
create index spent_nonce_expiry on spent_nonce (expires_at);

-- A launch is a session. Its cookie and bearer are derived from its id with the server's secret, so a
-- copy of this table opens nothing.
create table launch (
    id               uuid primary key,
    learner_id       uuid        not null,
    platform_id      uuid,
    registration_id  uuid,
    deployment_id    text,
    context_id       uuid,
    resource_link_id uuid,
    message          text        not null,
    roles            int         not null,
    admin            boolean     not null default false,
    locale           text,
    return_url       text,
    mentees          uuid[],
    frame_origins    text[]      not null default '{}',
    detail           jsonb       not null default '{}',
    created_at       timestamptz not null default now(),
    expires_at       timestamptz not null,
    revoked_at       timestamptz
);
create index launch_expiry on launch (expires_at);
create index launch_learner on launch (learner_id);

-- The flight recorder: what each check of a launch said. No token, no name, no e-mail address.
create table launch_trace (
    id              bigint generated always as identity primary key,
    at              timestamptz not null default now(),
    registration_id uuid,
    issuer          text,
    client_id       text,
    deployment_id   text,
    launch_id       uuid,
    accepted        boolean     not null,
    reason          text,
    section         text,
    binding         text,
    checks          jsonb       not null default '[]',
    reference       text
);
create index launch_trace_registration on launch_trace (registration_id, id);
