-- 机构 of a county, in versions: a correction or an end withdraws the version before and inserts another of the same id.
-- The version that is not withdrawn holds. valid_until is the first day on which the institution is there no more.
create table institutions (
  version      uuid not null primary key,
  id           uuid not null,
  county_code  text collate "C" not null,
  kind         bigint not null,
  name         text collate "C" not null,
  region       text collate "C" not null,
  valid_from   text collate "C" not null,
  valid_until  text collate "C",
  recorded_at  bigint not null,
  recorded_by  uuid,
  withdrawn_at bigint,
  withdrawn_by uuid
);

create index institutions_in_county on institutions (county_code, region);
create index institutions_by_id on institutions (id);

-- Where one was chosen. `office` stays what is shown: posts of before, and what a post was called when it began.
alter table posts add column institution_id uuid;

create index posts_in_region on posts (region);
