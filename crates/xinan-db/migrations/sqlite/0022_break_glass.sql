-- 紧急查看: a record out of reach, opened for a short time, with a reason; nobody was found where case_id is missing. The
-- review is added to the row once and never changed.
create table emergencies (
  id             blob not null primary key,
  county_code    text not null,
  case_id        blob,
  account_id     blob not null,
  post_id        blob not null,
  shown_as       text not null,
  reason         integer not null,
  words          blob not null,
  opened_at      integer not null,
  minutes        integer not null,
  -- Who is to look at it, and until which day it is in time.
  reviewer_id    blob,
  review_by      text not null,
  reviewed_at    integer,
  verdict        integer,
  reviewed_by    blob,
  reviewed_as    text,
  review_words   blob
) strict;

create index emergencies_in_county on emergencies (county_code, reviewed_at, opened_at);
create index emergencies_of_account on emergencies (account_id, opened_at);
