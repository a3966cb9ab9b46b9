-- A case that was taken over with its history: what it did before is not on record node by node, so nothing that it does now lacks
-- a cause. Empty for cases filed here.
alter table docket.docket add column taken_over boolean check (taken_over);
