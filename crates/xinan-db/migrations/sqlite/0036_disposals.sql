-- 应急处置: somebody is in need at once. The report is kept as it was typed; what follows is in disposal_entries. Where it stands,
-- its one primary reason, how and when it ended and the next day that is due are computed of both. There is no place but words,
-- and the village whose township sees to it.
create table disposals (
  county_code   text not null,
  id            blob not null,
  township_code text not null,
  village_code  text not null,
  -- Whose record it concerns, if anybody's.
  case_id       blob,
  form          blob not null,
  reported_on   text not null,
  reported_at   integer not null,
  recorded_at   integer not null,
  recorded_by   blob not null,
  post_id       blob not null,
  shown_as      text not null,
  state         integer not null,
  reason        integer not null,
  outcome       integer,
  ended_at      integer,
  due_on        text,
  primary key (county_code, id)
) strict, without rowid;

create index disposals_of_county on disposals (county_code, reported_on, state);
create index disposals_of_township on disposals (township_code, reported_on, state);
create index disposals_of_village on disposals (village_code, reported_on, state);
create index disposals_of_case on disposals (county_code, case_id, reported_at);

-- What was told, done, found and written, each with its time. None is changed: a wrong one is corrected by another that names it.
create table disposal_entries (
  county_code text not null,
  id          blob not null,
  disposal_id blob not null,
  kind        integer not null,
  at          integer not null,
  detail      blob not null,
  corrects    blob,
  recorded_at integer not null,
  recorded_by blob not null,
  shown_as    text not null,
  primary key (county_code, id)
) strict, without rowid;

create index disposal_entries_of_one on disposal_entries (county_code, disposal_id, recorded_at);
