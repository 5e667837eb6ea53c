-- 村月合计: the month rows of a village, added up.
--
-- Every figure of a page is a sum over these rows, a hundred for a county rather than thousands of
-- people. They change in the transaction that changes a month row, by what it changes, and are
-- counted anew with it; adding up `case_months` gives the same at any time (a test compares).

create table village_months (
  county_code   text collate "C" not null,
  month         bigint not null,
  village_code  text collate "C" not null,
  township_code text collate "C" not null,
  cumulative_confirmed bigint not null,
  dead bigint not null,
  died_this_year bigint not null,
  registered bigint not null,
  registered_or_died bigint not null,
  lost bigint not null,
  lost_not_managed bigint not null,
  not_managed bigint not null,
  refused_consent bigint not null,
  consented bigint not null,
  managed bigint not null,
  home bigint not null,
  standard_managed bigint not null,
  standard_scored bigint not null,
  on_medicine bigint not null,
  regular_medicine bigint not null,
  no_medicine_needed bigint not null,
  not_taking_medicine bigint not null,
  stable bigint not null,
  last_basically_stable bigint not null,
  last_unstable bigint not null,
  face bigint not null,
  examined bigint not null,
  schizophrenia bigint not null,
  schizophrenia_managed bigint not null,
  schizophrenia_on_medicine bigint not null,
  schizophrenia_regular bigint not null,
  intellectual_managed bigint not null,
  risk_three_last bigint not null,
  risk_three_ever bigint not null,
  risk_three_attended bigint not null,
  incident_person bigint not null,
  minor_disturbance_person bigint not null,
  self_harm_person bigint not null,
  visits bigint not null,
  visits_due bigint not null,
  visits_on_time bigint not null,
  entries bigint not null,
  entries_in_time bigint not null,
  referrals bigint not null,
  referrals_done bigint not null,
  primary key (county_code, month, village_code)
);

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
