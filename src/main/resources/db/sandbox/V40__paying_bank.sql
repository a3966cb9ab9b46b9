-- The paying bank's own log: what debtors ordered there, what the court answered, and what the bank did.
create table sandbox.paying_order (
    id            bigint generated always as identity primary key,
    key           text not null unique,
    institution   text not null,
    account       text not null,
    payee         text not null,
    payee_account text not null,
    use           text not null,
    fen           bigint not null check (fen > 0),
    state         text not null check (state in ('NEW', 'PAID', 'PAID_FREELY', 'PAID_AGAINST', 'NOT_PAID')),
    answer        text,
    took_ms       bigint,
    ordered_at    timestamptz not null
);
create table sandbox.paying_fault (
    only_row    boolean primary key default true check (only_row),
    let_through boolean not null default false, -- pays what the court refused
    silent      boolean not null default false  -- does not say what came of it
);
insert into sandbox.paying_fault default values;
