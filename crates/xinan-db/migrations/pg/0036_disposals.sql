-- 应急处置: somebody is in need at once. The report is kept as it was typed; what follows is in disposal_entries. Where it stands,
-- its one primary reason, how and when it ended and the next day that is due are computed of both. There is no place but words,
-- and the village whose township sees to it.
create table disposals (
  county_code   text collate "C" not null,
  id            uuid not null,
  township_code text collate "C" not null,
  village_code  text collate "C" not null,
  -- Whose record it concerns, if anybody's.
  case_id       uuid,
  form          bytea not null,
  reported_on   text collate "C" not null,
  reported_at   bigint not null,
  recorded_at   bigint not null,
  recorded_by   uuid not null,
  post_id       uuid not null,
  shown_as      text collate "C" not null,
  state         bigint not null,
  reason        bigint not null,
  outcome       bigint,
  ended_at      bigint,
  due_on        text collate "C",
  primary key (county_code, id)
);

create index disposals_of_county on disposals (county_code, reported_on, state);
create index disposals_of_township on disposals (township_code, reported_on, state);
create index disposals_of_village on disposals (village_code, reported_on, state);
create index disposals_of_case on disposals (county_code, case_id, reported_at);

-- What was told, done, found and written, each with its time. None is changed: a wrong one is corrected by another that names it.
create table disposal_entries (
  county_code text collate "C" not null,
  id          uuid not null,
  disposal_id uuid not null,
  kind        bigint not null,
  at          bigint not null,
  detail      bytea not null,
  corrects    uuid,
  recorded_at bigint not null,
  recorded_by uuid not null,
  shown_as    text collate "C" not null,
  primary key (county_code, id)
);

create index disposal_entries_of_one on disposal_entries (county_code, disposal_id, recorded_at);
