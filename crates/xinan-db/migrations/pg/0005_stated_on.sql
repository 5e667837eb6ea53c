-- 填报日期: the day on which a roster said what the form says. A roster of an earlier day does not
-- replace it. Empty where nobody said a day: forms of before, and those that no roster brought.
alter table supplements add column stated_on text collate "C";
