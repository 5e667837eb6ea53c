-- The foundation: divisions, people with posts, cases with their facts, month rows, the log.
--
-- Conventions. Days are ISO text, instants microseconds since 1970 UTC, booleans 0 and 1, codes the
-- numbers of the official forms. Sealed columns are blobs (xinan-db, sealed.rs). Every table that
-- belongs to a person carries the county code, first in every key, so that it can be distributed.
-- Facts are inserted and at most withdrawn; `cases` and `case_months` are computed from them.

create table deployment (
  name        text not null primary key,
  content     blob not null
) strict;

-- 行政区划 with validity and successor (GB/T 2260 and the statistics codes).
create table divisions (
  code        text not null primary key,
  name        text not null,
  valid_from  text,
  valid_to    text,
  successor   text
) strict;

create table populations (
  code        text not null,
  year        integer not null,
  people      integer not null,
  source      text not null,
  primary key (code, year)
) strict;

-- Parameters of a region from a day on; the content is JSON (xinan_domain::parameter::Override).
create table parameters (
  id          blob not null primary key,
  region      text not null,
  valid_from  text not null,
  content     text not null,
  recorded_at integer not null,
  recorded_by blob,
  withdrawn_at integer
) strict;

create table holidays (
  day         text not null primary key,
  working     integer not null,
  name        text not null
) strict;

create table accounts (
  id          blob not null primary key,
  login       text not null unique,
  shown_name  text not null,
  password    text not null,
  created_at  integer not null,
  closed_at   integer
) strict;

-- 岗位: what a person may do begins and ends with a post in a territory.
create table posts (
  id          blob not null primary key,
  account_id  blob not null references accounts (id),
  kind        integer not null,
  region      text not null,
  office      text not null,
  started_on  text not null,
  ended_on    text
) strict;

create index posts_of_account on posts (account_id);

create table sessions (
  token       blob not null primary key,
  account_id  blob not null references accounts (id),
  post_id     blob not null references posts (id),
  form_key    text not null,
  begun_at    integer not null,
  seen_at     integer not null,
  ended_at    integer
) strict;

create index sessions_of_account on sessions (account_id);

create table sign_in_failures (
  id          blob not null primary key,
  login       text not null,
  failed_at   integer not null
) strict;

create index sign_in_failures_of_login on sign_in_failures (login, failed_at);

-- 患者档案. Everything below `case_no` is computed from facts and may be computed again.
create table cases (
  county_code     text not null,
  id              blob not null,
  township_code   text not null,
  village_code    text not null,
  case_no         text not null,
  supplement_id   blob not null,
  name            blob not null,
  sex             integer not null,
  birth_date      text not null,
  identity_token  integer not null,
  identity_number blob not null,
  phone           blob,
  address         blob,
  guardian_name   blob,
  guardian_relation integer,
  guardian_phone  blob,
  diagnosis       integer not null,
  diagnosed_on    text not null,
  registered_on   text not null,
  consent         integer,
  consent_on      text,
  poor            integer not null,
  status          integer not null,
  status_on       text,
  last_visit_on   text,
  last_mode       integer,
  last_stability  integer,
  last_risk       integer,
  last_doctor     blob,
  last_note       blob,
  visit_count     integer not null,
  due_on          text,
  due_rule        integer,
  attention       integer not null,
  created_at      integer not null,
  changed_at      integer not null,
  primary key (county_code, id)
) strict, without rowid;

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
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  form        blob not null,
  fingerprint integer not null,
  source_id   blob,
  source_row  integer,
  recorded_at integer not null,
  recorded_by blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason text,
  primary key (county_code, id)
) strict, without rowid;

create index supplements_of_case on supplements (county_code, case_id);

-- Consent, loss, death and the like: dated facts that change where a person stands.
create table case_events (
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  kind        integer not null,
  happened_on text not null,
  detail      text not null,
  source_id   blob,
  recorded_at integer not null,
  recorded_by blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason text,
  primary key (county_code, id)
) strict, without rowid;

create index case_events_of_case on case_events (county_code, case_id, happened_on);

-- 随访. `form` is the whole visit, sealed; the columns are what lists and counts need.
create table follow_ups (
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  visited_on  text not null,
  mode        integer not null,
  complete    integer not null,
  face_to_face integer not null,
  risk        integer,
  adherence   integer,
  hospital    integer,
  stability   integer,
  settling    integer not null,
  discharged_on text,
  agreed_on   text,
  due_on      text,
  due_rule    integer,
  incidents   text not null,
  referred    integer not null,
  form        blob not null,
  fingerprint integer not null,
  source_id   blob,
  source_row  integer,
  recorded_on text,
  recorded_at integer not null,
  recorded_by blob,
  replaces    blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason text,
  primary key (county_code, id)
) strict, without rowid;

create index follow_ups_of_case on follow_ups (county_code, case_id, visited_on);

-- 联系: telephone calls and attempts that are no visit.
create table contacts (
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  contacted_on text not null,
  outcome     integer not null,
  next_on     text,
  note        blob,
  recorded_at integer not null,
  recorded_by blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason text,
  primary key (county_code, id)
) strict, without rowid;

create index contacts_of_case on contacts (county_code, case_id, contacted_on);

-- 体检.
create table examinations (
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  examined_on text not null,
  results     blob not null,
  fingerprint integer not null,
  source_id   blob,
  source_row  integer,
  recorded_at integer not null,
  recorded_by blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason text,
  primary key (county_code, id)
) strict, without rowid;

create index examinations_of_case on examinations (county_code, case_id, examined_on);

-- 线索: a person somebody worries about. Never called a patient, never in `cases`.
create table clues (
  county_code text not null,
  id          blob not null,
  township_code text not null,
  village_code text not null,
  name        blob not null,
  identity_token integer,
  form        blob not null,
  surveyed_on text not null,
  reviewed_on text,
  outcome     integer,
  fingerprint integer not null,
  source_id   blob,
  source_row  integer,
  recorded_at integer not null,
  recorded_by blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason text,
  primary key (county_code, id)
) strict, without rowid;

create index clues_in_county on clues (county_code, surveyed_on);

-- 月行: the judgements about one person in one month (xinan_domain::indicator::month_of).
create table case_months (
  county_code   text not null,
  month         integer not null,
  case_id       blob not null,
  township_code text not null,
  village_code  text not null,
  cumulative_confirmed integer not null,
  dead integer not null,
  died_this_year integer not null,
  registered integer not null,
  registered_or_died integer not null,
  lost integer not null,
  lost_not_managed integer not null,
  not_managed integer not null,
  refused_consent integer not null,
  consented integer not null,
  managed integer not null,
  home integer not null,
  standard_managed integer not null,
  standard_scored integer not null,
  on_medicine integer not null,
  regular_medicine integer not null,
  no_medicine_needed integer not null,
  not_taking_medicine integer not null,
  stable integer not null,
  last_basically_stable integer not null,
  last_unstable integer not null,
  face integer not null,
  examined integer not null,
  schizophrenia integer not null,
  schizophrenia_managed integer not null,
  schizophrenia_on_medicine integer not null,
  schizophrenia_regular integer not null,
  intellectual_managed integer not null,
  risk_three_last integer not null,
  risk_three_ever integer not null,
  risk_three_attended integer not null,
  incident_person integer not null,
  minor_disturbance_person integer not null,
  self_harm_person integer not null,
  visits integer not null,
  visits_due integer not null,
  visits_on_time integer not null,
  entries integer not null,
  entries_in_time integer not null,
  referrals integer not null,
  referrals_done integer not null,
  primary key (county_code, month, case_id)
) strict, without rowid;

create index case_months_in_township on case_months (township_code, month);
create index case_months_in_village on case_months (village_code, month);
create index case_months_of_case on case_months (county_code, case_id, month);

-- Keyed hashes of what people search for, by place: the territory is part of the key.
create table search_tokens (
  county_code  text not null,
  token        integer not null,
  village_code text not null,
  case_id      blob not null,
  primary key (county_code, token, village_code, case_id)
) strict, without rowid;

create index search_tokens_of_case on search_tokens (county_code, case_id);

-- Workbooks on their way in. Files that are brought together are checked and confirmed together.
create table uploads (
  id           blob not null primary key,
  account_id   blob,
  post_id      blob,
  region       text not null,
  lang         text not null,
  state        integer not null,
  accept_good_rows integer not null,
  report       blob,
  uploaded_at  integer not null,
  finished_at  integer
) strict;

create index uploads_by_state on uploads (state, uploaded_at);
create index uploads_of_account on uploads (account_id, uploaded_at);

-- Their files. The content is forgotten when nobody needs it any more; the digest stays.
create table upload_files (
  upload_id    blob not null references uploads (id),
  position     integer not null,
  name         blob not null,
  content      blob,
  digest       blob not null,
  corrections  text not null,
  primary key (upload_id, position)
) strict;

-- Who read and wrote what about whom. Never changed.
create table audit_entries (
  seq         integer primary key,
  recorded_at integer not null,
  account_id  blob,
  post_id     blob,
  shown_as    text not null,
  county_code text not null,
  case_id     blob,
  action      text not null,
  detail      text not null
) strict;

create index audit_entries_of_case on audit_entries (county_code, case_id, recorded_at);
