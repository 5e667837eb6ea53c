-- Signing in: with which browser a session was begun, which browsers an account is used with, and failures
-- counted by account, source and browser. Failures of before are forgotten: they counted for a quarter of an hour.
alter table sessions add column browser bigint not null default 99;
alter table sessions add column operating_system bigint not null default 99;
-- The browser by which it is known: who ends the session of a lost phone trusts that phone no more.
alter table sessions add column device bytea;

-- Somebody else made the password and handed it over: it is replaced at the first sign-in.
alter table accounts add column password_handed_over bigint not null default 0;

-- A browser in which somebody has signed in to an account, by the hash of the cookie it was given.
create table known_devices (
  account_id       uuid not null references accounts (id),
  device           bytea not null,
  known_since      bigint not null,
  used_at          bigint not null,
  browser          bigint not null,
  operating_system bigint not null,
  primary key (account_id, device)
);

-- The login by its keyed token: people type passwords into the wrong field. The device where it is a known one.
drop table sign_in_failures;
create table sign_in_failures (
  id          uuid not null primary key,
  login       bigint not null,
  source      text collate "C" not null,
  device      bytea,
  failed_at   bigint not null
);

create index sign_in_failures_of_login on sign_in_failures (login, failed_at);
create index sign_in_failures_of_source on sign_in_failures (source, failed_at);
create index sign_in_failures_by_age on sign_in_failures (failed_at);
