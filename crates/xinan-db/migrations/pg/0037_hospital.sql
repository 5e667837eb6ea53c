-- 住院: what was recorded of a stay, in its kinds: the admission, leaving, 出院信息单. Of each stay one of each kind holds;
-- a correction withdraws it and adds another.
create table stay_entries (
  county_code      text collate "C" not null,
  id               uuid not null,
  stay_id          uuid not null,
  case_id          uuid not null,
  kind             bigint not null,
  on_day           text collate "C" not null,
  -- Of an admission to a hospital of the county's list.
  institution_id   uuid,
  form             bytea not null,
  recorded_at      bigint not null,
  recorded_by      uuid not null,
  recorded_as      text collate "C" not null,
  withdrawn_at     bigint,
  withdrawn_by     uuid,
  withdrawn_as     text collate "C",
  withdrawn_reason bytea,
  primary key (county_code, id)
);

create index stay_entries_of_case on stay_entries (county_code, case_id, on_day);
create unique index stay_entries_that_hold on stay_entries (county_code, stay_id, kind) where withdrawn_at is null;

-- 双向转诊: a slip to a hospital, that the person came there, and what came back. Each is added once.
create table referrals (
  county_code    text collate "C" not null,
  id             uuid not null,
  case_id        uuid not null,
  institution_id uuid,
  form           bytea not null,
  sent_on        text collate "C" not null,
  recorded_at    bigint not null,
  recorded_by    uuid not null,
  recorded_as    text collate "C" not null,
  arrived_on     text collate "C",
  arrived_at     bigint,
  arrived_by     uuid,
  arrived_as     text collate "C",
  outcome        bigint,
  answered_on    text collate "C",
  answer_form    bytea,
  answered_at    bigint,
  answered_by    uuid,
  answered_as    text collate "C",
  primary key (county_code, id)
);

create index referrals_of_case on referrals (county_code, case_id, sent_on);
create unique index referrals_open on referrals (county_code, case_id) where outcome is null;

-- 点对点技术指导: a thread on a person, and what was said in it.
create table guidances (
  county_code    text collate "C" not null,
  id             uuid not null,
  case_id        uuid not null,
  institution_id uuid not null,
  topic          bigint not null,
  asked_on       text collate "C" not null,
  closed_at      bigint,
  closed_by      uuid,
  closed_as      text collate "C",
  primary key (county_code, id)
);

create index guidances_of_case on guidances (county_code, case_id, asked_on);

create table guidance_words (
  county_code text collate "C" not null,
  id          uuid not null,
  guidance_id uuid not null,
  case_id     uuid not null,
  side        bigint not null,
  words       bytea not null,
  recorded_at bigint not null,
  recorded_by uuid not null,
  recorded_as text collate "C" not null,
  primary key (county_code, id)
);

create index guidance_words_of on guidance_words (county_code, guidance_id, recorded_at);

-- Of a task that is a hospital's to do: which. It is nobody's of the territory then.
alter table tasks add column institution_id uuid;

create index care_ties_of_institution on care_ties (county_code, institution_id, until_at);
