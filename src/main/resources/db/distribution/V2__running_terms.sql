-- When a term was used or had passed: by day, so that each ends once. The papers that begin the terms to oppose and to sue.
alter table distribution.recipient add column term_ended date;
alter table distribution.reply add column term_ended date;
alter table distribution.objection add column notice_id bigint;
alter table distribution.objection add column opposition_id bigint;

create index recipient_term on distribution.recipient (due_on) where due_on is not null and term_ended is null;
create index reply_term on distribution.reply (due_on) where term_ended is null;
