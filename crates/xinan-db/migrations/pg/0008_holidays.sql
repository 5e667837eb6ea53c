-- 节假日安排: the nation's (an empty region) and regions' own, each with the notice that says so. Until now
-- nothing wrote the table. A day announced otherwise is withdrawn and written again.
drop table holidays;
create table holidays (
  id          uuid not null primary key,
  region      text collate "C" not null,
  day         text collate "C" not null,
  working     bigint not null,
  name        text collate "C" not null,
  source      text collate "C" not null,
  recorded_at bigint not null,
  withdrawn_at bigint
);
create index holidays_in_region on holidays (region, day);
