-- 今日工作. Whom the latest call did not reach, and when to call again: it stands beside the due day, which no call
-- moves. And the day under which somebody stands in the day's work: the due day, or before it the day of a
-- finding or a loss for which something is to be done at once, also where no visit is due.
alter table cases add column not_reached_on text;
alter table cases add column call_again_on text;
alter table cases add column listed_on text;

update cases set listed_on = due_on;

-- Counting and ordering the groups read the index alone.
drop index cases_due_in_county;
drop index cases_due_in_township;
drop index cases_due_in_village;
create index cases_due_in_county on cases
  (county_code, listed_on, attention desc, id, call_again_on, due_on);
create index cases_due_in_township on cases
  (township_code, listed_on, attention desc, id, call_again_on, due_on);
create index cases_due_in_village on cases
  (village_code, listed_on, attention desc, id, call_again_on, due_on);

-- Everybody is judged again at the next start or in the night; until then pages say that the figures are not
-- ready, and today's work is as it was.
delete from deployment where name = 'months_ready';
