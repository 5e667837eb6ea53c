-- 公安现场求助: one look-up of the police about one person, because of one live matter; what opened or why not; the word of
-- the privacy officer, who is always told; and the answer of those who care for the person. What comes later is added to the
-- row once and never changed. The identity number that was typed is not kept, only its keyed hash.
create table police_asks (
  id             blob not null primary key,
  county_code    text not null,
  -- The territory of the post that asked, and of those who are to help.
  asker_region   text not null,
  help_region    text not null,
  -- Nobody of the county has the number where it is missing.
  case_id        blob,
  account_id     blob not null,
  post_id        blob not null,
  shown_as       text not null,
  matter         integer not null,
  -- 接警编号, and the keyed hashes by which a matter and a person are known again.
  incident       blob not null,
  incident_token integer not null,
  person_token   integer not null,
  asked_at       integer not null,
  minutes        integer not null,
  ended_at       integer,
  -- Why a card opened and the day of what it rests on; or why none did.
  reason         integer,
  reason_on      text,
  kept           integer,
  review_by      text not null,
  reviewed_at    integer,
  verdict        integer,
  reviewed_by    blob,
  reviewed_as    text,
  review_words   blob,
  helped_at      integer,
  helped_by      blob,
  helped_as      text,
  help_words     blob
) strict;

create index police_asks_to_review on police_asks (county_code, reviewed_at, asked_at);
create index police_asks_to_help on police_asks (county_code, helped_at, help_region, asked_at);
create index police_asks_of_account on police_asks (account_id, asked_at);
create index police_asks_of_matter on police_asks (asker_region, incident_token);
