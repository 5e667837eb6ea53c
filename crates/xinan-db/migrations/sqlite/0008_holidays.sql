-- 节假日安排: the nation's (an empty region) and regions' own, each with the notice that says so. Until now
-- nothing wrote the table. A day announced otherwise is withdrawn and written again.
drop table holidays;
create table holidays (
  id          blob not null primary key,
  region      text not null,
  day         text not null,
  working     integer not null,
  name        text not null,
  source      text not null,
  recorded_at integer not null,
  withdrawn_at integer
) strict;
create index holidays_in_region on holidays (region, day);
