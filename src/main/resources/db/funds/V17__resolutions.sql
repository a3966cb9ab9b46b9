-- What the bank told and the ledger refused stays a difference of every later day until two people have settled it: as corrected by
-- the bank, as money without a name, as reversed by another movement of the bank; or it waits for the bank, which ends nothing.
create table funds.resolution (
    id bigint generated always as identity primary key,
    entry bigint not null references funds.bank_entry,
    court text not null,
    way text not null check (way in ('CORRECTED', 'SUSPENSE', 'REVERSED', 'AWAIT')),
    ground text not null check (ground <> ''),
    other bigint references funds.bank_entry, -- what the bank booked instead, or what reversed it
    fen bigint check (fen > 0), -- what is taken in as money without a name
    state text not null default 'PROPOSED' check (state in ('PROPOSED', 'CONFIRMED', 'REFUSED')),
    proposed_by text not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_name text,
    decided_at timestamptz,
    voucher bigint references funds.voucher,
    ended_on date, -- from this day on it is no difference any more
    check (decided_by is null or decided_by <> proposed_by),
    check ((state = 'PROPOSED') = (decided_by is null)),
    check ((way in ('CORRECTED', 'REVERSED')) = (other is not null)),
    check ((way = 'SUSPENSE') = (fen is not null)),
    check (other <> entry),
    check ((voucher is not null) = (way = 'SUSPENSE' and state = 'CONFIRMED')),
    check ((ended_on is not null) = (way <> 'AWAIT' and state = 'CONFIRMED'))
);
create unique index resolution_one_open on funds.resolution (entry) where state = 'PROPOSED';
create unique index resolution_one_end on funds.resolution (entry) where state = 'CONFIRMED' and way <> 'AWAIT';
-- What reverses one movement reverses no other.
create unique index resolution_reverses_once on funds.resolution (other) where state <> 'REFUSED' and way = 'REVERSED';
create index resolution_of_court on funds.resolution (court, ended_on);
call audit.bind('funds.resolution', '{id}');
