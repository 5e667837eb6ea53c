-- 知情同意: what was decided of each of four things, on which text, by whom. `form` is the rest of the entry, sealed: the
-- guardian's name, why the person could not sign, the report on which an informing rests, remarks.
create table consents (
  county_code  text not null,
  id           blob not null,
  case_id      blob not null,
  subject      integer not null,
  decision     integer not null,
  decided_on   text not null,
  decided_by   integer not null,
  letter       text,
  form         blob not null,
  recorded_at  integer not null,
  recorded_by  blob,
  withdrawn_at integer,
  withdrawn_by blob,
  withdrawn_reason blob,
  primary key (county_code, id)
) strict, without rowid;

create index consents_of_case on consents (county_code, case_id, decided_on);

-- 签字的扫描件 of an entry, sealed whole. `kind` is what the content is, whatever its name said.
create table consent_papers (
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  consent_id  blob not null,
  kind        integer not null,
  bytes       integer not null,
  content     blob not null,
  recorded_at integer not null,
  recorded_by blob,
  primary key (county_code, id)
) strict;

create index consent_papers_of_consent on consent_papers (county_code, consent_id);

-- 精神卫生法 第三十条第二款第二项: since when somebody is informed, so that lists judge like the page.
alter table cases add column informed_on text;
