-- How the simulated bank behaves beyond what is set for the next message: drawn by a seed for each message, so that a run can be
-- repeated. What it was ordered after its cut-off is booked at once and has its value on the next weekday.
alter table sandbox.bank_movement add column value_on date;
alter table sandbox.bank_faults add column seed bigint; -- without one each message has as many copies and as much delay as set
alter table sandbox.bank_faults add column late_days int not null default 0 check (late_days between 0 and 60);
alter table sandbox.bank_faults add column omit_rate double precision not null default 0 check (omit_rate between 0 and 1);
alter table sandbox.bank_faults add column reject_rate double precision not null default 0 check (reject_rate between 0 and 1);
alter table sandbox.bank_faults add column return_rate double precision not null default 0 check (return_rate between 0 and 1);
alter table sandbox.bank_faults add column versions boolean not null default false; -- notifications in several versions of the standard
alter table sandbox.bank_faults add column cut_off time not null default '17:00';
create index bank_movement_of_day on sandbox.bank_movement (own_account, booked_at);

-- An order may bear many payments.
alter table sandbox.bank_order drop constraint bank_order_pkey;
alter table sandbox.bank_order drop constraint bank_order_end_to_end_key;
alter table sandbox.bank_order add primary key (end_to_end);
