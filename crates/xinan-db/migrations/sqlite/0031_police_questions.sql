-- 追问: what the privacy officer asked the station because of one look-up, before it was judged.
create table police_questions (
  id          blob not null primary key,
  county_code text not null,
  ask_id      blob not null references police_asks (id),
  asked_at    integer not null,
  asked_by    blob not null,
  asked_as    text not null,
  words       blob not null
) strict;

create index police_questions_of_ask on police_questions (ask_id, asked_at);
