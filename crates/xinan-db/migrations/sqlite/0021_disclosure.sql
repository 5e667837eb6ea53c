-- 披露登记: what was asked to leave the house, whether a second person agreed, and when it left. What is known later is added
-- to the row once and never changed.
create table disclosures (
  id               blob not null primary key,
  county_code      text not null,
  -- Whose people: the territory of the post that asked, or the village.
  region           text not null,
  door             integer not null,
  purpose          integer not null,
  fields           integer not null,
  -- To whom, in somebody's words; what the list was narrowed to, with the name that was searched for.
  recipient        blob not null,
  narrowed         blob,
  people           integer not null,
  -- Of the ids of the people, in order: the file holds these or is not made.
  people_digest    blob not null,
  needs_second     integer not null,
  asked_at         integer not null,
  account_id       blob not null,
  post_id          blob not null,
  -- The post's territory, which whoever agrees has to have, too.
  asker_region     text not null,
  shown_as         text not null,
  decided_at       integer,
  approved         integer,
  decided_by       blob,
  decided_as       text,
  decision_reason  blob,
  left_at          integer,
  file_digest      blob
) strict;

create index disclosures_in_county on disclosures (county_code, asked_at);
create index disclosures_of_region on disclosures (region, asked_at);

-- Who stood in what left.
create table disclosed_people (
  county_code   text not null,
  case_id       blob not null,
  disclosure_id blob not null references disclosures (id),
  primary key (county_code, case_id, disclosure_id)
) strict, without rowid;

-- Whom an account has seen on a day, by whatever door, and how many of them count to its share. Written with the log; what
-- is older than some days is forgotten, since the log says it too.
create table people_seen (
  account_id blob not null,
  day        text not null,
  case_id    blob not null,
  primary key (account_id, day, case_id)
) strict, without rowid;

create table people_seen_counts (
  account_id blob not null,
  day        text not null,
  people     integer not null,
  primary key (account_id, day)
) strict, without rowid;
