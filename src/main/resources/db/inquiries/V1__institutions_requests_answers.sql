create table inquiries.institution (
    code            text primary key check (code ~ '^[A-Z0-9_]{2,40}$'),
    name            text not null unique,
    kind            text not null,
    channel         text not null check (channel in ('NATIONAL', 'REGIONAL')),
    answers_person  boolean not null,
    answers_organisation boolean not null,
    actions         text[] not null,
    promised_minutes int not null check (promised_minutes > 0),
    parallel_limit  int not null check (parallel_limit between 1 and 64),
    position        int not null,
    base_url        text,
    secret_sealed   bytea,
    failures        int not null default 0,
    fault_since     timestamptz,
    last_fault      text,
    last_answer_at  timestamptz,
    check ((base_url is null) = (secret_sealed is null))
);

create table inquiries.batch (
    id          bigint generated always as identity primary key,
    case_id     bigint not null,
    court       text not null,
    sequence    int not null check (sequence > 0),
    started_at  timestamptz not null,
    started_by  text not null,
    unique (case_id, sequence)
);

-- One row is one envelope to one institution; body and number are sealed, the key is the partner's idempotency key.
create table inquiries.request (
    id           bigint generated always as identity primary key,
    key          uuid not null unique,
    purpose      text not null check (purpose in ('QUERY', 'ORDER')),
    batch_id     bigint references inquiries.batch (id),
    case_id      bigint not null,
    court        text not null,
    institution  text not null references inquiries.institution (code),
    party_id     bigint,
    subject_name text not null,
    reference    text,
    body_sealed  bytea not null,
    state        text not null check (state in ('QUEUED', 'ACCEPTED', 'READING', 'ANSWERED', 'MANUAL')),
    attempts     int not null default 0,
    created_at   timestamptz not null,
    next_at      timestamptz not null,
    claimed_until timestamptz,
    sent_at      timestamptz,
    promised_at  timestamptz not null,
    answered_at  timestamptz,
    late         boolean not null default false,
    found        int,
    problem      text,
    check ((purpose = 'QUERY') = (batch_id is not null)),
    check ((purpose = 'QUERY') = (party_id is not null)),
    check ((purpose = 'ORDER') = (reference is not null)),
    check ((state = 'ANSWERED') = (answered_at is not null)),
    unique (batch_id, institution, party_id),
    unique (purpose, reference)
);
create index request_due on inquiries.request (institution, next_at) where state in ('QUEUED', 'ACCEPTED');
create index request_of_case on inquiries.request (case_id);

-- What came back, byte for byte (sealed), before anybody tried to understand it.
create table inquiries.answer (
    id          bigint generated always as identity primary key,
    request_id  bigint not null references inquiries.request (id),
    received_at timestamptz not null,
    http_status int not null,
    raw_sealed  bytea not null,
    sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    quality     text not null check (quality in ('UNREAD', 'GOOD', 'NOTHING_FOUND', 'GARBAGE', 'WRONG_PERSON', 'DUPLICATE')),
    note        text
);
create index answer_unread on inquiries.answer (id) where quality = 'UNREAD';
create index answer_of_request on inquiries.answer (request_id);

create function inquiries.keep_answer() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an answer is never deleted';
    end if;
    if old.quality <> 'UNREAD' or old.raw_sealed <> new.raw_sealed or old.sha256 <> new.sha256
        or old.received_at <> new.received_at or old.request_id <> new.request_id then
        raise exception 'an answer is judged once and never changed';
    end if;
    return new;
end $$;
create trigger keep_answer before update or delete on inquiries.answer
    for each row execute function inquiries.keep_answer();
