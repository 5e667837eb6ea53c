-- 知情同意: what was decided of each of four things, on which text, by whom. `form` is the rest of the entry, sealed: the
-- guardian's name, why the person could not sign, the report on which an informing rests, remarks.
create table consents (
  county_code  text collate "C" not null,
  id           uuid not null,
  case_id      uuid not null,
  subject      bigint not null,
  decision     bigint not null,
  decided_on   text collate "C" not null,
  decided_by   bigint not null,
  letter       text collate "C",
  form         bytea not null,
  recorded_at  bigint not null,
  recorded_by  uuid,
  withdrawn_at bigint,
  withdrawn_by uuid,
  withdrawn_reason bytea,
  primary key (county_code, id)
);

create index consents_of_case on consents (county_code, case_id, decided_on);

-- 签字的扫描件 of an entry, sealed whole. `kind` is what the content is, whatever its name said.
create table consent_papers (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  consent_id  uuid not null,
  kind        bigint not null,
  bytes       bigint not null,
  content     bytea not null,
  recorded_at bigint not null,
  recorded_by uuid,
  primary key (county_code, id)
);

create index consent_papers_of_consent on consent_papers (county_code, consent_id);

-- 精神卫生法 第三十条第二款第二项: since when somebody is informed, so that lists judge like the page.
alter table cases add column informed_on text collate "C";
