-- 统计: what other departments read of a month, as it was shown first. What is withheld is withheld here, too: no count
-- stands behind it.
create table settled_tables (
  region      text not null,
  month       integer not null,
  county_code text not null,
  step        integer not null,
  content     text not null,
  settled_at  integer not null,
  primary key (region, month)
) strict, without rowid;
