-- An order of supervision is news for the officer.
alter table desk.arrival drop constraint arrival_kind_check;
alter table desk.arrival add constraint arrival_kind_check
    check (kind in ('ANSWER', 'REPLY', 'RECEIPT', 'PAYMENT', 'ASSIGNMENT', 'SUPERVISION'));
