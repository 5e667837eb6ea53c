-- 随访及时率: a due day on which somebody was lost, had refused or was in hospital is not owed. What was
-- counted before is counted again from the facts at the next start or in the night; until then pages say
-- that the figures are not ready.
delete from village_months;
delete from case_months;
delete from deployment where name = 'months_ready';
