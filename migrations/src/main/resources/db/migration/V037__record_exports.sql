-- Exports of completion records, made in the background. Which records belong to an export is written down when it is
-- asked for, part by part: what is issued or changed later makes it neither longer nor shorter, and the first part
-- without content is where any node goes on. Parts are kept here, because nodes share no disk; they go with their export.
create table record_export (
    id           uuid primary key,
    asked_by     uuid        not null,
    form         text        not null check (form in ('csv', 'zip')),
    certificates boolean     not null,
    locale       text        not null,
    query        text        not null,
    module       text        not null,
    status       text        not null,
    issued_from  date,
    issued_to    date,
    records      int         not null,
    state        text        not null default 'working' check (state in ('working', 'ready', 'failed')),
    reason       text        check (reason in ('erased', 'broken')),
    created_at   timestamptz not null default now(),
    finished_at  timestamptz,
    expires_at   timestamptz not null
);
create unique index record_export_at_work on record_export (asked_by) where state = 'working';

create table record_export_part (
    export_id  uuid   not null references record_export on delete cascade,
    number     int    not null,
    record_ids uuid[] not null,
    sheet      bytea,
    files      bytea,
    primary key (export_id, number)
);
-- A ZIP is as small as it gets.
alter table record_export_part alter column files set storage external;
