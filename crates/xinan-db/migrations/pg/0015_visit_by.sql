-- 名册. The last day on which the next visit is in time, beside the day of the next step: where a call is to be
-- repeated first, that day is earlier, and a call that was not repeated makes no visit late.
alter table cases add column visit_by text;

update cases set visit_by = due_on;

-- Everybody is judged again at the next start or in the night.
delete from deployment where name = 'months_ready';
