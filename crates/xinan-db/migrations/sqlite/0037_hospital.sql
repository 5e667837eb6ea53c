-- 住院: what was recorded of a stay, in its kinds: the admission, leaving, 出院信息单. Of each stay one of each kind holds;
-- a correction withdraws it and adds another.
create table stay_entries (
  county_code      text not null,
  id               blob not null,
  stay_id          blob not null,
  case_id          blob not null,
  kind             integer not null,
  on_day           text not null,
  -- Of an admission to a hospital of the county's list.
  institution_id   blob,
  form             blob not null,
  recorded_at      integer not null,
  recorded_by      blob not null,
  recorded_as      text not null,
  withdrawn_at     integer,
  withdrawn_by     blob,
  withdrawn_as     text,
  withdrawn_reason blob,
  primary key (county_code, id)
) strict, without rowid;

create index stay_entries_of_case on stay_entries (county_code, case_id, on_day);
create unique index stay_entries_that_hold on stay_entries (county_code, stay_id, kind) where withdrawn_at is null;

-- 双向转诊: a slip to a hospital, that the person came there, and what came back. Each is added once.
create table referrals (
  county_code    text not null,
  id             blob not null,
  case_id        blob not null,
  institution_id blob,
  form           blob not null,
  sent_on        text not null,
  recorded_at    integer not null,
  recorded_by    blob not null,
  recorded_as    text not null,
  arrived_on     text,
  arrived_at     integer,
  arrived_by     blob,
  arrived_as     text,
  outcome        integer,
  answered_on    text,
  answer_form    blob,
  answered_at    integer,
  answered_by    blob,
  answered_as    text,
  primary key (county_code, id)
) strict, without rowid;

create index referrals_of_case on referrals (county_code, case_id, sent_on);
create unique index referrals_open on referrals (county_code, case_id) where outcome is null;

-- 点对点技术指导: a thread on a person, and what was said in it.
create table guidances (
  county_code    text not null,
  id             blob not null,
  case_id        blob not null,
  institution_id blob not null,
  topic          integer not null,
  asked_on       text not null,
  closed_at      integer,
  closed_by      blob,
  closed_as      text,
  primary key (county_code, id)
) strict, without rowid;

create index guidances_of_case on guidances (county_code, case_id, asked_on);

create table guidance_words (
  county_code text not null,
  id          blob not null,
  guidance_id blob not null,
  case_id     blob not null,
  side        integer not null,
  words       blob not null,
  recorded_at integer not null,
  recorded_by blob not null,
  recorded_as text not null,
  primary key (county_code, id)
) strict, without rowid;

create index guidance_words_of on guidance_words (county_code, guidance_id, recorded_at);

-- Of a task that is a hospital's to do: which. It is nobody's of the territory then.
alter table tasks add column institution_id blob;

create index care_ties_of_institution on care_ties (county_code, institution_id, until_at);
