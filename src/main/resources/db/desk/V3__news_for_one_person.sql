-- What an order of supervision brings to those above, or to who issued it, stays theirs when the case changes hands.
alter table desk.arrival drop constraint arrival_kind_check;
alter table desk.arrival add constraint arrival_kind_check
    check (kind in ('ANSWER', 'REPLY', 'RECEIPT', 'PAYMENT', 'ASSIGNMENT', 'SUPERVISION', 'PERSONAL'));
