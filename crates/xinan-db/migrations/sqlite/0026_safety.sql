-- From whom somebody is to be safe, also before there is a card: as the office names him or her. Beside a holder of cards
-- it is the name and telephone under which the form has the same guardian.
alter table portal_safety add column name blob;
alter table portal_safety add column relation integer;
alter table portal_safety add column phone blob;

-- 1 where the guardian of the form is one of them: lists read it with the row.
alter table cases add column guardian_safety integer not null default 0;

-- Names and telephones are sealed, so that which guardian it was cannot be told here: pages warn of whoever is named,
-- until the office or another form says something of it.
update cases set guardian_safety = 1
 where exists (select 1
                 from portal_safety f
                where f.county_code = cases.county_code and f.case_id = cases.id and f.lifted_at is null);

-- What is kept back and ends soon, for the list of a territory.
create index portal_exceptions_by_day on portal_exceptions (county_code, until_on);

-- A browser is known by another cookie each time that somebody comes in.
create index portal_sessions_of_device on portal_sessions (device);
