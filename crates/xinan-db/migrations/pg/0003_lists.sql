-- How many people of a territory were visited since a day: counted in the index alone.
create index cases_seen_in_county on cases (county_code, status, last_visit_on);
create index cases_seen_in_township on cases (township_code, status, last_visit_on);
create index cases_seen_in_village on cases (village_code, status, last_visit_on);

-- Who is due, in the order of the page: read from the index without sorting.
drop index cases_due_in_county;
drop index cases_due_in_township;
drop index cases_due_in_village;
create index cases_due_in_county on cases (county_code, due_on, attention desc, id);
create index cases_due_in_township on cases (township_code, due_on, attention desc, id);
create index cases_due_in_village on cases (village_code, due_on, attention desc, id);
