-- The asset whose proceeds are distributed, where the register of assets knows it: its line of seizures proposes the ranks.
alter table distribution.plan add column asset bigint;
