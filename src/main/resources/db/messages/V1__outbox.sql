create table messages.message (
    id           bigint generated always as identity primary key,
    key          uuid not null unique default gen_random_uuid(), -- by which the gateway knows a copy
    dedupe_key   text not null unique,
    case_id      bigint,
    court        text,
    recipient    text not null,
    phone_sealed bytea not null,
    phone_index  bytea not null,
    phone_masked text not null,
    text         text not null check (text <> ''),
    state        text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED')),
    attempts     int not null default 0,
    queued_at    timestamptz not null,
    next_try_at  timestamptz not null,
    sent_at      timestamptz,
    receipt      text,
    check ((state = 'SENT') = (sent_at is not null))
);
create index message_to_send on messages.message (next_try_at, id) where state = 'QUEUED';
create index message_of_case on messages.message (case_id, id) where case_id is not null;

-- Every answer of the gateway as it came.
create table messages.receipt (
    id         bigint generated always as identity primary key,
    message_id bigint not null references messages.message,
    attempt    int not null,
    status     int, -- of HTTP; null when there was no answer
    body       text not null,
    at         timestamptz not null
);
create index receipt_of_message on messages.receipt (message_id);

create function messages.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on messages.receipt for each row execute function messages.refuse();
create trigger no_delete before delete on messages.message for each row execute function messages.refuse();
