-- Identities elsewhere (OpenID Connect): which account somebody signs in to who is known to a provider. Sealed: whom the
-- provider means.
create table identities (
  id         uuid not null primary key,
  account_id uuid not null unique references accounts (id),
  identity   bytea not null,
  -- The keyed token of issuer and subject: one identity is of one account.
  token      bigint not null unique,
  tied_at    bigint not null,
  used_at    bigint
);

-- What a browser was sent there with, by the hash of its cookie: answered once, and within minutes.
create table identity_questions (
  id       uuid not null primary key,
  browser  bytea not null unique,
  source   text not null,
  question bytea not null,
  asked_at bigint not null
);

create index identity_questions_of_source on identity_questions (source, asked_at);
