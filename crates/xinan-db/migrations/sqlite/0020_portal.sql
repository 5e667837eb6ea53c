-- The person's own door: cards, one-time codes, sessions, what is asked for, what a doctor keeps back, and from whom
-- somebody is to be safe. Names, telephones and words are sealed; numbers and codes are kept by keyed hashes only.
create table portal_cards (
  county_code  text not null,
  id           blob not null,
  case_id      blob not null,
  -- Whose it is, through all cards: the person by the record's id, a guardian by the id of the first card.
  holder       blob not null,
  relation     integer,
  name         blob,
  phone        blob not null,
  -- The keyed hash of its number.
  token        integer not null,
  issued_at    integer not null,
  issued_by    blob,
  expires_on   text not null,
  ended_at     integer,
  ended_by     blob,
  ended_reason blob,
  primary key (county_code, id)
) strict;

create unique index portal_cards_by_token on portal_cards (token);
create index portal_cards_of_case on portal_cards (county_code, case_id, issued_at);

-- Who has typed a card's number and not yet the code, by the hash of a cookie. Without a card where there is none: the
-- answer to a number that exists nowhere is the same.
create table portal_sign_ins (
  token       blob not null primary key,
  county_code text not null,
  card_id     blob,
  -- The keyed hash of the code.
  code        integer not null,
  -- The browser, where it is one in which the card was used before.
  device      blob,
  sent_at     integer not null,
  wrong       integer not null,
  used_at     integer
) strict;

create index portal_sign_ins_of_card on portal_sign_ins (county_code, card_id, sent_at);
create index portal_sign_ins_by_age on portal_sign_ins (sent_at);

-- Numbers that were typed and are of no card that opens, by where they came from.
create table portal_misses (
  id        blob not null primary key,
  source    text not null,
  missed_at integer not null
) strict;

create index portal_misses_of_source on portal_misses (source, missed_at);
create index portal_misses_by_age on portal_misses (missed_at);

create table portal_sessions (
  token       blob not null primary key,
  county_code text not null,
  card_id     blob not null,
  form_key    text not null,
  device      blob not null,
  begun_at    integer not null,
  seen_at     integer not null,
  ended_at    integer
) strict;

create index portal_sessions_of_card on portal_sessions (county_code, card_id, device);

create table portal_requests (
  county_code text not null,
  id          blob not null,
  case_id     blob not null,
  holder      blob not null,
  kind        integer not null,
  -- What is wrong, or what is asked; and what would be right.
  asked       blob not null,
  should_be   blob,
  -- The look that is asked about.
  look_at     integer,
  look_action text,
  made_at     integer not null,
  due_on      text not null,
  state       integer not null,
  answer      blob,
  answered_at integer,
  answered_by blob,
  primary key (county_code, id)
) strict;

create index portal_requests_of_case on portal_requests (county_code, case_id, made_at);
create index portal_requests_by_state on portal_requests (county_code, state, due_on);

create table portal_exceptions (
  county_code  text not null,
  id           blob not null,
  case_id      blob not null,
  kept         integer not null,
  doctor       blob not null,
  reason       blob not null,
  -- The institution that answers for it, as the page names it.
  office       text not null,
  until_on     text not null,
  recorded_at  integer not null,
  recorded_by  blob not null,
  ended_at     integer,
  ended_by     blob,
  ended_reason blob,
  primary key (county_code, id)
) strict;

create index portal_exceptions_of_case on portal_exceptions (county_code, case_id, recorded_at);

create table portal_safety (
  county_code   text not null,
  id            blob not null,
  case_id       blob not null,
  holder        blob not null,
  reason        blob not null,
  set_at        integer not null,
  set_by        blob not null,
  lifted_at     integer,
  lifted_by     blob,
  lifted_reason blob,
  primary key (county_code, id)
) strict;

create index portal_safety_of_case on portal_safety (county_code, case_id, set_at);
