-- Of a node with ten runs the newest five are read, so that one that is open does not hide that others are done.
drop index docket.runs_of_long_case;
create index runs_of_long_case on docket.node (case_id, code, subject, run) where run >= 6;
