-- What parties ask about their own data: to correct one, to erase some. The wanted value and the evidence are sealed; the answer
-- is in clear, because the party must be able to read why.
create table rights.request (
    id              bigint generated always as identity primary key,
    case_id         bigint not null,
    number          text not null,
    court           text not null,
    party_id        bigint not null,
    party_name      text not null,
    kind            text not null check (kind in ('CORRECTION', 'ERASURE')),
    subject         text not null,
    sealed          bytea not null check (length(sealed) > 0),
    masked          text not null,
    evidence        bytea,
    evidence_sha256 text check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
    evidence_kind   text,
    asked_at        timestamptz not null,
    answer_by       date not null,
    state           text not null default 'ASKED' check (state in ('ASKED', 'PROPOSED', 'GRANTED', 'REFUSED')),
    proposed_by     text,
    proposed_name   text,
    proposed_at     timestamptz,
    decided_by      text,
    decided_name    text,
    decided_at      timestamptz,
    reason          text check (reason <> ''),
    article         int,
    check ((evidence is null) = (evidence_sha256 is null) and (evidence is null) = (evidence_kind is null)),
    check ((kind = 'CORRECTION' and subject in ('NUMBER', 'PHONE', 'ADDRESS'))
        or (kind = 'ERASURE' and subject in ('OLD_CONTACTS', 'MESSAGES', 'OTHER'))),
    check ((state in ('GRANTED', 'REFUSED')) = (decided_by is not null)),
    check (state = 'ASKED' or reason is not null),
    check ((state = 'REFUSED') = (article is not null)),
    -- A number of identity is changed by two people.
    check (state <> 'GRANTED' or subject <> 'NUMBER' or (proposed_by is not null and decided_by <> proposed_by))
);
create index on rights.request (court, state, answer_by);
create index on rights.request (case_id, party_id);
create unique index one_open_of_a_subject on rights.request (case_id, party_id, subject) where state in ('ASKED', 'PROPOSED');

create function rights.keep_asked() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception '当事人的请求不能删除' using errcode = 'restrict_violation';
    end if;
    if (old.case_id, old.party_id, old.kind, old.subject, old.masked, old.evidence_kind, old.asked_at, old.answer_by)
       is distinct from
       (new.case_id, new.party_id, new.kind, new.subject, new.masked, new.evidence_kind, new.asked_at, new.answer_by)
       or (old.state in ('GRANTED', 'REFUSED') and to_jsonb(new) - 'sealed' - 'evidence' - 'evidence_sha256'
           <> to_jsonb(old) - 'sealed' - 'evidence' - 'evidence_sha256') then
        raise exception '当事人请求的内容和已经作出的答复不能改动' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_asked before update or delete on rights.request for each row execute function rights.keep_asked();
call audit.bind('rights.request', '{id}', '{}', 'evidence', 'evidence_sha256');
call keys.seals('rights.request', 'id', 'bigint', 'sealed', 'rights');
call keys.seals('rights.request', 'id', 'bigint', 'evidence', 'rights', 'evidence_sha256');
