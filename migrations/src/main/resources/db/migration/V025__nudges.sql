-- The weekly digest. Off until somebody answerable for a team switches it on for a module there.
create table nudge (
    context_id uuid        not null,
    module_id  uuid        not null references module,
    changed_by uuid        not null,
    changed_at timestamptz not null default now(),
    primary key (context_id, module_id)
);

-- One row for each person who was considered or chose. A week is spent before its mail leaves, so that neither a
-- second node nor a killed one sends twice. `asked_at` keeps who had nothing to be told from being asked at every round.
create table digest (
    learner_id uuid primary key,
    wanted     boolean     not null default true,
    asked_at   timestamptz,
    sent_at    timestamptz
);
