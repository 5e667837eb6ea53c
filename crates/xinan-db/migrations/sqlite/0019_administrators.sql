-- A post that a system administrator has given waits from an instant on, and opens nothing, until a security administrator
-- confirms it. Null where it does not wait: posts of before, and those of a county without a security administrator.
alter table posts add column waits_since integer;
-- Who confirmed it, and when.
alter table posts add column confirmed_at integer;
alter table posts add column confirmed_by blob;

-- The log as the audit administrator of a county reads it: by time, of somebody, of one kind of act.
create index audit_entries_by_time on audit_entries (county_code, recorded_at, seq);
create index audit_entries_of_account on audit_entries (county_code, account_id, recorded_at, seq);
create index audit_entries_of_action on audit_entries (county_code, action, recorded_at, seq);
