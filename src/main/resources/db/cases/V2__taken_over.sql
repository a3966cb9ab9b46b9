-- The court whose staff loaded an existing case: it may read the case though it belongs to another court.
alter table cases.file add column taken_over_by text;
alter table cases.file add check (taken_over_by is null or imported);
create index file_taken_over on cases.file (taken_over_by, court) where taken_over_by <> court;
