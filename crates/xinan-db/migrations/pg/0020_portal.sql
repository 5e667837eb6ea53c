-- The person's own door: cards, one-time codes, sessions, what is asked for, what a doctor keeps back, and from whom
-- somebody is to be safe. Names, telephones and words are sealed; numbers and codes are kept by keyed hashes only.
create table portal_cards (
  county_code  text collate "C" not null,
  id           uuid not null,
  case_id      uuid not null,
  -- Whose it is, through all cards: the person by the record's id, a guardian by the id of the first card.
  holder       uuid not null,
  relation     bigint,
  name         bytea,
  phone        bytea not null,
  -- The keyed hash of its number.
  token        bigint not null,
  issued_at    bigint not null,
  issued_by    uuid,
  expires_on   text collate "C" not null,
  ended_at     bigint,
  ended_by     uuid,
  ended_reason bytea,
  primary key (county_code, id)
);

create unique index portal_cards_by_token on portal_cards (token);
create index portal_cards_of_case on portal_cards (county_code, case_id, issued_at);

-- Who has typed a card's number and not yet the code, by the hash of a cookie. Without a card where there is none: the
-- answer to a number that exists nowhere is the same.
create table portal_sign_ins (
  token       bytea not null primary key,
  county_code text collate "C" not null,
  card_id     uuid,
  -- The keyed hash of the code.
  code        bigint not null,
  -- The browser, where it is one in which the card was used before.
  device      bytea,
  sent_at     bigint not null,
  wrong       bigint not null,
  used_at     bigint
);

create index portal_sign_ins_of_card on portal_sign_ins (county_code, card_id, sent_at);
create index portal_sign_ins_by_age on portal_sign_ins (sent_at);

-- Numbers that were typed and are of no card that opens, by where they came from.
create table portal_misses (
  id        uuid not null primary key,
  source    text collate "C" not null,
  missed_at bigint not null
);

create index portal_misses_of_source on portal_misses (source, missed_at);
create index portal_misses_by_age on portal_misses (missed_at);

create table portal_sessions (
  token       bytea not null primary key,
  county_code text collate "C" not null,
  card_id     uuid not null,
  form_key    text collate "C" not null,
  device      bytea not null,
  begun_at    bigint not null,
  seen_at     bigint not null,
  ended_at    bigint
);

create index portal_sessions_of_card on portal_sessions (county_code, card_id, device);

create table portal_requests (
  county_code text collate "C" not null,
  id          uuid not null,
  case_id     uuid not null,
  holder      uuid not null,
  kind        bigint not null,
  -- What is wrong, or what is asked; and what would be right.
  asked       bytea not null,
  should_be   bytea,
  -- The look that is asked about.
  look_at     bigint,
  look_action text collate "C",
  made_at     bigint not null,
  due_on      text collate "C" not null,
  state       bigint not null,
  answer      bytea,
  answered_at bigint,
  answered_by uuid,
  primary key (county_code, id)
);

create index portal_requests_of_case on portal_requests (county_code, case_id, made_at);
create index portal_requests_by_state on portal_requests (county_code, state, due_on);

create table portal_exceptions (
  county_code  text collate "C" not null,
  id           uuid not null,
  case_id      uuid not null,
  kept         bigint not null,
  doctor       bytea not null,
  reason       bytea not null,
  -- The institution that answers for it, as the page names it.
  office       text collate "C" not null,
  until_on     text collate "C" not null,
  recorded_at  bigint not null,
  recorded_by  uuid not null,
  ended_at     bigint,
  ended_by     uuid,
  ended_reason bytea,
  primary key (county_code, id)
);

create index portal_exceptions_of_case on portal_exceptions (county_code, case_id, recorded_at);

create table portal_safety (
  county_code   text collate "C" not null,
  id            uuid not null,
  case_id       uuid not null,
  holder        uuid not null,
  reason        bytea not null,
  set_at        bigint not null,
  set_by        uuid not null,
  lifted_at     bigint,
  lifted_by     uuid,
  lifted_reason bytea,
  primary key (county_code, id)
);

create index portal_safety_of_case on portal_safety (county_code, case_id, set_at);
