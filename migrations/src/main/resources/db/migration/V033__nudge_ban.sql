-- While its one row stands, nobody is reminded by mail: the organisation forbids it. What teams switched on stays
-- beneath it, and counts again when the row is gone.
create table nudge_ban (
    only_one   boolean     primary key default true check (only_one),
    changed_by uuid        not null,
    changed_at timestamptz not null default now()
);
