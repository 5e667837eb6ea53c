-- 村月合计: the month rows of a village, added up.
--
-- Every figure of a page is a sum over these rows, a hundred for a county rather than thousands of
-- people. They change in the transaction that changes a month row, by what it changes, and are
-- counted anew with it; adding up `case_months` gives the same at any time (a test compares).

create table village_months (
  county_code   text not null,
  month         integer not null,
  village_code  text not null,
  township_code text not null,
  cumulative_confirmed integer not null,
  dead integer not null,
  died_this_year integer not null,
  registered integer not null,
  registered_or_died integer not null,
  lost integer not null,
  lost_not_managed integer not null,
  not_managed integer not null,
  refused_consent integer not null,
  consented integer not null,
  managed integer not null,
  home integer not null,
  standard_managed integer not null,
  standard_scored integer not null,
  on_medicine integer not null,
  regular_medicine integer not null,
  no_medicine_needed integer not null,
  not_taking_medicine integer not null,
  stable integer not null,
  last_basically_stable integer not null,
  last_unstable integer not null,
  face integer not null,
  examined integer not null,
  schizophrenia integer not null,
  schizophrenia_managed integer not null,
  schizophrenia_on_medicine integer not null,
  schizophrenia_regular integer not null,
  intellectual_managed integer not null,
  risk_three_last integer not null,
  risk_three_ever integer not null,
  risk_three_attended integer not null,
  incident_person integer not null,
  minor_disturbance_person integer not null,
  self_harm_person integer not null,
  visits integer not null,
  visits_due integer not null,
  visits_on_time integer not null,
  entries integer not null,
  entries_in_time integer not null,
  referrals integer not null,
  referrals_done integer not null,
  primary key (county_code, month, village_code)
) strict, without rowid;

insert into village_months
       (county_code, month, village_code, township_code,
        cumulative_confirmed, dead, died_this_year, registered, registered_or_died, lost,
        lost_not_managed, not_managed, refused_consent, consented, managed, home, standard_managed,
        standard_scored, on_medicine, regular_medicine, no_medicine_needed, not_taking_medicine,
        stable, last_basically_stable, last_unstable, face, examined, schizophrenia,
        schizophrenia_managed, schizophrenia_on_medicine, schizophrenia_regular,
        intellectual_managed, risk_three_last, risk_three_ever, risk_three_attended,
        incident_person, minor_disturbance_person, self_harm_person, visits, visits_due,
        visits_on_time, entries, entries_in_time, referrals, referrals_done)
select county_code, month, village_code, township_code,
       sum(cumulative_confirmed), sum(dead), sum(died_this_year), sum(registered),
       sum(registered_or_died), sum(lost), sum(lost_not_managed), sum(not_managed),
       sum(refused_consent), sum(consented), sum(managed), sum(home), sum(standard_managed),
       sum(standard_scored), sum(on_medicine), sum(regular_medicine), sum(no_medicine_needed),
       sum(not_taking_medicine), sum(stable), sum(last_basically_stable), sum(last_unstable),
       sum(face), sum(examined), sum(schizophrenia), sum(schizophrenia_managed),
       sum(schizophrenia_on_medicine), sum(schizophrenia_regular), sum(intellectual_managed),
       sum(risk_three_last), sum(risk_three_ever), sum(risk_three_attended), sum(incident_person),
       sum(minor_disturbance_person), sum(self_harm_person), sum(visits), sum(visits_due),
       sum(visits_on_time), sum(entries), sum(entries_in_time), sum(referrals), sum(referrals_done)
  from case_months
 group by county_code, month, village_code, township_code;

-- Whether a month is complete: as many people counted as there are records by its last day.
create index cases_by_registration on cases (county_code, registered_on);
