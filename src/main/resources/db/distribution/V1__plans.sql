-- A pool of money in a case's account that several creditors of one debtor share (参与分配), and the plan by which they do.
create table distribution.plan (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    case_number text not null,
    court text not null,
    debtor_party bigint not null,
    debtor text not null,
    debtor_kind text not null check (debtor_kind in ('CITIZEN', 'OTHER', 'ENTERPRISE')),
    solvency text, -- why an enterprise does not go into bankruptcy
    hosting text not null check (hosting <> ''), -- why this court distributes
    source text not null check (source <> ''),
    pool_fen bigint not null check (pool_fen > 0),
    as_of date not null, -- the day up to which interest is counted
    state text not null check (state in ('DRAFT', 'PROPOSED', 'DECIDED', 'EFFECTIVE', 'DONE', 'CANCELLED')),
    version int not null default 1,
    decided_version int,
    amends bigint, -- the objection whose opinion the version under approval follows; zero for another ground
    opened_by text not null,
    opened_name text not null,
    opened_at timestamptz not null,
    proposed_by text,
    proposed_name text,
    decided_by text,
    decided_name text,
    decided_on date,
    document_id bigint,
    effective_on date,
    ended_because text,
    check (state <> 'PROPOSED' or proposed_by is not null),
    check (decided_by is null or decided_by <> proposed_by or state = 'PROPOSED'),
    check (state not in ('DECIDED', 'EFFECTIVE', 'DONE') or (decided_version is not null and document_id is not null)),
    check (state not in ('EFFECTIVE', 'DONE') or effective_on is not null)
);
create unique index plan_one_open on distribution.plan (case_id) where state in ('DRAFT', 'PROPOSED', 'DECIDED', 'EFFECTIVE');
create index plan_terms on distribution.plan (id) where state in ('DECIDED', 'EFFECTIVE');

-- What was drawn up, each time anew: versions are never changed.
create table distribution.version (
    plan bigint not null references distribution.plan,
    no int not null,
    rule text not null check (rule in ('PROPORTIONAL', 'SEIZURE_ORDER', 'FIRST_SEIZER_BONUS')),
    because text not null,
    by_login text not null,
    by_name text not null,
    at timestamptz not null,
    primary key (plan, no)
);

create table distribution.claim (
    plan bigint not null,
    version int not null,
    no int not null, -- the same in all versions of a plan
    case_id bigint, -- of a case of this court
    case_number text,
    creditor text not null check (creditor <> ''),
    rank text not null,
    costs_fen bigint not null check (costs_fen >= 0),
    interest_fen bigint not null check (interest_fen >= 0),
    principal_fen bigint not null check (principal_fen >= 0),
    doubled_fen bigint not null check (doubled_fen >= 0),
    since date,
    seizure_rank int not null default 0 check (seizure_rank >= 0),
    seized_on date,
    applied_on date,
    basis text not null,
    adjudicated boolean not null,
    fee boolean not null default false, -- the court's own enforcement fee
    primary key (plan, version, no),
    foreign key (plan, version) references distribution.version
);
create index claim_of_case on distribution.claim (case_id, plan) where case_id is not null;

-- Where those are paid who have no case here.
create table distribution.payee (
    id bigint generated always as identity primary key,
    plan bigint not null references distribution.plan,
    claim int not null,
    party bigint not null,
    name text not null,
    bank text not null,
    account bytea not null,
    masked text not null,
    unique (plan, claim)
);
call keys.seals('distribution.payee', 'id', 'bigint', 'account', 'distribution.payee');

-- Those on whom the plan is served, each with the last day to object.
create table distribution.recipient (
    id bigint generated always as identity primary key,
    plan bigint not null references distribution.plan,
    version int not null,
    debtor boolean not null,
    case_id bigint,
    party bigint,
    name text not null,
    served_on date,
    how text,
    due_on date,
    check ((served_on is null) = (due_on is null)),
    check ((served_on is null) = (how is null))
);
create index recipient_of_plan on distribution.recipient (plan, version);
create index recipient_in_case on distribution.recipient (case_id, party) where case_id is not null;

create table distribution.objection (
    id bigint generated always as identity primary key,
    plan bigint not null references distribution.plan,
    recipient bigint not null references distribution.recipient,
    received_on date not null,
    words text not null,
    claim int not null, -- the claim that it is about; zero where it is about the rule
    wish jsonb not null, -- what should be different
    state text not null check (state in ('RAISED', 'OPPOSED', 'TOLD', 'SUED', 'UNOPPOSED', 'AMENDED', 'LAPSED', 'WON', 'LOST', 'LATE', 'WITHDRAWN')),
    told_on date, -- when the objector learnt that it is opposed
    suit_due_on date,
    sued_on date,
    suit text,
    ended_on date,
    ended_how text,
    check ((told_on is null) = (suit_due_on is null)),
    check (state not in ('TOLD', 'SUED') or told_on is not null),
    check (state <> 'SUED' or sued_on is not null)
);
create index objection_of_plan on distribution.objection (plan, id);
create index objection_suit on distribution.objection (suit_due_on) where state = 'TOLD';

-- Those who did not object are told, and may oppose.
create table distribution.reply (
    objection bigint not null references distribution.objection,
    recipient bigint not null references distribution.recipient,
    told_on date not null,
    due_on date not null,
    opposed_on date,
    words text,
    primary key (objection, recipient)
);

create table distribution.payout (
    plan bigint not null references distribution.plan,
    claim int not null,
    seq int not null,
    fen bigint not null check (fen > 0),
    on_day date not null,
    by_name text not null,
    primary key (plan, claim, seq)
);

call audit.bind('distribution.plan', '{id}');
call audit.bind('distribution.version', '{plan,no}');
call audit.bind('distribution.claim', '{plan,version,no}');
call audit.bind('distribution.payee', '{id}');
call audit.bind('distribution.recipient', '{id}');
call audit.bind('distribution.objection', '{id}');
call audit.bind('distribution.reply', '{objection,recipient}');
call audit.bind('distribution.payout', '{plan,claim,seq}');
