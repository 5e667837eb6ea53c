-- 公安现场求助: one look-up of the police about one person, because of one live matter; what opened or why not; the word of
-- the privacy officer, who is always told; and the answer of those who care for the person. What comes later is added to the
-- row once and never changed. The identity number that was typed is not kept, only its keyed hash.
create table police_asks (
  id             uuid not null primary key,
  county_code    text collate "C" not null,
  -- The territory of the post that asked, and of those who are to help.
  asker_region   text collate "C" not null,
  help_region    text collate "C" not null,
  -- Nobody of the county has the number where it is missing.
  case_id        uuid,
  account_id     uuid not null,
  post_id        uuid not null,
  shown_as       text collate "C" not null,
  matter         bigint not null,
  -- 接警编号, and the keyed hashes by which a matter and a person are known again.
  incident       bytea not null,
  incident_token bigint not null,
  person_token   bigint not null,
  asked_at       bigint not null,
  minutes        bigint not null,
  ended_at       bigint,
  -- Why a card opened and the day of what it rests on; or why none did.
  reason         bigint,
  reason_on      text collate "C",
  kept           bigint,
  review_by      text collate "C" not null,
  reviewed_at    bigint,
  verdict        bigint,
  reviewed_by    uuid,
  reviewed_as    text collate "C",
  review_words   bytea,
  helped_at      bigint,
  helped_by      uuid,
  helped_as      text collate "C",
  help_words     bytea
);

create index police_asks_to_review on police_asks (county_code, reviewed_at, asked_at);
create index police_asks_to_help on police_asks (county_code, helped_at, help_region, asked_at);
create index police_asks_of_account on police_asks (account_id, asked_at);
create index police_asks_of_matter on police_asks (asker_region, incident_token);
