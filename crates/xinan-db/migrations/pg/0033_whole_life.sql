-- 待办事项: what is to be done beside the visits that are due, by whom and by when. Computed from facts like the row of a case,
-- and ended with them. `region` is where those stand who do it, `thing` what it is about; `words` names places and
-- institutions, and nobody.
create table tasks (
  county_code text collate "C" not null,
  kind        bigint not null,
  thing       uuid not null,
  case_id     uuid,
  region      text collate "C" not null,
  since       text collate "C" not null,
  due_on      text collate "C",
  words       text collate "C" not null,
  primary key (county_code, kind, thing)
);

create index tasks_by_day on tasks (county_code, kind, due_on);
create index tasks_of_case on tasks (county_code, case_id);

-- 诊疗关系: in whose hands a person is now, because of what. Of one psychiatrist, or of everybody in such a post of an
-- institution.
create table care_ties (
  county_code    text collate "C" not null,
  kind           bigint not null,
  thing          uuid not null,
  case_id        uuid not null,
  account_id     uuid,
  institution_id uuid,
  begun_at       bigint not null,
  until_at       bigint,
  primary key (county_code, kind, thing)
);

create index care_ties_of_case on care_ties (county_code, case_id);

-- 流转: a record on its way to where the person lives now. An answer is added once: accepted here, sent back, accepted in
-- another county, taken back.
create table transfers (
  county_code  text collate "C" not null,
  id           uuid not null,
  case_id      uuid not null,
  from_village text collate "C" not null,
  -- The township that is asked; none where the person has left the county.
  to_region    text collate "C",
  form         bytea not null,
  sent_on      text collate "C" not null,
  recorded_at  bigint not null,
  recorded_by  uuid not null,
  recorded_as  text collate "C" not null,
  answer       bigint,
  answered_on  text collate "C",
  answer_form  bytea,
  answered_at  bigint,
  answered_by  uuid,
  answered_as  text collate "C",
  primary key (county_code, id)
);

create index transfers_of_case on transfers (county_code, case_id, sent_on);
create index transfers_to on transfers (county_code, to_region, answer);
create unique index transfers_open on transfers (county_code, case_id) where answer is null;

-- 结案: the sheet that says why a record was closed, beside the event that closes it; of two records of one person, which stays.
create table closings (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  form        bytea not null,
  into_case   uuid,
  recorded_at bigint not null,
  recorded_by uuid not null,
  recorded_as text collate "C" not null,
  primary key (county_code, id)
);

create index closings_of_case on closings (county_code, case_id, recorded_at);
create index closings_into on closings (county_code, into_case) where into_case is not null;

-- Of two records with one name and one day of birth: that somebody has found them to be two people's. The smaller id first.
create table different_people (
  county_code text collate "C" not null,
  first_id    uuid not null,
  second_id   uuid not null,
  said_at     bigint not null,
  said_by     uuid not null,
  said_as     text collate "C" not null,
  primary key (county_code, first_id, second_id)
);

-- 生命周期: where somebody stands (xinan_domain::life::State), computed like the rest of the row.
alter table cases add column life bigint;
-- As far as the row tells; whoever is in a ward is found out when the record is judged anew.
update cases
   set life = case when status = 2 then 12 when status = 1 then 11 when status = 3 then 14
                   when consent = 1 or informed_on is not null then 8 when consent = 0 then 7 else 6 end;
