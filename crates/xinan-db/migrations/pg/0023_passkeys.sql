-- Passkeys (WebAuthn): devices that stand in place of the code of a second factor. What they are known by is sealed.
create table passkeys (
  id         uuid not null primary key,
  account_id uuid not null references accounts (id),
  name       text not null,
  credential bytea not null,
  -- The keyed token of the device's own id: none is of two accounts.
  token      bigint not null unique,
  made_at    bigint not null,
  used_at    bigint
);

create index passkeys_of_account on passkeys (account_id);

-- What a device was asked, by the hash of the cookie in whose browser: answered once, and within minutes.
create table passkey_questions (
  id       uuid not null primary key,
  browser  bytea not null,
  -- 1 to be added, 2 to be shown.
  purpose  bigint not null,
  question bytea not null,
  asked_at bigint not null
);

create unique index passkey_questions_of_browser on passkey_questions (browser, purpose);
