-- What one person is told of one change of a public node. The row is the message on the portal; an SMS may follow it.
create table notices.notice (
    id             bigint generated always as identity primary key,
    case_id        bigint not null,
    court          text not null,
    instance       text not null, -- the change: run of a node and what happened to it
    public_code    text not null,
    node_code      text not null,
    audience       text not null check (audience in ('APPLICANT', 'RESPONDENT')),
    recipient      bigint not null,
    recipient_name text not null,
    principal      text, -- for whom the recipient acts, where it is an agent
    number         text not null,
    words          text not null check (words <> ''),
    happened_on    date not null,
    told_at        timestamptz not null,
    must_by        timestamptz not null,
    sms            text not null default 'WAITING' check (sms in ('WAITING', 'GIVEN', 'OFF', 'NO_PHONE')),
    sms_from       timestamptz not null, -- not before
    sms_key        text, -- by which the outbox knows the SMS that carries it, perhaps with others
    check ((sms = 'GIVEN') = (sms_key is not null)),
    unique (instance, audience, recipient)
);
create index sms_to_give on notices.notice (sms_from, id) where sms = 'WAITING';
create index notice_of_recipient on notices.notice (case_id, recipient, id);

-- What a person wants in a case; the newest holds.
create table notices.choice (
    id        bigint generated always as identity primary key,
    case_id   bigint not null,
    recipient bigint not null,
    sms       boolean not null,
    chosen_at timestamptz not null
);
create index choice_of_recipient on notices.choice (recipient, case_id, id desc);

create function notices.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on notices.choice for each row execute function notices.refuse();
create trigger no_delete before delete on notices.notice for each row execute function notices.refuse();

-- What was told stays as it was told; only the SMS goes on, and never back from given.
create function notices.refuse_rewriting() returns trigger language plpgsql as $$
begin
    if old.sms <> 'WAITING'
       or (old.case_id, old.instance, old.audience, old.recipient, old.words, old.told_at, old.must_by)
          is distinct from (new.case_id, new.instance, new.audience, new.recipient, new.words, new.told_at, new.must_by) then
        raise exception '已经告知的内容不能改动' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger told_is_told before update on notices.notice for each row execute function notices.refuse_rewriting();
