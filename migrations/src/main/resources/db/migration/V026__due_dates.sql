-- Until when a team shall have a module, or one of its environments, done. An empty environment is the whole module. The
-- zone is that of whoever set the day, so that the form shows the day that was chosen.
create table due_date (
    context_id  uuid        not null,
    module_id   uuid        not null references module,
    environment text        not null default '',
    due_at      timestamptz not null,
    zone        text        not null,
    changed_by  uuid        not null,
    changed_at  timestamptz not null default now(),
    primary key (context_id, module_id, environment)
);

-- The whole module's: what was set for the team, else the earliest of the links that open it there.
create function module_due(of_context uuid, of_module uuid) returns timestamptz language sql stable as $$
  select coalesce(
    (select due_at from due_date where context_id = of_context and module_id = of_module and environment = ''),
    (select min(k.due_at) from resource_link k join module m on m.id = of_module
      where k.context_id = of_context and (k.module_slug is null or k.module_slug = m.slug)))
$$;
