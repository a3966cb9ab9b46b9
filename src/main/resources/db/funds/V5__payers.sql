-- A number of the bank's range for each payer of a case: each respondent, and third persons who pay for one. It leads into the
-- case's one account in the ledger; what comes on it is known to come from that payer.
create table funds.payer_number (
    number text primary key check (number ~ '^[0-9]{17}$'),
    court text not null,
    case_id bigint not null,
    case_number text not null,
    party bigint, -- a respondent; null for a third person
    name text not null check (char_length(name) between 1 and 200),
    opened_at timestamptz not null
);
create unique index payer_number_of_party on funds.payer_number (case_id, party) where party is not null;
create unique index payer_number_of_third on funds.payer_number (case_id, name) where party is null;
create index payer_number_of_name on funds.payer_number (court, name) where party is null;
create trigger payer_number_stays before update or delete on funds.payer_number
    for each row execute function funds.refuse_change();
create trigger payer_number_stays_whole before truncate on funds.payer_number execute function funds.refuse_change();
call audit.bind('funds.payer_number', '{number}');

-- A payment slip (缴款单) that was given out: what it says is what its payer is going to pay.
create table funds.slip (
    number text not null references funds.payer_number,
    day date not null,
    court text not null,
    case_id bigint not null,
    fen bigint not null check (fen > 0),
    primary key (number, day, fen)
);
create index slip_of_amount on funds.slip (court, fen);
create index slip_of_case on funds.slip (case_id, day);
create trigger slip_stays before update or delete on funds.slip for each row execute function funds.refuse_change();
create trigger slip_stays_whole before truncate on funds.slip execute function funds.refuse_change();
call audit.bind('funds.slip', '{number,day,fen}');

-- From which account somebody paid: sealed, because money that came by mistake goes back there; found by a keyed hash, because
-- who paid for a case before may be paying for it again.
alter table funds.receipt
    add column payer_account bytea,
    add column payer_hash bytea,
    add column payer_masked text,
    add column payer_bank text,
    add column returned_on date, -- when the money went back to the payer (误缴退还)
    add check ((payer_account is null) = (payer_hash is null) and (payer_account is null) = (payer_masked is null)),
    add check (returned_on is null or case_id is null);
call keys.seals('funds.receipt', 'id', 'bigint', 'payer_account', 'funds.payer');
create index receipt_payer_account on funds.receipt (payer_hash) where payer_hash is not null and case_id is not null;
create index receipt_payer on funds.receipt (court, payer) where payer is not null and case_id is not null;
drop index funds.receipt_unknown;
create index receipt_unknown on funds.receipt (court, booked_on) where case_id is null and returned_on is null;

-- Money that came by mistake goes back where it came from: proposed by one person with its ground, approved by another, and paid
-- by the bank like any payment. Until the bank has paid it lies in suspense, and there it comes back to when the bank returns it.
create table funds.payer_return (
    id bigint generated always as identity primary key,
    receipt bigint not null references funds.receipt,
    court text not null,
    fen bigint not null check (fen > 0),
    ground text not null check (ground <> ''),
    payee text not null,
    bank text not null,
    payee_account bytea not null,
    masked_account text not null,
    typed boolean not null, -- whether the account was typed in because the bank's message named none
    state text not null default 'PROPOSED'
        check (state in ('PROPOSED', 'REFUSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID', 'REJECTED', 'RETURNED')),
    because text,
    message_id text not null unique,
    end_to_end text not null unique,
    proposed_by text not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_name text,
    decided_at timestamptz,
    paid_on date,
    next_try timestamptz,
    tries int not null default 0,
    check (decided_by is null or decided_by <> proposed_by),
    check ((state = 'PROPOSED') = (decided_by is null)),
    check (state <> 'QUEUED' or next_try is not null)
);
create unique index payer_return_one_open on funds.payer_return (receipt)
    where state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID');
create index payer_return_due on funds.payer_return (next_try) where state = 'QUEUED';
call audit.bind('funds.payer_return', '{id}', '{next_try,tries}');
call keys.seals('funds.payer_return', 'id', 'bigint', 'payee_account', 'funds.payer');
