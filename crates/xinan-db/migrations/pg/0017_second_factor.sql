-- The second factor of an account (TOTP, RFC 6238), its secret sealed. Beside one that counts may stand another that is
-- being set up, until a code of it has been shown.
create table second_factors (
  id         uuid not null primary key,
  account_id uuid not null references accounts (id),
  -- 1 while it is being set up.
  pending    bigint not null,
  secret     bytea not null,
  made_at    bigint not null,
  -- The step of time of the code that was used last: none is used twice.
  last_step  bigint not null
);

create unique index second_factors_of_account on second_factors (account_id, pending);

-- Codes for whoever has not the telephone at hand, by their hashes; each works once.
create table recovery_codes (
  account_id uuid not null references accounts (id),
  code       bytea not null,
  used_at    bigint,
  primary key (account_id, code)
);

-- Who has shown the password and not yet the code, by the hash of a cookie. It opens nothing but the page of the code.
create table half_sign_ins (
  token      bytea not null primary key,
  account_id uuid not null references accounts (id),
  begun_at   bigint not null
);

create index half_sign_ins_of_account on half_sign_ins (account_id);

-- What somebody has confirmed anew within a session, by the keyed token of method and address; each is good for once.
create table confirmations (
  id           uuid not null primary key,
  session      bytea not null,
  action       bigint not null,
  confirmed_at bigint not null,
  used_at      bigint
);

create index confirmations_of_session on confirmations (session, action);
