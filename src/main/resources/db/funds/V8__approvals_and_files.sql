-- Approvals below the last one, where a court approves step by step; the last stands in funds.distribution. Two people always, and
-- nobody twice.
create table funds.distribution_step (
    distribution bigint not null references funds.distribution,
    level text not null check (level in ('TEAM_LEADER', 'BUREAU_CHIEF', 'PRESIDENT')),
    by_login text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (distribution, level),
    unique (distribution, by_login)
);
create trigger step_stays before update or delete on funds.distribution_step for each row execute function funds.refuse_change();
create trigger step_stays_whole before truncate on funds.distribution_step execute function funds.refuse_change();
call audit.bind('funds.distribution_step', '{distribution,level}');

-- What was found about the payees when it was proposed (提示); what must be answered is answered in funds.distribution.ground.
create table funds.distribution_hint (
    distribution bigint not null references funds.distribution,
    line smallint not null,
    kind text not null check (kind in ('DEBTOR', 'SHARED_ACCOUNT', 'NEW_ACCOUNT', 'CARD_NUMBER')),
    payee text not null,
    text text not null,
    must boolean not null,
    primary key (distribution, line)
);
create trigger hint_stays before update or delete on funds.distribution_hint for each row execute function funds.refuse_change();
create trigger hint_stays_whole before truncate on funds.distribution_hint execute function funds.refuse_change();
call audit.bind('funds.distribution_hint', '{distribution,line}');

alter table funds.distribution
    add column ground text check (ground <> ''),
    -- The file with the payees of a mass payment, by its digest.
    add column list_sha256 text check (list_sha256 ~ '^[0-9a-f]{64}$'),
    -- The distribution of which this pays anew what came back.
    add column again_of bigint references funds.distribution;

alter table funds.distribution_line
    add column list_row int check (list_row > 0),
    add column masked_number text,
    add column account_key bytea, -- blind index of the account
    add column again_of bigint references funds.distribution_line,
    add check (list_row is null or kind = 'CREDITOR');
create index line_by_account on funds.distribution_line (account_key) where account_key is not null;
create index line_again on funds.distribution_line (again_of) where again_of is not null;

-- Many payments in one file for the bank. The file bears the same message id and the same bytes each time it is sent.
create table funds.payment_batch (
    id bigint generated always as identity primary key,
    distribution bigint not null references funds.distribution,
    part int not null check (part > 0),
    case_id bigint not null,
    court text not null,
    message_id text not null unique,
    payments int not null check (payments > 0),
    fen bigint not null check (fen > 0),
    state text not null check (state in ('QUEUED', 'SENT')),
    because text,
    next_try timestamptz not null,
    tries int not null default 0,
    created_at timestamptz not null,
    unique (distribution, part)
);
create index batch_due on funds.payment_batch (next_try) where state = 'QUEUED';
call audit.bind('funds.payment_batch', '{id}', '{next_try,tries}');

alter table funds.payment
    add column batch bigint references funds.payment_batch,
    alter column message_id drop not null,
    add check ((message_id is null) = (batch is not null));
create index payment_of_batch on funds.payment (batch, id) where batch is not null;
-- Whether any payment of a distribution is still not paid, asked each time one is.
create index payment_unpaid on funds.payment (distribution) where state <> 'PAID';
