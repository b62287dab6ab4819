-- When the LMS took a score. Moodle compares the next score with the time at which the last one arrived,
-- not with the time that it carried, so the next one has to be newer than this too.
alter table score_sent add column taken_at timestamptz;
