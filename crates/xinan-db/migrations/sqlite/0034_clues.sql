-- 线索: where each stands as the county reads it and as the township reads it, by when somebody looks at it, since when it is
-- closed, and when what was written was forgotten. What is done with a clue is a row of clue_steps; these columns are
-- computed of the form and of those rows.
alter table clues add column state integer not null default 1;
alter table clues add column told integer not null default 1;
alter table clues add column due_on text;
alter table clues add column closed_on text;
alter table clues add column forgotten_at integer;
-- Who reported it, in which post, as called then; missing of rows of a ledger.
alter table clues add column post_id blob;
alter table clues add column shown_as text;

-- Those of before came with ledgers, which a township keeps: what is not decided there waits for a psychiatrist.
update clues
   set state = case when outcome = 1 then 5 when outcome = 2 then 6 when outcome = 3 and reviewed_on is not null then 7 else 4 end;
update clues
   set told = state,
       due_on = case when state in (4, 7) then date(recorded_at / 1000000, 'unixepoch', '+8 hours', '+30 days') end,
       closed_on = case when state in (5, 6) then coalesce(reviewed_on, surveyed_on) end;

create index clues_by_state on clues (county_code, state, due_on);
create index clues_due on clues (county_code, village_code, state, due_on) where due_on is not null and withdrawn_at is null;
create index clues_of_reporter on clues (recorded_by, recorded_at);

-- What was done with a clue: by whom, on which day, and in words; of somebody who has a record already, which. A mistake is
-- taken back with a reason.
create table clue_steps (
  county_code      text not null,
  id               blob not null,
  clue_id          blob not null,
  step             integer not null,
  on_day           text not null,
  -- Taken by the county office: what it made of what a township asked is not told there.
  at_county        integer not null,
  detail           blob,
  case_id          blob,
  recorded_at      integer not null,
  recorded_by      blob not null,
  shown_as         text not null,
  withdrawn_at     integer,
  withdrawn_by     blob,
  withdrawn_as     text,
  withdrawn_reason blob,
  primary key (county_code, id)
) strict, without rowid;

create index clue_steps_of_clue on clue_steps (county_code, clue_id, recorded_at);

-- 线索调查: a survey with its area, its days and its list of questions.
create table surveys (
  county_code text not null,
  id          blob not null,
  title       text not null,
  -- The county or the township whose villages are asked.
  region      text not null,
  from_on     text not null,
  until_on    text not null,
  list        integer not null,
  begun_at    integer not null,
  begun_by    blob not null,
  shown_as    text not null,
  ended_at    integer,
  ended_by    blob,
  ended_as    text,
  primary key (county_code, id)
) strict, without rowid;

create index surveys_of_region on surveys (county_code, region, until_on);

-- That a village was asked to its end: with the clues of its days, or without any.
create table survey_villages (
  county_code  text not null,
  id           blob not null,
  survey_id    blob not null,
  village_code text not null,
  done_on      text not null,
  recorded_at  integer not null,
  recorded_by  blob not null,
  shown_as     text not null,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_as text,
  primary key (county_code, id)
) strict, without rowid;

create index survey_villages_of_survey on survey_villages (county_code, survey_id, village_code);
