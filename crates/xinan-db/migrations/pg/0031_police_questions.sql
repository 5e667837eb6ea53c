-- 追问: what the privacy officer asked the station because of one look-up, before it was judged.
create table police_questions (
  id          uuid not null primary key,
  county_code text collate "C" not null,
  ask_id      uuid not null references police_asks (id),
  asked_at    bigint not null,
  asked_by    uuid not null,
  asked_as    text collate "C" not null,
  words       bytea not null
);

create index police_questions_of_ask on police_questions (ask_id, asked_at);
