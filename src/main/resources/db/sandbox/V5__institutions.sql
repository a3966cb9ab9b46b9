-- The simulated institutions' own books: what debtors hold there, what controls lie on it, which requests came in.
create table sandbox.institution_fault (
    code text primary key,
    delay_ms int not null default 0,
    error_rate double precision not null default 0,
    garbage_rate double precision not null default 0,
    duplicate_rate double precision not null default 0,
    wrong_person_rate double precision not null default 0,
    accept_rate double precision not null default 0,
    excess_rate double precision not null default 0,
    down boolean not null default false
);

create table sandbox.holding (
    id bigint generated always as identity primary key,
    institution text not null,
    id_number text not null,
    name text not null,
    kind text not null,
    account text not null,
    title text not null,
    nature text not null,
    balance_fen bigint check (balance_fen >= 0),
    unique (institution, account)
);
create index holding_owner on sandbox.holding (institution, id_number);

-- Debtors for whom an institution has made up its books already.
create table sandbox.known_debtor (
    institution text not null,
    id_number text not null,
    primary key (institution, id_number)
);

create table sandbox.control (
    id bigint generated always as identity primary key,
    holding_id bigint not null references sandbox.holding (id),
    reference text not null,
    court text not null,
    case_number text not null,
    amount_fen bigint,
    held_fen bigint,
    ends_on date,
    active boolean not null default true,
    unique (holding_id, reference)
);

-- Each request once, by its key, with the answer that was given: a repetition gets the same answer and does nothing.
create table sandbox.institution_request (
    key uuid primary key,
    institution text not null,
    purpose text not null,
    body text not null,
    answer text,
    received_at timestamptz not null,
    copies int not null default 1
);
