-- Identities elsewhere (OpenID Connect): which account somebody signs in to who is known to a provider. Sealed: whom the
-- provider means.
create table identities (
  id         blob not null primary key,
  account_id blob not null unique references accounts (id),
  identity   blob not null,
  -- The keyed token of issuer and subject: one identity is of one account.
  token      integer not null unique,
  tied_at    integer not null,
  used_at    integer
) strict;

-- What a browser was sent there with, by the hash of its cookie: answered once, and within minutes.
create table identity_questions (
  id       blob not null primary key,
  browser  blob not null unique,
  source   text not null,
  question blob not null,
  asked_at integer not null
) strict;

create index identity_questions_of_source on identity_questions (source, asked_at);
