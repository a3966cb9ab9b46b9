-- Ten runs of a node are a long history already: a case to which money comes every week would read them all each time.
drop index docket.runs_of_long_case;
create index runs_of_long_case on docket.node (case_id, code, subject, run) where run >= 10;
