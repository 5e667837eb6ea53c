-- 在系统内提供的名单: which post of another department reads a list inside, for how many days, and whether somebody ended it
-- before. When it was given, for what, and who agreed stands in the register under the same id.
create table handed_lists (
  id          blob not null primary key references disclosures (id),
  county_code text not null,
  -- The post that reads it: its kind and its territory.
  post_kind   integer not null,
  region      text not null,
  days        integer not null,
  ended_at    integer,
  ended_by    blob,
  ended_as    text
) strict;

create index handed_lists_of_post on handed_lists (county_code, region, post_kind);

-- Who was chosen. Who of them may be read is asked at every look.
create table handed_people (
  list_id blob not null references handed_lists (id),
  case_id blob not null,
  primary key (list_id, case_id)
) strict, without rowid;
