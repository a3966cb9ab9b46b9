-- A controlled asset whose use is allowed (活封活扣): the line holds what stays the same, each plan on it what two people decided.
create table livesealing.line (
    id             bigint generated always as identity primary key,
    case_id        bigint not null,
    court          text not null,
    measure_id     bigint not null unique,
    asset_id       bigint not null,
    scope          text not null check (scope in ('ACCOUNT', 'EQUIPMENT', 'STOCK', 'PLANT')),
    party_id       bigint not null,
    debtor_name    text not null,
    title          text not null,
    place          text not null,
    institution    text,
    account_index  bytea,
    account_masked text not null,
    check ((scope = 'ACCOUNT') = (institution is not null and account_index is not null))
);
create index line_case on livesealing.line (case_id);
create index line_account on livesealing.line (institution, account_index) where institution is not null;
call audit.bind('livesealing.line', '{id}');

create table livesealing.plan (
    id              bigint generated always as identity primary key,
    line_id         bigint not null references livesealing.line (id),
    case_id         bigint not null,
    court           text not null,
    asset_id        bigint not null,
    purpose         text not null,
    uses            text[] not null check (cardinality(uses) > 0),
    keeper          text not null check (keeper in ('DEBTOR', 'COURT', 'OTHER', 'BANK')),
    value_note      text,
    sale_terms      text,
    monthly_fen     bigint check (monthly_fen > 0),
    floor_fen       bigint check (floor_fen >= 0),
    starts_on       date not null,
    ends_on         date not null check (ends_on >= starts_on),
    supervisor      text not null,
    frequency       text not null check (frequency in ('WEEKLY', 'HALF_MONTHLY', 'MONTHLY', 'QUARTERLY')),
    opinion         text not null check (opinion in ('AGREES', 'OBJECTS', 'SILENT')),
    opinion_how     text not null,
    opinion_on      date not null,
    review_on       date not null,
    breach_rule     text not null check (breach_rule in ('CONFIRMED', 'BY_ITSELF')),
    state           text not null check (state in ('PROPOSED', 'REFUSED', 'IN_FORCE', 'END_PROPOSED', 'REPLACED', 'ENDED')),
    proposed_by     text not null,
    proposed_name   text not null,
    proposed_on     date not null,
    decided_by      text,
    decided_name    text,
    decided_on      date,
    decided_because text,
    decision_id     bigint,
    end_by          text,
    end_name        text,
    end_because     text,
    ended_on        date,
    ended_by        text,
    ended_because   text,
    ending_id       bigint,
    review_told_on  date,
    check (review_on between starts_on and ends_on),
    check (decided_by is null or decided_by <> proposed_by),
    check ((state = 'PROPOSED') = (decided_by is null)),
    check ((decision_id is null) = (state in ('PROPOSED', 'REFUSED'))),
    check (state <> 'END_PROPOSED' or (end_by is not null and end_because is not null)),
    check ((state in ('ENDED', 'REPLACED')) = (ended_on is not null and ended_because is not null))
);
-- One plan in force, and one waiting for its decision, on one thing: two cases that allowed the same money would allow it twice.
create unique index plan_in_force on livesealing.plan (asset_id) where state in ('IN_FORCE', 'END_PROPOSED');
create unique index plan_proposed on livesealing.plan (asset_id) where state = 'PROPOSED';
create index plan_line on livesealing.plan (line_id);
create index plan_case on livesealing.plan (case_id);
create index plan_standing on livesealing.plan (ends_on) where state in ('IN_FORCE', 'END_PROPOSED');
call audit.bind('livesealing.plan', '{id}');

create table livesealing.payee (
    id             bigint generated always as identity primary key,
    plan_id        bigint not null references livesealing.plan (id),
    name           text not null,
    account_sealed bytea not null,
    account_index  bytea not null,
    account_masked text not null,
    use            text not null,
    monthly_fen    bigint not null check (monthly_fen > 0),
    unique (plan_id, account_index, use)
);
call audit.bind('livesealing.payee', '{id}', '{account_sealed}');
call keys.seals('livesealing.payee', 'id', 'bigint', 'account_sealed', 'livesealing.payee');

-- What a bank asked before it paid, what it was answered, and what came of it. A permitted payment takes up the allowance of its
-- month until it is paid, cancelled or has lapsed.
create table livesealing.payment (
    id                 bigint generated always as identity primary key,
    line_id            bigint not null references livesealing.line (id),
    plan_id            bigint not null references livesealing.plan (id),
    case_id            bigint not null,
    court              text not null,
    institution        text not null,
    request_no         text not null,
    body_sha256        text not null check (body_sha256 ~ '^[0-9a-f]{64}$'),
    payee_name         text not null,
    account_index      bytea not null,
    account_masked     text not null,
    use                text not null,
    fen                bigint not null check (fen > 0),
    balance_fen        bigint not null check (balance_fen >= 0),
    asked_at           timestamptz not null,
    month              date not null check (month = date_trunc('month', month)),
    state              text not null check (state in ('REFUSED', 'RESERVED', 'PAID', 'CANCELLED', 'LAPSED', 'PAID_OUTSIDE')),
    reasons            text[] not null default '{}',
    left_fen           bigint not null check (left_fen >= 0),
    lapses_at          timestamptz,
    settled_at         timestamptz,
    balance_after_fen  bigint check (balance_after_fen >= 0),
    unique (institution, request_no),
    check ((state = 'REFUSED') <= (cardinality(reasons) > 0)),
    check ((state = 'RESERVED') <= (lapses_at is not null)),
    check ((state in ('PAID', 'CANCELLED', 'LAPSED', 'PAID_OUTSIDE')) = (settled_at is not null))
);
create index payment_month on livesealing.payment (line_id, month) where state in ('RESERVED', 'PAID', 'PAID_OUTSIDE');
create index payment_line on livesealing.payment (line_id, id);
create index payment_lapsing on livesealing.payment (lapses_at) where state = 'RESERVED';
call audit.bind('livesealing.payment', '{id}');

create table livesealing.report (
    id             bigint generated always as identity primary key,
    line_id        bigint not null references livesealing.line (id),
    plan_id        bigint not null references livesealing.plan (id),
    case_id        bigint not null,
    court          text not null,
    from_on        date not null,
    to_on          date not null check (to_on >= from_on),
    due_on         date not null check (due_on >= to_on),
    state          text not null check (state in ('EXPECTED', 'MISSING', 'HANDED', 'LATE', 'DROPPED')),
    reminded_on    date,
    handed_on      date,
    handed_by      text,
    income_fen     bigint check (income_fen >= 0),
    spent_fen      bigint check (spent_fen >= 0),
    words          text,
    voucher        bytea,
    voucher_sha256 text check (voucher_sha256 ~ '^[0-9a-f]{64}$'),
    voucher_kind   text,
    unique (plan_id, from_on),
    check ((state in ('HANDED', 'LATE')) = (handed_on is not null)),
    check ((handed_on is null) = (words is null)),
    check ((voucher is null) = (voucher_sha256 is null) and (voucher is null) = (voucher_kind is null))
);
create index report_due on livesealing.report (due_on) where state = 'EXPECTED';
call audit.bind('livesealing.report', '{id}', '{}', 'voucher', 'voucher_sha256');
call keys.seals('livesealing.report', 'id', 'bigint', 'voucher', 'livesealing.voucher', 'voucher_sha256');

-- What was done against the plan. An open one proposes to end the plan; an officer decides, or the plan's own rule does.
create table livesealing.breach (
    id           bigint generated always as identity primary key,
    line_id      bigint not null references livesealing.line (id),
    plan_id      bigint not null references livesealing.plan (id),
    case_id      bigint not null,
    court        text not null,
    kind         text not null check (kind in ('PAID_OUTSIDE', 'REPORT_MISSING', 'USE_NOT_ALLOWED')),
    subject      text not null,
    facts        text not null,
    found_on     date not null,
    found_by     text not null,
    state        text not null check (state in ('OPEN', 'ENDED', 'TIGHTENED', 'DISMISSED')),
    decided_by   text,
    decided_on   date,
    decided_because text,
    unique (plan_id, subject),
    check ((state = 'OPEN') = (decided_on is null)),
    check (state <> 'DISMISSED' or decided_because is not null)
);
create index breach_case on livesealing.breach (case_id);
call audit.bind('livesealing.breach', '{id}');

create function livesealing.keep() returns trigger language plpgsql as $$
begin
    raise exception '活封方案、付款询问、报告和违反情形不能删除' using errcode = 'restrict_violation';
end $$;
create trigger keep before delete on livesealing.line for each row execute function livesealing.keep();
create trigger keep before delete on livesealing.plan for each row execute function livesealing.keep();
create trigger keep before delete on livesealing.payee for each row execute function livesealing.keep();
create trigger keep before delete on livesealing.payment for each row execute function livesealing.keep();
create trigger keep before delete on livesealing.report for each row execute function livesealing.keep();
create trigger keep before delete on livesealing.breach for each row execute function livesealing.keep();

-- What was decided and asked is never changed afterwards; only what comes of it.
create function livesealing.keep_terms() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{state,decided_by,decided_name,decided_on,decided_because,decision_id,end_by,end_name,end_because,ended_on,ended_by,ended_because,ending_id,review_told_on}'::text[]
       <> to_jsonb(old) - '{state,decided_by,decided_name,decided_on,decided_because,decision_id,end_by,end_name,end_because,ended_on,ended_by,ended_because,ending_id,review_told_on}'::text[] then
        raise exception '活封方案的内容不能改动，变更须另行拟定' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_terms before update on livesealing.plan for each row execute function livesealing.keep_terms();
create function livesealing.keep_question() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{state,settled_at,balance_after_fen}'::text[] <> to_jsonb(old) - '{state,settled_at,balance_after_fen}'::text[] then
        raise exception '付款询问和当时的答复不能改动' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_question before update on livesealing.payment for each row execute function livesealing.keep_question();
