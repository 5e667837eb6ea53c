-- 体检和化验: the yearly exam (1) or single results of a laboratory (2); which items were measured, without their values, as
-- one bit an item; the version that this one corrects, and as whom somebody was called then. Missing of rows of before.
alter table examinations add column occasion integer not null default 1;
alter table examinations add column measured integer;
alter table examinations add column replaces blob;
alter table examinations add column recorded_as text;
alter table examinations add column withdrawn_as text;

-- 异常结果: what was done about a finding that a doctor should see soon.
create table alert_answers (
  county_code    text not null,
  id             blob not null,
  case_id        blob not null,
  examination_id blob not null,
  done           integer not null,
  done_on        text not null,
  words          blob not null,
  recorded_at    integer not null,
  recorded_by    blob not null,
  recorded_as    text not null,
  primary key (county_code, id)
) strict, without rowid;

create index alert_answers_of_case on alert_answers (county_code, case_id, recorded_at);

-- The medicines that ask for checks, as a visit states them, with milligrams a day (xinan_domain::examination::watch).
alter table follow_ups add column watched text;

-- How the yearly exam stands with somebody, the last one (nothing when there was none), and the next check that a medicine
-- asks for: computed like the rest of the row.
alter table cases add column exam_offer integer;
alter table cases add column examined_on text not null default '';
alter table cases add column check_due_on text;
alter table cases add column check_watch integer;

create index cases_exam_in_county on cases (county_code, exam_offer, examined_on, id);
create index cases_exam_in_township on cases (township_code, exam_offer, examined_on, id);
create index cases_exam_in_village on cases (village_code, exam_offer, examined_on, id);
create index cases_check_in_county on cases (county_code, check_due_on, id);
create index cases_check_in_township on cases (township_code, check_due_on, id);
create index cases_check_in_village on cases (village_code, check_due_on, id);

-- Everybody is judged again at the next start or in the night; until then nobody stands in the list of exams.
delete from deployment where name = 'months_ready';
