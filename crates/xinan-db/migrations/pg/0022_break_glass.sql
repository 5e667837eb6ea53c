-- 紧急查看: a record out of reach, opened for a short time, with a reason; nobody was found where case_id is missing. The
-- review is added to the row once and never changed.
create table emergencies (
  id             uuid not null primary key,
  county_code    text collate "C" not null,
  case_id        uuid,
  account_id     uuid not null,
  post_id        uuid not null,
  shown_as       text collate "C" not null,
  reason         bigint not null,
  words          bytea not null,
  opened_at      bigint not null,
  minutes        bigint not null,
  -- Who is to look at it, and until which day it is in time.
  reviewer_id    uuid,
  review_by      text collate "C" not null,
  reviewed_at    bigint,
  verdict        bigint,
  reviewed_by    uuid,
  reviewed_as    text collate "C",
  review_words   bytea
);

create index emergencies_in_county on emergencies (county_code, reviewed_at, opened_at);
create index emergencies_of_account on emergencies (account_id, opened_at);
