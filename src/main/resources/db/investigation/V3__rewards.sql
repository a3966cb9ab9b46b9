-- Rewards for whoever points to property that the court did not know (悬赏执行). Who gives a tip, and what, is sealed.
create table investigation.reward (
    id              bigint generated always as identity primary key,
    case_id         bigint not null,
    court           text not null,
    party_id        bigint not null,
    applicant       text not null,
    respondents     text not null,
    way             text not null check (way in ('FIXED', 'RATIO')),
    amount_fen      bigint check (amount_fen > 0),
    ratio_bp        int check (ratio_bp between 1 and 10000),
    applied_by      text not null,
    applied_on      date not null,
    due_on          date not null,
    state           text not null check (state in ('APPLIED', 'PUBLISHED', 'REFUSED', 'ENDED')),
    decided_by      text,
    decided_name    text,
    decided_on      date,
    refused_because text,
    document_id     bigint,
    check ((way = 'FIXED') = (amount_fen is not null)),
    check ((way = 'RATIO') = (ratio_bp is not null)),
    check ((state = 'APPLIED') = (decided_by is null)),
    check ((state in ('PUBLISHED', 'ENDED')) = (document_id is not null)),
    check (decided_by is null or decided_by <> applied_by)
);
create unique index reward_open on investigation.reward (case_id, party_id) where state in ('APPLIED', 'PUBLISHED');
create table investigation.tip (
    id              bigint generated always as identity primary key,
    reward_id       bigint not null references investigation.reward (id),
    giver_sealed    bytea not null,
    words_sealed    bytea not null,
    relation        text not null check (relation in ('NONE', 'AGENT', 'OBLIGED', 'STAFF')),
    source          text not null check (source in ('FORM', 'COUNTER')),
    received_at     timestamptz not null,
    state           text not null check (state in ('RECEIVED', 'REJECTED', 'CONFIRMED', 'PROPOSED', 'APPROVED', 'PAID')),
    findings        text,
    asset_id        bigint,
    recovered_fen   bigint check (recovered_fen > 0),
    reward_fen      bigint check (reward_fen > 0 and reward_fen <= recovered_fen),
    proposed_by     text,
    proposed_name   text,
    approved_by     text,
    approved_name   text,
    paid_on         date,
    receipt         text,
    check (approved_by is null or approved_by <> proposed_by),
    check (state not in ('CONFIRMED', 'PROPOSED', 'APPROVED', 'PAID') or asset_id is not null and relation = 'NONE'),
    check (state not in ('PROPOSED', 'APPROVED', 'PAID') or reward_fen is not null),
    check (state not in ('APPROVED', 'PAID') or approved_by is not null),
    check ((state = 'PAID') = (paid_on is not null))
);
create index tip_reward on investigation.tip (reward_id);
-- Of two who point to the same property the first is rewarded.
create unique index tip_asset on investigation.tip (asset_id) where asset_id is not null;
create trigger keep_reward before delete on investigation.reward for each row execute function investigation.keep();
create trigger keep_tip before delete on investigation.tip for each row execute function investigation.keep();
call keys.seals('investigation.tip', 'id', 'bigint', 'giver_sealed', 'tip');
call keys.seals('investigation.tip', 'id', 'bigint', 'words_sealed', 'tip');
call audit.bind('investigation.reward', '{id}');
call audit.bind('investigation.tip', '{id}');
