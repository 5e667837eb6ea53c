-- 信息共享: what holds of the consent to sharing with departments beyond health, so that lists judge like the page; 1 agrees,
-- 0 does not, nothing where nobody answered.
alter table cases add column sharing integer;

-- As the rule judges the entries that are there: the latest word by its day, of one day the one that was written down last.
update cases
   set sharing = (select case when s.decision = 1 then 1 else 0 end
                    from consents s
                   where s.county_code = cases.county_code
                     and s.case_id = cases.id
                     and s.subject = 2
                     and s.decision in (0, 1, 2)
                     and s.withdrawn_at is null
                   order by s.decided_on desc, s.recorded_at desc
                   limit 1)
 where exists (select 1
                 from consents s
                where s.county_code = cases.county_code
                  and s.case_id = cases.id
                  and s.subject = 2
                  and s.decision in (0, 1, 2)
                  and s.withdrawn_at is null);

-- To which side the recipient belongs; how many are left out for want of a consent; and of what one account let go alone,
-- whom: their ids one after another, 16 bytes each.
alter table disclosures add column receiver integer;
alter table disclosures add column left_out integer;
alter table disclosures add column own_people blob;

create index disclosures_of_account on disclosures (account_id, asked_at);

-- 今日工作: whom an account was shown on a day as work to be done. Counted apart from the share, which it does not use up.
create table people_listed (
  account_id blob not null,
  day        text not null,
  case_id    blob not null,
  primary key (account_id, day, case_id)
) strict, without rowid;

create table people_listed_counts (
  account_id blob not null,
  day        text not null,
  people     integer not null,
  primary key (account_id, day)
) strict, without rowid;
