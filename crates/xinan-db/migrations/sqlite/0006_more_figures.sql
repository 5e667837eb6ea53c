-- More figures of the norms: what came of a grave finding, complete forms, visits after discharge,
-- rehabilitation.

alter table case_months add column risk_three_managed integer not null default 0;
alter table case_months add column risk_three_admitted integer not null default 0;
alter table case_months add column information_complete integer not null default 0;
alter table case_months add column items_open integer not null default 0;
alter table case_months add column discharge_visits_due integer not null default 0;
alter table case_months add column discharge_visits_on_time integer not null default 0;
alter table case_months add column home_rehabilitation integer not null default 0;

alter table village_months add column risk_three_managed integer not null default 0;
alter table village_months add column risk_three_admitted integer not null default 0;
alter table village_months add column information_complete integer not null default 0;
alter table village_months add column items_open integer not null default 0;
alter table village_months add column discharge_visits_due integer not null default 0;
alter table village_months add column discharge_visits_on_time integer not null default 0;
alter table village_months add column home_rehabilitation integer not null default 0;

-- 康复措施 as a column beside the form; visits kept before have it in their form only.
alter table follow_ups add column rehabilitation integer;

-- No row knows the new counts. All of them are computed again from the facts at the next start or in
-- the night; until then pages say that the figures are not ready.
delete from village_months;
delete from case_months;
delete from deployment where name = 'months_ready';
