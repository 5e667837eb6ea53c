-- 在系统内提供的名单: which post of another department reads a list inside, for how many days, and whether somebody ended it
-- before. When it was given, for what, and who agreed stands in the register under the same id.
create table handed_lists (
  id          uuid not null primary key references disclosures (id),
  county_code text collate "C" not null,
  -- The post that reads it: its kind and its territory.
  post_kind   bigint not null,
  region      text collate "C" not null,
  days        bigint not null,
  ended_at    bigint,
  ended_by    uuid,
  ended_as    text collate "C"
);

create index handed_lists_of_post on handed_lists (county_code, region, post_kind);

-- Who was chosen. Who of them may be read is asked at every look.
create table handed_people (
  list_id uuid not null references handed_lists (id),
  case_id uuid not null,
  primary key (list_id, case_id)
);
