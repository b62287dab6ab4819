-- Managers open a course again and again within minutes. Where the LMS says at which address it tells only what has
-- changed since the last reading, that is asked meanwhile; as it may leave deletions out, whole readings go on.
alter table context add column differences_url text, add column roster_whole_at timestamptz;
