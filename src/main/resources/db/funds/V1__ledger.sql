-- Double entry in fen. A voucher and its postings are written by one statement and never again: corrections are
-- vouchers of kind REVERSAL. A posting is positive on the debit side (the court's bank account gains) and negative on the
-- credit side (the court owes more), so that each voucher adds up to zero.

create sequence funds.account_serial;

create table funds.account (
    id bigint generated always as identity primary key,
    court text not null,
    kind text not null check (kind in ('BANK', 'FEE', 'CASE', 'SUSPENSE', 'PAYABLE', 'TRANSIT')),
    case_id bigint,
    case_number text,
    party bigint,
    number text unique check (number ~ '^[0-9]{17}$'),
    -- What the court owes on this account. Not kept for the bank and the fee, which every voucher touches: theirs is the
    -- sum of their postings.
    balance_fen bigint not null default 0 check (balance_fen >= 0),
    opened_at timestamptz not null,
    check ((kind in ('BANK', 'CASE')) = (number is not null)),
    check ((kind in ('CASE', 'PAYABLE', 'TRANSIT')) = (case_id is not null)),
    check ((kind = 'PAYABLE') = (party is not null)),
    check (kind not in ('BANK', 'FEE') or balance_fen = 0)
);
create unique index account_one_of_court on funds.account (court, kind) where kind in ('BANK', 'FEE');
create unique index account_one_of_case on funds.account (case_id, kind) where kind in ('CASE', 'TRANSIT');
create unique index account_one_of_payee on funds.account (case_id, party) where kind = 'PAYABLE';

create table funds.voucher (
    id bigint generated always as identity primary key,
    court text not null,
    kind text not null check (kind in ('RECEIPT', 'CLAIM', 'ALLOCATION', 'INSTRUCTION', 'PAYMENT', 'RETURN', 'REVERSAL')),
    cause text not null, -- what it books, so that it is booked once: receipt:12, distribution:3
    case_id bigint,
    text text not null,
    bank_reference text,
    booked_on date not null,
    at timestamptz not null,
    by_login text not null,
    by_name text not null,
    reverses bigint unique references funds.voucher,
    tx xid8 not null default pg_current_xact_id(),
    unique (kind, cause),
    check ((kind = 'REVERSAL') = (reverses is not null))
);
create index voucher_of_case on funds.voucher (case_id, id);
create index voucher_of_day on funds.voucher (court, booked_on);

create table funds.posting (
    voucher bigint not null references funds.voucher,
    line smallint not null,
    account bigint not null references funds.account,
    fen bigint not null check (fen <> 0),
    primary key (voucher, line)
);
create index posting_of_account on funds.posting (account, voucher);

create function funds.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% 只能追加，不能修改或删除；更正请用冲红凭证', tg_table_name using errcode = '23001';
end $$;

create trigger voucher_stays before update or delete on funds.voucher for each row execute function funds.refuse_change();
create trigger posting_stays before update or delete on funds.posting for each row execute function funds.refuse_change();
create trigger voucher_stays_whole before truncate on funds.voucher execute function funds.refuse_change();
create trigger posting_stays_whole before truncate on funds.posting execute function funds.refuse_change();

-- An account's row changes in nothing but its balance, and that only here.
create function funds.post() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct voucher from added) a
        join funds.voucher v on v.id = a.voucher
        where v.tx <> pg_current_xact_id()
           or (select sum(p.fen) from funds.posting p where p.voucher = a.voucher) <> 0) then
        raise exception '凭证借贷不平衡，或者向已入账的凭证追加分录' using errcode = '23514';
    end if;
    update funds.account a set balance_fen = a.balance_fen - moved.fen
    from (select p.account, sum(p.fen) fen from added p
          join funds.account k on k.id = p.account and k.kind not in ('BANK', 'FEE')
          group by p.account order by p.account) moved
    where a.id = moved.account;
    return null;
end $$;
create trigger posting_posts after insert on funds.posting
    referencing new table as added for each statement execute function funds.post();

create function funds.has_postings() returns trigger language plpgsql as $$
begin
    if (select count(*) from funds.posting where voucher = new.id) < 2 then
        raise exception '凭证没有分录' using errcode = '23514';
    end if;
    return null;
end $$;
create constraint trigger voucher_has_postings after insert on funds.voucher
    deferrable initially deferred for each row execute function funds.has_postings();

create function funds.only_balance() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or pg_trigger_depth() < 2
       or (new.id, new.court, new.kind, new.case_id, new.number, new.party)
          is distinct from (old.id, old.court, old.kind, old.case_id, old.number, old.party) then
        raise exception '账户余额只随凭证变动' using errcode = '23001';
    end if;
    return new;
end $$;
create trigger account_stays before update or delete on funds.account for each row execute function funds.only_balance();
create trigger account_stays_whole before truncate on funds.account execute function funds.refuse_change();

-- What the bank told, as it came.
create table funds.bank_message (
    id bigint generated always as identity primary key,
    message_id text not null,
    type text not null,
    sha256 text not null unique,
    raw bytea not null,
    taken_at timestamptz not null,
    by_login text not null
);
create index bank_message_by_id on funds.bank_message (message_id, type);

-- Each entry of the bank's once, by the bank's own reference, whichever message brought it first.
create table funds.bank_entry (
    id bigint generated always as identity primary key,
    reference text not null unique,
    batch text,
    message bigint not null references funds.bank_message,
    court text,
    account text not null,
    direction text not null check (direction in ('CREDIT', 'DEBIT')),
    currency text not null,
    fen bigint check (fen > 0),
    booked_on date,
    value_on date,
    end_to_end text,
    counterparty text,
    remark text,
    outcome text not null check (outcome in ('RECEIVED', 'SUSPENSE', 'PAID', 'RETURNED', 'NOT_OURS', 'REFUSED')),
    because text not null
);
create index bank_entry_of_batch on funds.bank_entry (batch) where batch is not null;
create index bank_entry_of_day on funds.bank_entry (court, booked_on);
create trigger bank_message_stays before update or delete on funds.bank_message for each row execute function funds.refuse_change();
create trigger bank_entry_stays before update or delete on funds.bank_entry for each row execute function funds.refuse_change();
create trigger bank_message_stays_whole before truncate on funds.bank_message execute function funds.refuse_change();
create trigger bank_entry_stays_whole before truncate on funds.bank_entry execute function funds.refuse_change();

create table funds.receipt (
    id bigint generated always as identity primary key,
    entry bigint not null unique references funds.bank_entry,
    court text not null,
    fen bigint not null check (fen > 0),
    booked_on date not null,
    interest_until date not null, -- the day to which interest runs on it: the value date, unless the deduction was earlier
    payer text,
    remark text,
    named_account text,
    case_id bigint,
    identified_on date,
    suspense bigint unique references funds.account,
    check ((case_id is null) = (identified_on is null)),
    check (case_id is not null or suspense is not null)
);
create index receipt_of_case on funds.receipt (case_id) where case_id is not null;
create index receipt_unknown on funds.receipt (court, booked_on) where case_id is null;

create table funds.claim (
    id bigint generated always as identity primary key,
    receipt bigint not null references funds.receipt,
    case_id bigint not null,
    case_number text not null,
    reason text not null check (reason <> ''),
    state text not null default 'PROPOSED' check (state in ('PROPOSED', 'CONFIRMED', 'REFUSED')),
    proposed_by text not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    confirmed_by text,
    confirmed_name text,
    confirmed_at timestamptz,
    check (confirmed_by is null or confirmed_by <> proposed_by),
    check ((state = 'PROPOSED') = (confirmed_by is null))
);
create unique index claim_one_open on funds.claim (receipt) where state in ('PROPOSED', 'CONFIRMED');

create table funds.distribution (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    case_number text not null,
    court text not null,
    state text not null check (state in ('PROPOSED', 'SUPERSEDED', 'APPROVED', 'PAID', 'PAY_FAILED')),
    total_fen bigint not null check (total_fen > 0),
    remark text,
    plan_document bigint,
    approval_document bigint,
    proposed_by text not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    approved_by text,
    approved_name text,
    approved_at timestamptz,
    check (approved_by is null or approved_by <> proposed_by),
    check ((state in ('PROPOSED', 'SUPERSEDED')) = (approved_by is null))
);
create unique index distribution_one_open on funds.distribution (case_id) where state = 'PROPOSED';
create index distribution_of_case on funds.distribution (case_id, id);
create index distribution_waiting on funds.distribution (court, state) where state in ('PROPOSED', 'APPROVED', 'PAY_FAILED');

create table funds.distribution_line (
    id bigint generated always as identity primary key,
    distribution bigint not null references funds.distribution,
    kind text not null check (kind in ('CREDITOR', 'FEE', 'REFUND')),
    party bigint,
    payee text not null,
    bank text,
    payee_account bytea, -- encrypted
    masked_account text,
    fen bigint not null check (fen > 0),
    costs_fen bigint not null default 0,
    interest_fen bigint not null default 0,
    principal_fen bigint not null default 0,
    double_fen bigint not null default 0,
    check (kind = 'FEE' or (party is not null and payee_account is not null)),
    check (kind <> 'CREDITOR' or fen = costs_fen + interest_fen + principal_fen + double_fen)
);
create index line_of_distribution on funds.distribution_line (distribution);

-- The outbox to the bank: one payment a line.
create table funds.payment (
    id bigint generated always as identity primary key,
    line bigint not null unique references funds.distribution_line,
    distribution bigint not null references funds.distribution,
    case_id bigint not null,
    court text not null,
    message_id text not null unique,
    end_to_end text not null unique,
    fen bigint not null check (fen > 0),
    state text not null check (state in ('QUEUED', 'SENT', 'ACCEPTED', 'PAID', 'REJECTED', 'RETURNED')),
    because text,
    paid_on date,
    next_try timestamptz not null,
    tries int not null default 0,
    created_at timestamptz not null
);
create index payment_due on funds.payment (next_try) where state = 'QUEUED';
create index payment_of_distribution on funds.payment (distribution);

create table funds.statement (
    id bigint generated always as identity primary key,
    court text not null,
    account text not null,
    statement_id text not null,
    day date not null,
    opening_fen bigint,
    closing_fen bigint not null,
    message bigint not null references funds.bank_message,
    unique (account, statement_id)
);
create index statement_of_day on funds.statement (court, day);
create table funds.statement_entry (
    statement bigint not null references funds.statement,
    reference text not null,
    direction text not null check (direction in ('CREDIT', 'DEBIT')),
    fen bigint not null,
    primary key (statement, reference)
);
