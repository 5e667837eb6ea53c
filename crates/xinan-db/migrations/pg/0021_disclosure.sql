-- 披露登记: what was asked to leave the house, whether a second person agreed, and when it left. What is known later is added
-- to the row once and never changed.
create table disclosures (
  id               uuid not null primary key,
  county_code      text collate "C" not null,
  -- Whose people: the territory of the post that asked, or the village.
  region           text collate "C" not null,
  door             bigint not null,
  purpose          bigint not null,
  fields           bigint not null,
  -- To whom, in somebody's words; what the list was narrowed to, with the name that was searched for.
  recipient        bytea not null,
  narrowed         bytea,
  people           bigint not null,
  -- Of the ids of the people, in order: the file holds these or is not made.
  people_digest    bytea not null,
  needs_second     bigint not null,
  asked_at         bigint not null,
  account_id       uuid not null,
  post_id          uuid not null,
  -- The post's territory, which whoever agrees has to have, too.
  asker_region     text collate "C" not null,
  shown_as         text collate "C" not null,
  decided_at       bigint,
  approved         bigint,
  decided_by       uuid,
  decided_as       text collate "C",
  decision_reason  bytea,
  left_at          bigint,
  file_digest      bytea
);

create index disclosures_in_county on disclosures (county_code, asked_at);
create index disclosures_of_region on disclosures (region, asked_at);

-- Who stood in what left.
create table disclosed_people (
  county_code   text collate "C" not null,
  case_id       uuid not null,
  disclosure_id uuid not null references disclosures (id),
  primary key (county_code, case_id, disclosure_id)
);

-- Whom an account has seen on a day, by whatever door, and how many of them count to its share. Written with the log; what
-- is older than some days is forgotten, since the log says it too.
create table people_seen (
  account_id uuid not null,
  day        text collate "C" not null,
  case_id    uuid not null,
  primary key (account_id, day, case_id)
);

create table people_seen_counts (
  account_id uuid not null,
  day        text collate "C" not null,
  people     bigint not null,
  primary key (account_id, day)
);
