-- Fines and detention (罚款、拘留): proposed by one, approved by the president, carried out step by step.
create table sanctions.penalty (
    id              bigint generated always as identity primary key,
    case_id         bigint not null,
    court           text not null,
    party_id        bigint not null,
    party_name      text not null,
    capacity        text not null,
    person          text not null,
    ground          text not null,
    acted_on        date not null,
    facts           text not null,
    fine_fen        bigint check (fine_fen > 0),
    days            int check (days between 1 and 15),
    state           text not null check (state in ('PROPOSED', 'REFUSED', 'DECIDED', 'IN_CUSTODY', 'ENDED', 'REVOKED')),
    proposed_by     text not null,
    proposed_name   text not null,
    proposed_on     date not null,
    decided_by      text,
    decided_name    text,
    decided_on      date,
    refused_because text,
    document_id     bigint,
    fine_document_id bigint,
    served_on       date,
    taken_at        timestamptz,
    taken_where     text,
    ends_at         timestamptz,
    family_told_at  timestamptz,
    family_told     text,
    review_until    date,
    review_asked_on date,
    review_due_on   date,
    review_result   text check (review_result in ('UPHELD', 'CHANGED', 'REVOKED')),
    review_document text,
    release_ground  text,
    release_facts   text,
    release_proposed_by   text,
    release_proposed_name text,
    release_decided_by    text,
    release_document_id   bigint,
    ended_at        timestamptz,
    ended_because   text,
    fine_paid_on    date,
    fine_receipt    text,
    reminded_family boolean not null default false,
    reminded_end    boolean not null default false,
    check (fine_fen is not null or days is not null),
    -- Liberty and money: never one person alone.
    check (decided_by is null or decided_by <> proposed_by),
    check (release_decided_by is null or release_decided_by <> release_proposed_by),
    check ((state = 'PROPOSED') = (decided_by is null)),
    check (state not in ('DECIDED', 'IN_CUSTODY') or document_id is not null or fine_document_id is not null),
    check (state <> 'IN_CUSTODY' or (days is not null and taken_at is not null and ends_at is not null)),
    -- Not an hour beyond fifteen days.
    check (ends_at is null or ends_at <= taken_at + make_interval(hours => 24 * 15)),
    check ((ended_at is null) = (ended_because is null))
);
-- The same misconduct is answered once (民诉法解释第一百八十四条).
create unique index penalty_once on sanctions.penalty (case_id, party_id, person, ground, acted_on)
    where state not in ('REFUSED', 'REVOKED');
create index penalty_case on sanctions.penalty (case_id);
create index penalty_held on sanctions.penalty (ends_at) where state = 'IN_CUSTODY';
create trigger keep_penalty before delete on sanctions.penalty for each row execute function sanctions.keep_sanction();
call audit.bind('sanctions.penalty', '{id}', '{reminded_family,reminded_end}');
