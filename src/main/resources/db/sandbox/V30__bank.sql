-- The simulated bank's own truth: its accounts' movements, the orders it was given, and what it still has to tell.
create table sandbox.bank_movement (
    id bigint generated always as identity primary key,
    reference text not null unique,      -- AcctSvcrRef
    cause text not null unique,          -- what it was made for, so that it is made once
    direction text not null check (direction in ('CREDIT', 'DEBIT')),
    own_account text not null,           -- the court's account
    creditor_account text not null,
    fen bigint not null check (fen > 0),
    counterparty text not null,
    remark text not null,
    end_to_end text,
    booked_at timestamptz not null
);

create table sandbox.bank_order (
    message_id text primary key,
    end_to_end text not null unique,
    own_account text not null,
    payee text not null,
    payee_account text not null,
    fen bigint not null check (fen > 0),
    status text not null check (status in ('ACCEPTED', 'REJECTED')),
    because text,
    copies int not null default 1,
    received_at timestamptz not null
);

create table sandbox.bank_delivery (
    id bigint generated always as identity primary key,
    message_id text not null unique,
    body text not null,
    due_at timestamptz not null,
    copies_left int not null default 1,
    tries int not null default 0,
    last_answer text
);
create index bank_delivery_due on sandbox.bank_delivery (due_at) where copies_left > 0;

create table sandbox.bank_faults (
    only_row boolean primary key default true check (only_row),
    copies int not null default 1 check (copies between 1 and 10),
    delay_seconds bigint not null default 0 check (delay_seconds between 0 and 31536000),
    reorder boolean not null default false,
    drop_first boolean not null default false,
    reject_next int not null default 0 check (reject_next >= 0),
    return_next int not null default 0 check (return_next >= 0)
);
insert into sandbox.bank_faults default values;
