-- Whom a list showed: their ids one after another, 16 bytes each. And what ties an entry to the one
-- before it (docs/decisions/0020); empty for entries that are older than the chain.
alter table audit_entries add column case_ids bytea not null default '';
alter table audit_entries add column mac bytea not null default '';

-- An entry's number follows from its place in its chain.
alter table audit_entries alter column seq drop identity;

-- The newest entry of each chain, sealed with the key that lies outside of the database.
create table audit_chains (
  chain  bigint not null primary key,
  number bigint not null,
  mac    bytea not null,
  seal   bytea not null
);

-- What was signed: how far the chains had come at an instant.
create table audit_checkpoints (
  made_at   bigint not null primary key,
  content   bytea not null,
  signature bytea not null
);

-- The lists in which a person was shown, unpacked every few minutes.
create table audit_lists (
  county_code text collate "C" not null,
  case_id     uuid not null,
  recorded_at bigint not null,
  entry       bigint not null,
  primary key (county_code, case_id, recorded_at, entry)
);

-- Up to which entry of each chain they are unpacked; of -1, up to which number of those that are older.
create table audit_unpacked (
  chain  bigint not null primary key,
  number bigint not null
);
