-- Signing in: with which browser a session was begun, which browsers an account is used with, and failures
-- counted by account, source and browser. Failures of before are forgotten: they counted for a quarter of an hour.
alter table sessions add column browser integer not null default 99;
alter table sessions add column operating_system integer not null default 99;

-- A browser in which somebody has signed in to an account, by the hash of the cookie it was given.
create table known_devices (
  account_id  blob not null references accounts (id),
  device      blob not null,
  known_since integer not null,
  used_at     integer not null,
  primary key (account_id, device)
) strict;

create index known_devices_by_device on known_devices (device);

-- The login by its hash: people type passwords into the wrong field. The device where it is a known one.
drop table sign_in_failures;
create table sign_in_failures (
  id          blob not null primary key,
  login       blob not null,
  source      text not null,
  device      blob,
  failed_at   integer not null
) strict;

create index sign_in_failures_of_login on sign_in_failures (login, failed_at);
create index sign_in_failures_of_source on sign_in_failures (source, failed_at);
create index sign_in_failures_by_age on sign_in_failures (failed_at);
