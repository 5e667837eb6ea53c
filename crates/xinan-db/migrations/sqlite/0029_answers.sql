-- Whose look somebody asks about, so that another answers; and when whoever asked has read the answer. Of what was asked
-- before, who looked is not known here.
alter table portal_requests add column look_by blob;
alter table portal_requests add column read_at integer;

-- When whoever asked to take something out has seen what the second person said, or has taken the request back.
alter table disclosures add column answer_read_at integer;
alter table disclosures add column withdrawn_at integer;

-- When whoever opened a record in an emergency closed it, before its time.
alter table emergencies add column ended_at integer;
