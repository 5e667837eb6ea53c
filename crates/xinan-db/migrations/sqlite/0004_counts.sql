-- How often anything that lists and figures count has changed in a county: a count taken at one sum of
-- these numbers holds until the sum is another. Several rows, so that two writers seldom wait for one.
create table county_changes (
  county_code text not null,
  slot        integer not null,
  number      integer not null,
  primary key (county_code, slot)
) strict, without rowid;

-- A search finds its page of people, in the order of their numbers, without a look at their records.
alter table search_tokens add column case_no text not null default '';
update search_tokens
   set case_no = coalesce((select c.case_no from cases c
                            where c.county_code = search_tokens.county_code
                              and c.id = search_tokens.case_id), '');
