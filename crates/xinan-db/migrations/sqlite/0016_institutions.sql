-- 机构 of a county, in versions: a correction or an end withdraws the version before and inserts another of the same id.
-- The version that is not withdrawn holds. valid_until is the first day on which the institution is there no more.
create table institutions (
  version      blob not null primary key,
  id           blob not null,
  county_code  text not null,
  kind         integer not null,
  name         text not null,
  region       text not null,
  valid_from   text not null,
  valid_until  text,
  recorded_at  integer not null,
  recorded_by  blob,
  withdrawn_at integer,
  withdrawn_by blob
) strict;

create index institutions_in_county on institutions (county_code, region);
create index institutions_by_id on institutions (id);

-- Where one was chosen. `office` stays what is shown: posts of before, and what a post was called when it began.
alter table posts add column institution_id blob;

create index posts_in_region on posts (region);
