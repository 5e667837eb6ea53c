-- Passkeys (WebAuthn): devices that stand in place of the code of a second factor. What they are known by is sealed.
create table passkeys (
  id         blob not null primary key,
  account_id blob not null references accounts (id),
  name       text not null,
  credential blob not null,
  -- The keyed token of the device's own id: none is of two accounts.
  token      integer not null unique,
  made_at    integer not null,
  used_at    integer
) strict;

create index passkeys_of_account on passkeys (account_id);

-- What a device was asked, by the hash of the cookie in whose browser: answered once, and within minutes.
create table passkey_questions (
  id       blob not null primary key,
  browser  blob not null,
  -- 1 to be added, 2 to be shown.
  purpose  integer not null,
  question blob not null,
  asked_at integer not null
) strict;

create unique index passkey_questions_of_browser on passkey_questions (browser, purpose);
