-- Claims of a respondent against a third person, which is told to pay the court instead (履行到期债务通知).
create table garnishment.claim (
    id              bigint generated always as identity primary key,
    case_id         bigint not null,
    court           text not null,
    party_id        bigint not null,
    debtor          text not null,
    third           text not null,
    basis           text not null,
    judged          boolean not null,
    asked_by        text not null check (asked_by in ('APPLICANT', 'RESPONDENT')),
    amount_fen      bigint not null check (amount_fen > 0),
    admitted_fen    bigint not null check (admitted_fen between 0 and amount_fen),
    paid_fen        bigint not null default 0 check (paid_fen >= 0),
    state           text not null check (state in ('ISSUED', 'SERVED', 'ENDED', 'LAPSED', 'RULED', 'PERFORMED', 'WITHDRAWN')),
    notice_id       bigint not null,
    served_on       date,
    served_how      text,
    due_on          date,
    answered_on     date,
    answer          text,
    answer_text     text,
    ruling_id       bigint,
    ruled_on        date,
    opened_by       text not null,
    opened_at       timestamptz not null,
    check ((served_on is null) = (due_on is null)),
    check (state not in ('SERVED', 'ENDED', 'LAPSED', 'RULED') or served_on is not null),
    check (state <> 'RULED' or ruling_id is not null)
);
create index claim_case on garnishment.claim (case_id);
create index claim_due on garnishment.claim (due_on) where state = 'SERVED';
-- The same claim is not pursued twice at once.
create unique index claim_open on garnishment.claim (case_id, third, basis)
 where state in ('ISSUED', 'SERVED', 'LAPSED', 'RULED');

-- Incomes of a respondent that are withheld and paid over by month (扣留、提取收入).
create table garnishment.income (
    id              bigint generated always as identity primary key,
    case_id         bigint not null,
    court           text not null,
    party_id        bigint not null,
    debtor          text not null,
    payer           text not null,
    kind            text not null check (kind in ('WAGE', 'PENSION', 'OTHER')),
    income_fen      bigint not null check (income_fen > 0),
    persons         int not null check (persons between 1 and 20),
    kept_fen        bigint not null check (kept_fen >= 0),
    monthly_fen     bigint not null check (monthly_fen > 0),
    total_fen       bigint not null check (total_fen > 0),
    extracted_fen   bigint not null default 0,
    first_month     date not null check (extract(day from first_month) = 1),
    state           text not null check (state in ('ORDERED', 'RUNNING', 'FULL', 'STOPPED')),
    ruling_id       bigint not null,
    notice_id       bigint not null,
    served_on       date,
    acknowledged    text,
    opened_by       text not null,
    opened_at       timestamptz not null,
    ended_on        date,
    ended_because   text,
    check (monthly_fen + kept_fen <= income_fen),
    check (extracted_fen between 0 and total_fen),
    check (state <> 'FULL' or extracted_fen <= total_fen)
);
create index income_case on garnishment.income (case_id);
create unique index income_open on garnishment.income (case_id, party_id, payer) where state in ('ORDERED', 'RUNNING');

-- What came of a claim or an income, to the voucher that booked it: no voucher counts twice.
create table garnishment.arrival (
    voucher     text not null,
    case_id     bigint not null,
    claim_id    bigint references garnishment.claim (id),
    income_id   bigint references garnishment.income (id),
    month       date,
    amount_fen  bigint not null check (amount_fen > 0),
    arrived_on  date not null,
    primary key (case_id, voucher),
    check ((claim_id is null) <> (income_id is null)),
    check ((income_id is null) = (month is null))
);
create unique index arrival_month on garnishment.arrival (income_id, month) where income_id is not null;

call audit.bind('garnishment.claim', '{id}');
call audit.bind('garnishment.income', '{id}');
call audit.bind('garnishment.arrival', '{case_id,voucher}');
