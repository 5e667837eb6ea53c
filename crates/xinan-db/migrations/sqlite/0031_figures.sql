-- 统计: what other departments read of a month, as it was shown first. What is withheld is withheld here, too: no count
-- stands behind it.
create table figures (
  region      text not null,
  month       integer not null,
  county_code text not null,
  least       integer not null,
  shown       text not null,
  settled_at  integer not null,
  primary key (region, month)
) strict, without rowid;
