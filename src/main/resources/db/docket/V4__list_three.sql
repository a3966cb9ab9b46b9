-- List three across cases is read a page at a time in the order of the last days, those without one at the end.
create index list_of_court on docket.node (court, coalesce(due_on, 'infinity'::date), id) where state = 'OPEN';
create index list_of_owner on docket.node (court, owner, coalesce(due_on, 'infinity'::date), id) where state = 'OPEN';
