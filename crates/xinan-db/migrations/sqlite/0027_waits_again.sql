-- Why a post waits for a security administrator: 1, or nothing, for being new; else what a system administrator did that
-- could open the account to somebody else.
alter table posts add column waits_for integer;
