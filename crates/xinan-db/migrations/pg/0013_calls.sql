-- 今日工作. The latest call since the last visit, however it ended: whoever asked to be called on another day, is away,
-- has moved or does not wish to be visited is not rung up again as if nobody had called.
alter table cases add column called_on text;
alter table cases add column call_outcome bigint;
alter table cases drop column not_reached_on;

-- Between 3 and 4 a new degree is put: somebody has moved, and nobody knows where to.
update cases set attention = attention + 1 where attention >= 3;

-- Everybody is judged again at the next start or in the night.
delete from deployment where name = 'months_ready';
