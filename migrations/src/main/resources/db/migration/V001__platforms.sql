-- LMSs that may launch us. A platform is an issuer with its keys, so that a re-registration under a
-- new client id keeps everyone's progress, and the same issuer with other keys stays a stranger until
-- an administrator says otherwise.
create table platform (
    id         uuid primary key,
    issuer     text        not null,
    jwks_url   text        not null,
    name       text,
    family     text,
    created_at timestamptz not null default now(),
    unique (issuer, jwks_url)
);

create table registration (
    id                     uuid primary key,
    platform_id            uuid        not null references platform,
    issuer                 text        not null,
    client_id              text        not null,
    authorization_url      text        not null,
    token_url              text        not null,
    token_audience         text,
    jwks_url               text        not null,
    scopes                 text[]      not null default '{}',
    deployment_policy      text        not null default 'queue' check (deployment_policy in ('approve', 'queue', 'refuse')),
    trust_administrators   boolean     not null default false,
    allow_anonymous        boolean     not null default false,
    pending_partial_scores boolean     not null default false,
    state                  text        not null default 'active' check (state in ('active', 'waiting', 'removed')),
    registration_endpoint  text,
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now(),
    unique (issuer, client_id)
);

-- Trust and frame origins hang on the deployment, never on the issuer: hosted LMSs share one issuer
-- between customers.
create table deployment (
    registration_id      uuid        not null references registration on delete cascade,
    deployment_id        text        not null,
    state                text        not null default 'waiting' check (state in ('approved', 'waiting', 'refused')),
    trust_administrators boolean     not null default false,
    frame_origins        text[]      not null default '{}',
    notices_at           timestamptz,
    created_at           timestamptz not null default now(),
    primary key (registration_id, deployment_id)
);

-- Invites for an LMS administrator, sign-in links for ours, hand-offs into a new window: each works
-- once, for a short time, and only its hash is kept.
create table one_time_link (
    hash       bytea primary key,
    kind       text        not null check (kind in ('invite', 'signin', 'handoff')),
    detail     jsonb       not null default '{}',
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Our own keys, encrypted at rest. Their ids are never used twice.
create table tool_key (
    kid               text primary key,
    purpose           text        not null check (purpose in ('lti', 'record')),
    algorithm         text        not null check (algorithm in ('RS256', 'ES256', 'EDDSA')),
    state             text        not null check (state in ('next', 'current', 'previous', 'retired')),
    public_key        bytea       not null,
    private_key       bytea,
    created_at        timestamptz not null default now(),
    retired_at        timestamptz,
    compromised_since timestamptz
);
create unique index tool_key_one_current on tool_key (purpose, algorithm) where state = 'current';
create unique index tool_key_one_next on tool_key (purpose, algorithm) where state = 'next';
