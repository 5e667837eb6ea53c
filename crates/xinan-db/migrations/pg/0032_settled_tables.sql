-- 统计: what other departments read of a month, as it was shown first. What is withheld is withheld here, too: no count
-- stands behind it.
create table settled_tables (
  region      text collate "C" not null,
  month       bigint not null,
  county_code text collate "C" not null,
  step        bigint not null,
  content     text collate "C" not null,
  settled_at  bigint not null,
  primary key (region, month)
);
