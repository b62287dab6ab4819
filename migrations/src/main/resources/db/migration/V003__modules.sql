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

-- A draft becomes a version by being published. Prose that changes alone is a revision: the same number and
-- content hash, another text. Cycle, policy and deadline stand here so that a rollback brings them back.
create table module_version (
    id            uuid primary key,
    module_id     uuid        not null references module,
    number        int,
    revision      int         not null default 0,
    state         text        not null default 'draft' check (state in ('draft', 'scheduled', 'published', 'cancelled')),
    model         jsonb       not null,
    source        bytea       not null,
    source_hash   text        not null,
    content_hash  text        not null,
    findings      jsonb       not null default '[]',
    decisions     jsonb       not null default '{}',
    based_on      uuid references module_version,
    origin        text,
    created_by    text        not null,
    created_at    timestamptz not null default now(),
    publish_at    timestamptz,
    cycle         int         not null default 1,
    policy        text        not null default 'keep' check (policy in ('keep', 'top-up', 'recertify')),
    deadline      timestamptz,
    published_by  text,
    published_at  timestamptz,
    unique (module_id, number, revision)
);
create index module_version_scheduled on module_version (publish_at) where state = 'scheduled';
alter table module add foreign key (current_version) references module_version;

-- A training asset is permanent: ticks refer to it, whatever later editions do.
create table asset (
    id        uuid primary key,
    module_id uuid not null references module
);

-- Where an asset stood in each published version, and so everything it may be recognised by: a confirmed move
-- or rename leaves it with one identity more. `carried` says why earlier ticks of it count.
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
create index version_asset_asset on version_asset (asset_id);

-- A dead link that an administrator has waived counts as satisfied while the waiver stands.
create table waiver (
    asset_id   uuid        not null references asset,
    started_at timestamptz not null default now(),
    ended_at   timestamptz,
    actor      text        not null,
    reason     text        not null,
    primary key (asset_id, started_at)
);
create unique index waiver_standing on waiver (asset_id) where ended_at is null;

-- Who did what to the content, the connections and the records.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  jsonb       not null default '{}'
);

-- Where a page was fetched from and what it was like then, so that asking again costs its server nothing.
create table page_source (
    url           text primary key,
    etag          text,
    last_modified text,
    fetched_at    timestamptz not null default now(),
    version_id    uuid        not null references module_version
);

-- What the last checks of a link said. It counts as dead after several failures in a row.
create table link_check (
    url        text primary key,
    checked_at timestamptz not null default now(),
    status     int,
    reason     text,
    failures   int         not null default 0
);
