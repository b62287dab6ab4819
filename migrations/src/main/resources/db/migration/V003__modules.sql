-- A module is its permalink. Publishing flips one pointer and raises the basis; ticks refer to permanent
-- asset ids, so nothing is copied and a roll-back restores what was there.
create table module (
    id              uuid primary key,
    permalink       text        not null unique,
    slug            text        not null unique,
    current_version uuid,
    basis           int         not null default 0,
    rule            text        not null default 'all',
    cycle           int         not null default 1,
    settings        jsonb       not null default '{}',
    created_at      timestamptz not null default now()
);

create table module_version (
    id           uuid primary key,
    module_id    uuid        not null references module,
    number       int,
    state        text        not null default 'draft' check (state in ('draft', 'scheduled', 'published', 'cancelled')),
    model        jsonb       not null,
    source       bytea       not null,
    source_hash  text        not null,
    content_hash text        not null,
    findings     jsonb       not null default '[]',
    decisions    jsonb       not null default '{}',
    based_on     uuid,
    origin       text,
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    publish_at   timestamptz,
    published_by text,
    published_at timestamptz,
    unique (module_id, number)
);
alter table module add foreign key (current_version) references module_version;

-- A training asset is permanent: ticks refer to it, whatever later editions do.
create table asset (
    id        uuid primary key,
    module_id uuid not null references module
);

-- What an asset is recognised by: environment and canonical URL (and a tie-breaker for a URL that stands
-- twice in one environment). A confirmed move or rename gives it one more identity.
create table asset_identity (
    module_id     uuid not null references module,
    environment   text not null,
    canonical_url text not null,
    tie           int  not null default 0,
    asset_id      uuid not null references asset,
    primary key (module_id, environment, canonical_url, tie)
);

create table version_asset (
    version_id    uuid     not null references module_version,
    asset_id      uuid     not null references asset,
    position      int      not null,
    cell          smallint not null,
    environment   text     not null,
    resource      text     not null,
    level         smallint not null,
    title         text     not null,
    url           text     not null,
    canonical_url text     not null,
    carried       text,
    primary key (version_id, asset_id)
);

-- A dead link that an administrator has waived counts as satisfied while the waiver stands.
create table waiver (
    asset_id   uuid        not null references asset,
    started_at timestamptz not null default now(),
    ended_at   timestamptz,
    actor      text        not null,
    reason     text        not null,
    primary key (asset_id, started_at)
);

-- Who did what to the content, the connections and the records.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  jsonb       not null default '{}'
);
