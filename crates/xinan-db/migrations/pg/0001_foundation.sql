-- The foundation: divisions, people with posts, cases with their facts, month rows, the log.
--
-- Conventions. Days are ISO text, instants microseconds since 1970 UTC, booleans 0 and 1, codes the
-- numbers of the official forms. Sealed columns are bytea (xinan-db, sealed.rs). Every table that
-- belongs to a person carries the county code, first in every key, so that it can be distributed.
-- Facts are inserted and at most withdrawn; `cases` and `case_months` are computed from them.

create table deployment (
  name        text collate "C" not null primary key,
  content     bytea not null
);

-- 行政区划 with validity and successor (GB/T 2260 and the statistics codes).
create table divisions (
  code        text collate "C" not null primary key,
  name        text collate "C" not null,
  valid_from  text collate "C",
  valid_to    text collate "C",
  successor   text
);

create table populations (
  code        text collate "C" not null,
  year        bigint not null,
  people      bigint not null,
  source      text collate "C" not null,
  primary key (code, year)
);

-- Parameters of a region from a day on; the content is JSON (xinan_domain::parameter::Override).
create table parameters (
  id          uuid not null primary key,
  region      text collate "C" not null,
  valid_from  text collate "C" not null,
  content     text collate "C" not null,
  recorded_at bigint not null,
  recorded_by uuid,
  withdrawn_at bigint
);

create table holidays (
  day         text collate "C" not null primary key,
  working     bigint not null,
  name        text collate "C" not null
);

create table accounts (
  id          uuid not null primary key,
  login       text collate "C" not null unique,
  shown_name  text collate "C" not null,
  password    text collate "C" not null,
  created_at  bigint not null,
  closed_at   bigint
);

-- 岗位: what a person may do begins and ends with a post in a territory.
create table posts (
  id          uuid not null primary key,
  account_id  uuid not null references accounts (id),
  kind        bigint not null,
  region      text collate "C" not null,
  office      text collate "C" not null,
  started_on  text collate "C" not null,
  ended_on    text
);

create index posts_of_account on posts (account_id);

create table sessions (
  token       bytea not null primary key,
  account_id  uuid not null references accounts (id),
  post_id     uuid not null references posts (id),
  form_key    text collate "C" not null,
  begun_at    bigint not null,
  seen_at     bigint not null,
  ended_at    bigint
);

create index sessions_of_account on sessions (account_id);

create table sign_in_failures (
  id          uuid not null primary key,
  login       text collate "C" not null,
  failed_at   bigint not null
);

create index sign_in_failures_of_login on sign_in_failures (login, failed_at);

-- 患者档案. Everything below `case_no` is computed from facts and may be computed again.
create table cases (
  county_code     text collate "C" not null,
  id              uuid not null,
  township_code   text collate "C" not null,
  village_code    text collate "C" not null,
  case_no         text collate "C" not null,
  supplement_id   uuid not null,
  name            bytea not null,
  sex             bigint not null,
  birth_date      text collate "C" not null,
  identity_token  bigint not null,
  identity_number bytea not null,
  phone           bytea,
  address         bytea,
  guardian_name   bytea,
  guardian_relation bigint,
  guardian_phone  bytea,
  diagnosis       bigint not null,
  diagnosed_on    text collate "C" not null,
  registered_on   text collate "C" not null,
  consent         bigint,
  consent_on      text collate "C",
  poor            bigint not null,
  status          bigint not null,
  status_on       text collate "C",
  last_visit_on   text collate "C",
  last_mode       bigint,
  last_stability  bigint,
  last_risk       bigint,
  last_doctor     bytea,
  last_note       bytea,
  visit_count     bigint not null,
  due_on          text collate "C",
  due_rule        bigint,
  attention       bigint not null,
  created_at      bigint not null,
  changed_at      bigint not null,
  primary key (county_code, id)
);

create unique index cases_by_number on cases (county_code, case_no);
create unique index cases_by_identity on cases (county_code, identity_token);
create index cases_due_in_county on cases (county_code, due_on, attention, id);
create index cases_due_in_township on cases (township_code, due_on, attention, id);
create index cases_due_in_village on cases (village_code, due_on, attention, id);
create index cases_in_county on cases (county_code, case_no);
create index cases_in_township on cases (township_code, case_no);
create index cases_in_village on cases (village_code, case_no);

-- 个人信息补充表 as filled in on a day; the newest that is not withdrawn holds.
create table supplements (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  form        bytea not null,
  fingerprint bigint not null,
  source_id   uuid,
  source_row  bigint,
  recorded_at bigint not null,
  recorded_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason text collate "C",
  primary key (county_code, id)
);

create index supplements_of_case on supplements (county_code, case_id);

-- Consent, loss, death and the like: dated facts that change where a person stands.
create table case_events (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  kind        bigint not null,
  happened_on text collate "C" not null,
  detail      text collate "C" not null,
  source_id   uuid,
  recorded_at bigint not null,
  recorded_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason text collate "C",
  primary key (county_code, id)
);

create index case_events_of_case on case_events (county_code, case_id, happened_on);

-- 随访. `form` is the whole visit, sealed; the columns are what lists and counts need.
create table follow_ups (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  visited_on  text collate "C" not null,
  mode        bigint not null,
  complete    bigint not null,
  face_to_face bigint not null,
  risk        bigint,
  adherence   bigint,
  hospital    bigint,
  stability   bigint,
  settling    bigint not null,
  discharged_on text collate "C",
  agreed_on   text collate "C",
  due_on      text collate "C",
  due_rule    bigint,
  incidents   text collate "C" not null,
  referred    bigint not null,
  form        bytea not null,
  fingerprint bigint not null,
  source_id   uuid,
  source_row  bigint,
  recorded_on text collate "C",
  recorded_at bigint not null,
  recorded_by uuid,
  replaces    uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason text collate "C",
  primary key (county_code, id)
);

create index follow_ups_of_case on follow_ups (county_code, case_id, visited_on);

-- 联系: telephone calls and attempts that are no visit.
create table contacts (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  contacted_on text collate "C" not null,
  outcome     bigint not null,
  next_on     text collate "C",
  note        bytea,
  recorded_at bigint not null,
  recorded_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason text collate "C",
  primary key (county_code, id)
);

create index contacts_of_case on contacts (county_code, case_id, contacted_on);

-- 体检.
create table examinations (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  examined_on text collate "C" not null,
  results     bytea not null,
  fingerprint bigint not null,
  source_id   uuid,
  source_row  bigint,
  recorded_at bigint not null,
  recorded_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason text collate "C",
  primary key (county_code, id)
);

create index examinations_of_case on examinations (county_code, case_id, examined_on);

-- 线索: a person somebody worries about. Never called a patient, never in `cases`.
create table clues (
  county_code text collate "C" not null,
  id          uuid not null,
  township_code text collate "C" not null,
  village_code text collate "C" not null,
  name        bytea not null,
  identity_token bigint,
  form        bytea not null,
  surveyed_on text collate "C" not null,
  reviewed_on text collate "C",
  outcome     bigint,
  fingerprint bigint not null,
  source_id   uuid,
  source_row  bigint,
  recorded_at bigint not null,
  recorded_by uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason text collate "C",
  primary key (county_code, id)
);

create index clues_in_county on clues (county_code, surveyed_on);

-- 月行: the judgements about one person in one month (xinan_domain::indicator::month_of).
create table case_months (
  county_code   text collate "C" not null,
  month         bigint not null,
  case_id       uuid not null,
  township_code text collate "C" not null,
  village_code  text collate "C" not null,
  cumulative_confirmed smallint not null,
  dead smallint not null,
  died_this_year smallint not null,
  registered smallint not null,
  registered_or_died smallint not null,
  lost smallint not null,
  lost_not_managed smallint not null,
  not_managed smallint not null,
  refused_consent smallint not null,
  consented smallint not null,
  managed smallint not null,
  home smallint not null,
  standard_managed smallint not null,
  standard_scored smallint not null,
  on_medicine smallint not null,
  regular_medicine smallint not null,
  no_medicine_needed smallint not null,
  not_taking_medicine smallint not null,
  stable smallint not null,
  last_basically_stable smallint not null,
  last_unstable smallint not null,
  face smallint not null,
  examined smallint not null,
  schizophrenia smallint not null,
  schizophrenia_managed smallint not null,
  schizophrenia_on_medicine smallint not null,
  schizophrenia_regular smallint not null,
  intellectual_managed smallint not null,
  risk_three_last smallint not null,
  risk_three_ever smallint not null,
  risk_three_attended smallint not null,
  incident_person smallint not null,
  minor_disturbance_person smallint not null,
  self_harm_person smallint not null,
  visits smallint not null,
  visits_due smallint not null,
  visits_on_time smallint not null,
  entries smallint not null,
  entries_in_time smallint not null,
  referrals smallint not null,
  referrals_done smallint not null,
  primary key (county_code, month, case_id)
);

create index case_months_in_township on case_months (township_code, month);
create index case_months_in_village on case_months (village_code, month);
create index case_months_of_case on case_months (county_code, case_id, month);

-- Keyed hashes of what people search for, by place: the territory is part of the key.
create table search_tokens (
  county_code  text collate "C" not null,
  token        bigint not null,
  village_code text collate "C" not null,
  case_id      uuid not null,
  primary key (county_code, token, village_code, case_id)
);

create index search_tokens_of_case on search_tokens (county_code, case_id);

-- Workbooks on their way in. Files that are brought together are checked and confirmed together.
create table uploads (
  id           uuid not null primary key,
  account_id   uuid,
  post_id      uuid,
  region       text collate "C" not null,
  lang         text collate "C" not null,
  state        bigint not null,
  accept_good_rows bigint not null,
  report       bytea,
  uploaded_at  bigint not null,
  finished_at  bigint
);

create index uploads_by_state on uploads (state, uploaded_at);
create index uploads_of_account on uploads (account_id, uploaded_at);

-- Their files. The content is forgotten when nobody needs it any more; the digest stays.
create table upload_files (
  upload_id    uuid not null references uploads (id),
  position     bigint not null,
  name         bytea not null,
  content      bytea,
  digest       bytea not null,
  corrections  text collate "C" not null,
  primary key (upload_id, position)
);

-- Who read and wrote what about whom. Never changed.
create table audit_entries (
  seq         bigint generated always as identity primary key,
  recorded_at bigint not null,
  account_id  uuid,
  post_id     uuid,
  shown_as    text collate "C" not null,
  county_code text collate "C" not null,
  case_id     uuid,
  action      text collate "C" not null,
  detail      text collate "C" not null
);

create index audit_entries_of_case on audit_entries (county_code, case_id, recorded_at);
