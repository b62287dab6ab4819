-- What must reach the outside: enqueued in the transaction that causes it, claimed with skip locked.
-- One waiting row for each (kind, key): later causes coalesce into it, and a worker computes what to
-- send when it sends. A lane is worked one row at a time, across all server nodes. Finished rows are the delivery ledger.
create table outbox (
    id              uuid primary key default gen_random_uuid(),
    kind            text        not null,
    key             text        not null,
    lane            text        not null,
    state           text        not null default 'waiting'
        check (state in ('waiting', 'sending', 'delivered', 'superseded', 'failed')),
    learner_id      uuid,
    subject_id      uuid,
    registration_id uuid,
    body            jsonb       not null default '{}',
    causes          int         not null default 1,
    attempts        int         not null default 0,
    due_at          timestamptz not null default now(),
    claimed_until   timestamptz,
    reason          text,
    result          jsonb,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);
create unique index outbox_one_waiting on outbox (kind, key) where state = 'waiting';
create unique index outbox_one_sending on outbox (kind, lane) where state = 'sending';
create index outbox_due on outbox (due_at) where state in ('waiting', 'sending');
create index outbox_ledger on outbox (state, updated_at);

-- The last score that was offered to a line item for a user, noted before it leaves: a retry repeats it, and
-- timestamps strictly increase. A null percent means that what the LMS made of it is not known. What the grade
-- book shows is read back later.
create table score_sent (
    learner_id       uuid        not null,
    resource_link_id uuid        not null,
    module_id        uuid        not null,
    percent          smallint,
    sent_at          timestamptz not null,
    delivered        boolean     not null default false,
    read_at          timestamptz,
    shown            numeric,
    shown_by         text check (shown_by in ('ours', 'lms', 'teacher', 'missing')),
    primary key (learner_id, resource_link_id, module_id)
);
create index score_sent_link on score_sent (resource_link_id, module_id);

-- The line item of a link that its launches do not name, found or made by one job at a time.
create table line_item (
    resource_link_id uuid not null,
    module_id        uuid not null,
    url              text,
    claimed_until    timestamptz,
    primary key (resource_link_id, module_id)
);
