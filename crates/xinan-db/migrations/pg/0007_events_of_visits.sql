-- The visit that says that somebody is lost or has died: when it is corrected, so is what it said.
alter table case_events add column visit_id uuid;

-- When the first version of a visit was entered. A correction keeps the visit's place among those of
-- its day.
alter table follow_ups add column entered_at bigint not null default 0;

update follow_ups set entered_at = recorded_at;

with recursive versions (county_code, case_id, id, entered_at) as (
  select later.county_code, later.case_id, later.id, first.recorded_at
    from follow_ups later
    join follow_ups first on first.county_code = later.county_code and first.id = later.replaces
   where first.replaces is null
   union all
  select later.county_code, later.case_id, later.id, versions.entered_at
    from versions
    join follow_ups later
      on later.county_code = versions.county_code
     and later.case_id = versions.case_id
     and later.replaces = versions.id
)
update follow_ups
   set entered_at = (select versions.entered_at
                       from versions
                      where versions.county_code = follow_ups.county_code
                        and versions.id = follow_ups.id)
 where replaces is not null;

-- What a visit said until now was written in the same moment as the visit: a loss (3) on its day, a
-- death (5) on its day or before. Versions that were corrected since have theirs too; the next
-- correction of a visit of that person withdraws them.
update case_events
   set visit_id = (select v.id
                     from follow_ups v
                    where v.county_code = case_events.county_code
                      and v.case_id = case_events.case_id
                      and v.complete = 0
                      and v.recorded_at = case_events.recorded_at
                      and (v.visited_on = case_events.happened_on
                           or case_events.kind = 5 and v.visited_on > case_events.happened_on)
                    order by v.visited_on, v.id
                    limit 1)
 where kind in (3, 5)
   and source_id is null;
