-- 个人信息补充表. Why a version was made by hand in place of the former one, in somebody's words; sealed like the form.
alter table supplements add column reason blob;
