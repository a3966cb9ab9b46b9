-- What came in for the officers: answers, replies, receipts, payments; the right column of the judge's day.
create table desk.arrival (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    court text not null,
    owner text,
    kind text not null check (kind in ('ANSWER', 'REPLY', 'RECEIPT', 'PAYMENT', 'ASSIGNMENT')),
    body text not null,
    tab text not null,
    at timestamptz not null
);

create index arrival_of_owner on desk.arrival (owner, at desc);
create index arrival_of_court on desk.arrival (court, at desc);
