-- Signing in: with which browser a session was begun, which browsers an account is used with, and failures
-- counted by account, source and browser. Failures of before are forgotten: they counted for a quarter of an hour.
alter table sessions add column browser integer not null default 99;
alter table sessions add column operating_system integer not null default 99;
-- The browser by which it is known: who ends the session of a lost phone trusts that phone no more.
alter table sessions add column device blob;

-- Somebody else made the password and handed it over: it is replaced at the first sign-in.
alter table accounts add column password_handed_over integer not null default 0;

-- A browser in which somebody has signed in to an account, by the hash of the cookie it was given.
create table known_devices (
  account_id       blob not null references accounts (id),
  device           blob not null,
  known_since      integer not null,
  used_at          integer not null,
  browser          integer not null,
  operating_system integer not null,
  primary key (account_id, device)
) strict;

-- The login by its keyed token: people type passwords into the wrong field. The device where it is a known one.
drop table sign_in_failures;
create table sign_in_failures (
  id          blob not null primary key,
  login       integer not null,
  source      text not null,
  device      blob,
  failed_at   integer not null
) strict;

create index sign_in_failures_of_login on sign_in_failures (login, failed_at);
create index sign_in_failures_of_source on sign_in_failures (source, failed_at);
create index sign_in_failures_by_age on sign_in_failures (failed_at);
