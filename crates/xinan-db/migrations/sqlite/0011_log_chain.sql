-- Whom a list showed: their ids one after another, 16 bytes each. And what ties an entry to the one
-- before it (docs/decisions/0020); empty for entries that are older than the chain.
alter table audit_entries add column case_ids blob not null default x'';
alter table audit_entries add column mac blob not null default x'';

-- The newest entry of each chain, sealed with the key that lies outside of the database.
create table audit_chains (
  chain  integer not null primary key,
  number integer not null,
  mac    blob not null,
  seal   blob not null
) strict;

-- What was signed: how far the chains had come at an instant.
create table audit_checkpoints (
  made_at   integer not null primary key,
  content   blob not null,
  signature blob not null
) strict;

-- The lists in which a person was shown, unpacked every few minutes.
create table audit_lists (
  county_code text not null,
  case_id     blob not null,
  recorded_at integer not null,
  entry       integer not null,
  primary key (county_code, case_id, recorded_at, entry)
) strict, without rowid;

-- Up to which entry of each chain they are unpacked; of -1, up to which number of those that are older.
create table audit_unpacked (
  chain  integer not null primary key,
  number integer not null
) strict;
